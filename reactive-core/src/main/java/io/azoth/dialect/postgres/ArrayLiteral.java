package io.azoth.dialect.postgres;

import io.azoth.dialect.StoredValues;
import io.azoth.error.ErrorCode;
import io.azoth.error.ResultException;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's text of arrays, <code>{"a","b",NULL}</code>, for elements of which the driver has no arrays. */
final class ArrayLiteral {
    private final SqlType<?> element;
    private final String text;
    private int at;

    private ArrayLiteral(SqlType<?> element, String text) {
        this.element = element;
        this.text = text;
    }

    /** The text of an array of values that the program sees. */
    static String write(SqlType<?> element, Object[] values) {
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < values.length; i++) {
            out.append(i == 0 ? "" : ",");
            Object stored = element.toStored(values[i]);
            if (stored == null) {
                out.append("NULL");
            } else {
                quoted(
                        out,
                        stored instanceof byte[] bytes ? "\\x" + HexFormat.of().formatHex(bytes) : stored.toString());
            }
        }
        return out.append('}').toString();
    }

    private static void quoted(StringBuilder out, String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        out.append('"');
    }

    /** The array of the values that the program sees. */
    static Object read(SqlType<?> element, String text) {
        List<@Nullable Object> values = new ArrayLiteral(element, text).values();
        Object array = Array.newInstance(element.javaType(), values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, values.get(i));
        }
        return array;
    }

    private List<@Nullable Object> values() {
        List<@Nullable Object> values = new ArrayList<>();
        if (!text.startsWith("{") || !text.endsWith("}")) {
            throw unexpected();
        }
        for (at = 1; at < text.length() - 1; at++) {
            values.add(element.fromStored(value()));
        }
        return values;
    }

    /** Leaves the position at the comma or the brace behind it. */
    private @Nullable Object value() {
        StringBuilder value = new StringBuilder();
        boolean quoted = text.charAt(at) == '"';
        for (at += quoted ? 1 : 0; at < text.length() - 1; at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                c = text.charAt(++at);
            } else if (quoted && c == '"') {
                at++;
                break;
            } else if (!quoted && c == ',') {
                break;
            } else if (!quoted && c == '{') {
                throw unexpected();
            }
            value.append(c);
        }
        return !quoted && value.toString().equals("NULL") ? null : stored(value.toString());
    }

    private @Nullable Object stored(String value) {
        return element.kind() == SqlKind.BINARY && value.startsWith("\\x")
                ? HexFormat.of().parseHex(value, 2, value.length())
                : StoredValues.as(element, value);
    }

    private ResultException unexpected() {
        return new ResultException(
                ErrorCode.VALUE_CONVERSION,
                "The array " + (text.length() > 50 ? text.substring(0, 50) + "..." : text)
                        + " is of more than one dimension; read it as text, or unnest it");
    }
}
