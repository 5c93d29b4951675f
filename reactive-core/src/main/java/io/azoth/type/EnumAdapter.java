package io.azoth.type;

import io.azoth.error.ErrorCode;
import io.azoth.error.ResultException;
import java.util.List;

/** Enums by their names and by their numbers. */
final class EnumAdapter {
    private EnumAdapter() {}

    /** By name. */
    record ByName<E extends Enum<E>>(Class<E> javaType) implements TypeAdapter<E, String> {
        @Override
        public String toStored(E value) {
            return value.name();
        }

        @Override
        public E fromStored(String stored) {
            String name = stored.stripTrailing();
            for (E value : javaType.getEnumConstants()) {
                if (value.name().equals(name)) {
                    return value;
                }
            }
            throw unknown(javaType, "'" + stored + "'");
        }
    }

    /** By the place of its definition. */
    record ByOrdinal<E extends Enum<E>>(Class<E> javaType) implements TypeAdapter<E, Short> {
        @Override
        @SuppressWarnings("EnumOrdinal") // what the user asked for
        public Short toStored(E value) {
            return (short) value.ordinal();
        }

        @Override
        public E fromStored(Short stored) {
            E[] values = javaType.getEnumConstants();
            if (stored < 0 || stored >= values.length) {
                throw unknown(javaType, String.valueOf(stored));
            }
            return values[stored];
        }
    }

    static <E extends Enum<E>> List<String> names(Class<E> type) {
        return java.util.stream.Stream.of(type.getEnumConstants())
                .map(Enum::name)
                .toList();
    }

    private static ResultException unknown(Class<? extends Enum<?>> type, String stored) {
        return new ResultException(
                ErrorCode.VALUE_CONVERSION,
                "The database holds " + stored + ", which is no value of " + type.getSimpleName() + "; it has "
                        + List.of(type.getEnumConstants()));
    }
}
