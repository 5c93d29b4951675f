package io.azoth.sql;

import io.azoth.error.ErrorCode;
import io.azoth.error.ResultException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Values to the class that a caller asks for: by cast, and between numbers where nothing is lost. */
final class Conversions {
    private Conversions() {}

    static <T> @Nullable T to(Class<T> type, @Nullable Object value, String name) {
        if (value == null) {
            return null;
        }
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        if (value instanceof Number number && Number.class.isAssignableFrom(type)) {
            try {
                return type.cast(exact(type, new BigDecimal(number.toString()), value));
            } catch (ArithmeticException | NumberFormatException e) {
                throw refused(type, value, name, e);
            }
        }
        throw refused(type, value, name, null);
    }

    private static Object exact(Class<?> type, BigDecimal number, Object value) {
        if (type == Integer.class) {
            return number.intValueExact();
        } else if (type == Long.class) {
            return number.longValueExact();
        } else if (type == Short.class) {
            return number.shortValueExact();
        } else if (type == Byte.class) {
            return number.byteValueExact();
        } else if (type == BigDecimal.class) {
            return number;
        } else if (type == BigInteger.class) {
            return number.toBigIntegerExact();
        } else if (type == Double.class && new BigDecimal(number.doubleValue()).compareTo(number) == 0) {
            return number.doubleValue();
        } else if (type == Float.class && new BigDecimal(number.floatValue()).compareTo(number) == 0) {
            return number.floatValue();
        }
        throw new ArithmeticException(value + " is no exact " + type.getSimpleName());
    }

    private static ResultException refused(Class<?> type, Object value, String name, @Nullable RuntimeException cause) {
        return new ResultException(
                ErrorCode.VALUE_CONVERSION,
                "Column '" + name + "' holds a " + value.getClass().getSimpleName() + ", which does not convert to "
                        + type.getSimpleName() + " without loss",
                cause);
    }
}
