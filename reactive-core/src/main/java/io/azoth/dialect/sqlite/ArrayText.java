package io.azoth.dialect.sqlite;

import io.azoth.dialect.StoredValues;
import io.azoth.error.ErrorCode;
import io.azoth.error.ResultException;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Arrays as JSON documents, which the database's own functions read. Exact decimals, dates, bytes (in hexadecimal) and
 * numbers that JSON has not are strings in it.
 */
final class ArrayText {
    private final String text;
    private int at;

    private ArrayText(String text) {
        this.text = text;
    }

    /** The JSON of an array of values of a type. */
    static String write(SqlType<?> element, @Nullable Object[] values) {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < values.length; i++) {
            json.append(i == 0 ? "" : ",");
            append(json, element, element.toStored(values[i]));
        }
        return json.append(']').toString();
    }

    private static void append(StringBuilder json, SqlType<?> type, @Nullable Object value) {
        SqlType<?> element = type.shape().element();
        if (value == null) {
            json.append("null");
        } else if (value instanceof Object[] inner && element != null) {
            json.append(write(element, inner));
        } else if (value instanceof Boolean || (value instanceof Number number && isPlain(number))) {
            json.append(value);
        } else if (value instanceof Duration amount) {
            json.append(StoredValues.micros(amount));
        } else if (value instanceof byte[] bytes) {
            quote(json, HexFormat.of().formatHex(bytes));
        } else {
            quote(json, SqliteBinding.storable(DecimalText.bare(type, value)).toString());
        }
    }

    private static boolean isPlain(Number number) {
        return !(number instanceof BigDecimal) && Double.isFinite(number.doubleValue());
    }

    /** A string of JSON. */
    static void quote(StringBuilder json, String value) {
        json.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    /** The array that a JSON document is. */
    static Object read(SqlType<?> type, String json) {
        ArrayText reader = new ArrayText(json);
        reader.skipBlanks();
        Object array = reader.array(type);
        reader.skipBlanks();
        if (reader.at < json.length()) {
            throw reader.malformed();
        }
        return array;
    }

    private Object array(SqlType<?> type) {
        SqlType<?> element = type.shape().element();
        if (element == null || next() != '[') {
            throw malformed();
        }
        List<@Nullable Object> values = new ArrayList<>();
        skipBlanks();
        if (peek() == ']') {
            at++;
        } else {
            do {
                skipBlanks();
                values.add(value(element));
                skipBlanks();
            } while (next() == ',');
            if (text.charAt(at - 1) != ']') {
                throw malformed();
            }
        }
        Object array = Array.newInstance(element.javaType(), values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, values.get(i));
        }
        return array;
    }

    private @Nullable Object value(SqlType<?> element) {
        char c = peek();
        if (c == '[') {
            return array(element);
        }
        Object stored;
        if (c == '"') {
            String string = string();
            stored = element.kind() == SqlKind.BINARY ? HexFormat.of().parseHex(string) : string;
        } else {
            String word = word();
            boolean amount = element.kind() == SqlKind.INTERVAL && !word.equals("null");
            stored = amount ? Long.valueOf(word) : word.equals("null") ? null : word;
        }
        return element.fromStored(StoredValues.as(element, stored));
    }

    private String word() {
        int from = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private String string() {
        StringBuilder value = new StringBuilder();
        at++;
        for (char c = next(); c != '"'; c = next()) {
            value.append(c == '\\' ? escaped(next()) : c);
        }
        return value.toString();
    }

    private char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                at += 4;
                if (at > text.length()) {
                    throw malformed();
                }
                yield (char) HexFormat.fromHexDigits(text, at - 4, at);
            }
            default -> c;
        };
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw malformed();
        }
        return text.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private ResultException malformed() {
        return new ResultException(
                ErrorCode.VALUE_CONVERSION,
                "The text in a column that is an array is no JSON array: at character " + at + " of " + text.length());
    }
}
