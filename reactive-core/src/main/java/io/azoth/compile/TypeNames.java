package io.azoth.compile;

import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import java.util.Objects;

/** How a target writes types. This one writes what most targets take; dialects override what differs. */
public class TypeNames {
    /** The type of a column in DDL, with length and scale. */
    public String column(SqlType<?> type) {
        int length = type.shape().length();
        return switch (type.kind()) {
            case CHAR, VARCHAR -> length == 0 ? base(type) : base(type) + "(" + length + ")";
            case BINARY -> binary(length);
            case DECIMAL ->
                length == 0
                        ? base(type)
                        : base(type) + "(" + length + ", " + type.shape().scale() + ")";
            case ARRAY -> array(column(element(type)));
            default -> base(type);
        };
    }

    /** The type without length and scale: for casts, which would cut values to them without a word. */
    public String base(SqlType<?> type) {
        return switch (type.kind()) {
            case DOUBLE -> "DOUBLE PRECISION";
            case DECIMAL -> "NUMERIC";
            case BINARY -> binary(0);
            case TIMESTAMP_TZ -> "TIMESTAMP WITH TIME ZONE";
            case ARRAY -> array(base(element(type)));
            case ENUM, OTHER -> Objects.requireNonNullElse(type.shape().name(), "VARCHAR");
            case TEXT -> text();
            default -> type.kind().name();
        };
    }

    /** Text of any length. */
    protected String text() {
        return SqlKind.TEXT.name();
    }

    /** Bytes, at most so many; 0 where no limit is given. */
    protected String binary(int length) {
        return length == 0 ? "BLOB" : "VARBINARY(" + length + ")";
    }

    /** An array of elements of a type that is written already. */
    protected String array(String element) {
        return element + " ARRAY";
    }

    private static SqlType<?> element(SqlType<?> array) {
        return Objects.requireNonNull(array.shape().element(), "element type of an array");
    }
}
