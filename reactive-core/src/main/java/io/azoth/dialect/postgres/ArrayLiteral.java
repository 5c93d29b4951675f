package io.azoth.dialect.postgres;

import io.azoth.error.ErrorCode;
import io.azoth.error.ResultException;
import io.azoth.type.SqlType;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's text of arrays, <code>{"a","b",NULL}</code>, with arrays in it <code>{{1,2},{3,4}}</code>. */
final class ArrayLiteral {
    private final ValueBinding cells;
    private final String text;
    private int at;

    private ArrayLiteral(ValueBinding cells, String text) {
        this.cells = cells;
        this.text = text;
    }

    /** The text of an array of values that the program sees. */
    static String write(SqlType<?> element, Object[] values) {
        StringBuilder out = new StringBuilder();
        write(out, element, values);
        return out.toString();
    }

    private static void write(StringBuilder out, SqlType<?> element, Object[] values) {
        SqlType<?> inner = element.shape().element();
        out.append('{');
        for (int i = 0; i < values.length; i++) {
            out.append(i == 0 ? "" : ",");
            Object stored = element.toStored(values[i]);
            if (stored == null) {
                out.append("NULL");
            } else if (inner != null && stored instanceof Object[] array) {
                write(out, inner, array);
            } else {
                quoted(out, text(stored));
            }
        }
        out.append('}');
    }

    private static String text(Object stored) {
        if (stored instanceof byte[] bytes) {
            return "\\x" + HexFormat.of().formatHex(bytes);
        }
        return Objects.requireNonNullElseGet(InfinityBinding.of(stored), stored::toString);
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

    /**
     * The array of the values that the program sees.
     *
     * @param cells how elements are read from their text
     * @param element the type of the elements
     */
    static Object read(ValueBinding cells, SqlType<?> element, String text) {
        ArrayLiteral literal = new ArrayLiteral(cells, text);
        literal.at =
                text.startsWith("[") ? text.indexOf('=') + 1 : 0; // behind the numbers of the first and last elements
        if (!text.startsWith("{", literal.at) || !text.endsWith("}")) {
            throw literal.malformed();
        }
        return literal.array(element, 1);
    }

    /** From the brace that opens it to behind the one that closes it. */
    private Object array(SqlType<?> element, int depth) {
        List<@Nullable Object> values = new ArrayList<>();
        SqlType<?> inner = element.shape().element();
        for (at++; peek() != '}'; at += peek() == ',' ? 1 : 0) {
            if (peek() != '{') {
                if (inner != null) {
                    throw ArrayBinding.otherDimensions(depth, depth + ArrayBinding.dimensions(inner));
                }
                values.add(element.fromStored(value(element)));
            } else if (inner == null) {
                throw ArrayBinding.otherDimensions(depth + further(), depth);
            } else {
                values.add(array(inner, depth + 1));
            }
        }
        at++;
        return ArrayBinding.array(element, values);
    }

    private int further() {
        int braces = 0;
        while (text.startsWith("{", at + braces)) {
            braces++;
        }
        return braces;
    }

    /** Leaves the position at the comma or the brace behind it. */
    private @Nullable Object value(SqlType<?> element) {
        StringBuilder value = new StringBuilder();
        boolean quoted = peek() == '"';
        for (at += quoted ? 1 : 0; quoted ? peek() != '"' : peek() != ',' && peek() != '}'; at++) {
            at += peek() == '\\' ? 1 : 0;
            value.append(peek());
        }
        at += quoted ? 1 : 0;
        return !quoted && value.toString().equals("NULL") ? null : cells.text(element, value.toString());
    }

    private char peek() {
        if (at >= text.length()) {
            throw malformed();
        }
        return text.charAt(at);
    }

    private ResultException malformed() {
        return new ResultException(
                ErrorCode.VALUE_CONVERSION,
                "The text in a column that is an array is no array of PostgreSQL: at character " + at + " of "
                        + text.length());
    }
}
