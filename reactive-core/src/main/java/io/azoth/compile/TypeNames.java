package io.azoth.compile;

import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import io.azoth.type.TypeShape;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a target writes types. This one writes what most targets take; dialects override what differs. */
public class TypeNames {
    /** The type of a column in DDL, with length and scale. */
    public String column(SqlType<?> type) {
        int length = type.shape().length();
        return switch (type.kind()) {
            case CHAR, VARCHAR -> length == 0 ? base(type) : type.kind().name() + "(" + length + ")";
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
            case CHAR -> "VARCHAR"; // CHAR by itself is one character
            case BINARY -> binary(0);
            case TIMESTAMP_TZ -> "TIMESTAMP WITH TIME ZONE";
            case INTERVAL -> "INTERVAL DAY TO SECOND";
            case ARRAY -> array(base(element(type)));
            case ENUM -> enumeration(type.shape());
            case OTHER ->
                TypeText.checked(Objects.requireNonNullElse(type.shape().name(), "VARCHAR"));
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

    /** A type of labels: text, where the target has no such types. */
    protected String enumeration(TypeShape shape) {
        int longest = shape.labels().stream().mapToInt(String::length).max().orElse(0);
        return longest == 0 ? "VARCHAR" : "VARCHAR(" + longest + ")";
    }

    /** An array of elements of a type that is written already. */
    protected String array(String element) {
        return element + " ARRAY";
    }

    /** The type that a name in the target's catalog stands for; one by that name where there is no better. */
    public SqlType<?> read(String declared) {
        TypeText text = TypeText.parse(declared);
        if (text.array()) {
            int end = declared.stripTrailing().endsWith("[]") ? 2 : 6;
            String element = declared.stripTrailing();
            return SqlTypes.array(read(element.substring(0, element.length() - end)));
        }
        SqlType<?> found = read(text);
        return found == null ? SqlTypes.other(declared) : found;
    }

    /** The type of a name without its array, or null where it is not known. */
    protected @Nullable SqlType<?> read(TypeText text) {
        int length = text.number(0);
        return switch (text.words()) {
            case "SMALLINT", "INT2" -> SqlTypes.SMALLINT;
            case "INTEGER", "INT", "INT4" -> SqlTypes.INTEGER;
            case "BIGINT", "INT8" -> SqlTypes.BIGINT;
            case "REAL", "FLOAT4" -> SqlTypes.REAL;
            case "DOUBLE PRECISION", "DOUBLE", "FLOAT", "FLOAT8" -> SqlTypes.DOUBLE;
            case "NUMERIC", "DECIMAL" -> decimal(length, text.number(1));
            case "BOOLEAN", "BOOL" -> SqlTypes.BOOLEAN;
            case "CHARACTER", "CHAR" -> SqlTypes.character(Math.max(1, length));
            case "CHARACTER VARYING", "VARCHAR" -> length == 0 ? SqlTypes.TEXT : SqlTypes.varchar(length);
            case "TEXT" -> SqlTypes.TEXT;
            case "BINARY VARYING", "VARBINARY" -> length == 0 ? SqlTypes.BYTES : SqlTypes.varbinary(length);
            case "BLOB" -> SqlTypes.BYTES;
            case "DATE" -> SqlTypes.DATE;
            case "TIME", "TIME WITHOUT TIME ZONE" -> SqlTypes.TIME;
            case "TIMESTAMP", "TIMESTAMP WITHOUT TIME ZONE" -> SqlTypes.TIMESTAMP;
            case "TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ" -> SqlTypes.TIMESTAMP_TZ;
            case "INTERVAL DAY TO SECOND" -> SqlTypes.INTERVAL;
            case "UUID" -> SqlTypes.UUID;
            case "JSON" -> SqlTypes.JSON;
            default -> null;
        };
    }

    /** An exact decimal of a precision, of any where it is 0. */
    protected static SqlType<?> decimal(int precision, int scale) {
        return precision <= 0 || scale < 0 || scale > precision ? SqlTypes.NUMERIC : SqlTypes.numeric(precision, scale);
    }

    private static SqlType<?> element(SqlType<?> array) {
        return Objects.requireNonNull(array.shape().element(), "element type of an array");
    }
}
