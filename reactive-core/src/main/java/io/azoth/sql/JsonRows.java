package io.azoth.sql;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.error.ErrorCode;
import io.azoth.error.ResultException;
import io.azoth.sql.RowShape.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows from an array of arrays in JSON, as databases write it; a cell that is no scalar stays JSON. */
final class JsonRows {
    private final String json;
    private final RowShape shape;
    private int at;

    JsonRows(String json, RowShape shape) {
        this.json = json;
        this.shape = shape;
    }

    List<Row> read() {
        List<Row> rows = new ArrayList<>();
        expect('[');
        if (peek() == ']') {
            return rows;
        }
        do {
            rows.add(row());
        } while (next() == ',');
        return rows;
    }

    private Row row() {
        @Nullable Object[] values = new Object[shape.size()];
        expect('[');
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                expect(',');
            }
            ResultColumn column = shape.column(i);
            values[i] = column.type().fromStored(JsonCells.stored(column.type(), cell()));
        }
        expect(']');
        return shape.row(values);
    }

    /** Text of a string, a literal as it stands, the text of a nested value; null for null. */
    private @Nullable String cell() {
        char c = peek();
        if (c == '"') {
            return string();
        }
        int from = at;
        if (c == '[' || c == '{') {
            skipNested();
        } else {
            while (at < json.length() && ",]}".indexOf(json.charAt(at)) < 0) {
                at++;
            }
        }
        String token = json.substring(from, at).trim();
        return token.equals("null") ? null : token;
    }

    private void skipNested() {
        int depth = 0;
        do {
            char c = json.charAt(at);
            if (c == '"') {
                string();
                continue;
            }
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            at++;
        } while (depth > 0 && at < json.length());
    }

    @CanIgnoreReturnValue
    private String string() {
        StringBuilder text = new StringBuilder();
        at++;
        while (at < json.length() && json.charAt(at) != '"') {
            char c = json.charAt(at++);
            text.append(c == '\\' ? escaped() : c);
        }
        at++;
        return text.toString();
    }

    private char escaped() {
        char c = json.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(json, at - 4, at, 16);
            }
            default -> c;
        };
    }

    private char peek() {
        while (at < json.length() && json.charAt(at) <= ' ') {
            at++;
        }
        return at < json.length() ? json.charAt(at) : 0;
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private void expect(char expected) {
        if (next() != expected) {
            throw new ResultException(
                    ErrorCode.VALUE_CONVERSION,
                    "The rows of a nested query are not the JSON that was asked for: '" + expected + "' expected at "
                            + (at - 1));
        }
    }
}
