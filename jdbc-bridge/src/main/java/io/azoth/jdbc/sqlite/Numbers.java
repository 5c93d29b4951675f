package io.azoth.jdbc.sqlite;

import io.azoth.jdbc.Cells;
import io.azoth.jdbc.Cells.Storage;
import java.math.BigDecimal;

/** Reads cells as numbers without losing digits. */
final class Numbers {

    private Numbers() {}

    static long asLong(Cells cells, int index, Storage storage) {
        if (storage == Storage.INTEGER) {
            return cells.longValue(index);
        }
        return asDecimal(cells, index, storage).longValueExact();
    }

    static long inRange(Cells cells, int index, Storage storage, int max) {
        long value = asLong(cells, index, storage);
        if (value > max || value < -max - 1) {
            throw new ArithmeticException("overflow");
        }
        return value;
    }

    static double asDouble(Cells cells, int index, Storage storage) {
        if (storage == Storage.REAL) {
            return cells.doubleValue(index);
        }
        if (storage == Storage.INTEGER) {
            long value = cells.longValue(index);
            if ((long) (double) value != value) {
                throw new ArithmeticException("a double has too few digits");
            }
            return value;
        }
        return Double.parseDouble(cells.storage(index) == Storage.TEXT ? cells.text(index) : notANumber());
    }

    static BigDecimal asDecimal(Cells cells, int index, Storage storage) {
        return switch (storage) {
            case INTEGER -> BigDecimal.valueOf(cells.longValue(index));
            case REAL -> BigDecimal.valueOf(cells.doubleValue(index));
            case TEXT -> decimal(cells.text(index));
            default -> throw new IllegalArgumentException("bytes are not a number");
        };
    }

    static boolean asBoolean(Cells cells, int index, Storage storage) {
        if (storage == Storage.TEXT) {
            String text = cells.text(index);
            if (text.equalsIgnoreCase("true")) {
                return true;
            }
            if (text.equalsIgnoreCase("false")) {
                return false;
            }
        }
        return asLong(cells, index, storage) != 0;
    }

    private static BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text.trim());
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("the text is not a number", notANumber);
        }
    }

    private static String notANumber() {
        throw new IllegalArgumentException("bytes are not a number");
    }
}
