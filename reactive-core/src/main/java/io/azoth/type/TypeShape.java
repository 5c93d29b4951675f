package io.azoth.type;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an SQL type has besides its family.
 *
 * @param length the length of text or binary, or the precision of numbers; 0 where none is given
 * @param scale the digits behind the point, 0 where none are given
 * @param element the type of the elements of an array, null elsewhere
 * @param name the type's own name in the database (enums, types we do not know), null elsewhere
 * @param labels the values of an enum in order, empty elsewhere
 */
public record TypeShape(
        int length,
        int scale,
        @Nullable SqlType<?> element,
        @Nullable String name,
        List<String> labels) {
    public TypeShape {
        labels = List.copyOf(labels);
    }

    /** No length, no scale, no element, no name. */
    public static final TypeShape PLAIN = new TypeShape(0, 0, null, null, List.of());

    /** Length alone. */
    public static TypeShape length(int length) {
        return new TypeShape(length, 0, null, null, List.of());
    }

    /** The type as generic SQL writes it. */
    String describe(SqlKind kind) {
        return switch (kind) {
            case CHAR, VARCHAR, BINARY -> withLength(kind == SqlKind.BINARY ? "VARBINARY" : kind.name());
            case DECIMAL -> length == 0 ? "NUMERIC" : "NUMERIC(" + length + ", " + scale + ")";
            case DOUBLE -> "DOUBLE PRECISION";
            case TIMESTAMP_TZ -> "TIMESTAMP WITH TIME ZONE";
            case INTERVAL -> "INTERVAL DAY TO SECOND";
            case ARRAY -> element + " ARRAY";
            case ENUM, OTHER -> name == null ? kind.name() : name;
            default -> kind.name();
        };
    }

    private String withLength(String word) {
        return length == 0 ? word : word + "(" + length + ")";
    }
}
