package io.azoth.jdbc.sqlite;

import io.azoth.jdbc.Cells;
import io.azoth.jdbc.Cells.Storage;
import java.math.BigDecimal;
import java.math.MathContext;

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
            if (value == Long.MAX_VALUE || (long) (double) value != value) { // the cast back stops at the end of long
                throw new ArithmeticException("a double has too few digits");
            }
            return value;
        }
        return storage == Storage.TEXT ? parsed(cells.text(index)) : notANumber();
    }

    private static double parsed(String text) {
        return switch (text) {
            case "Inf" -> Double.POSITIVE_INFINITY; // so a column of text holds what was bound as a number
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    static float asFloat(Cells cells, int index, Storage storage) {
        double value = asDouble(cells, index, storage);
        float narrow = (float) value;
        if (Float.isInfinite(narrow) && !Double.isInfinite(value)) {
            throw new ArithmeticException("overflow");
        }
        return narrow;
    }

    static BigDecimal asDecimal(Cells cells, int index, Storage storage) {
        return switch (storage) {
            case INTEGER -> BigDecimal.valueOf(cells.longValue(index));
            case REAL -> decimal(cells.doubleValue(index));
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

    /** Returns the shortest decimal that a double stands for, which JDK 17's own text of it not always is. */
    static BigDecimal decimal(double real) {
        BigDecimal shown = BigDecimal.valueOf(real);
        for (int digits = 15; digits < shown.precision(); digits++) {
            BigDecimal rounded = new BigDecimal(real).round(new MathContext(digits));
            if (rounded.doubleValue() == real) {
                return rounded.stripTrailingZeros();
            }
        }
        return shown;
    }

    private static BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text.trim());
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("the text is not a number", notANumber);
        }
    }

    private static double notANumber() {
        throw new IllegalArgumentException("bytes are not a number");
    }
}
