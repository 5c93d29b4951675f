package io.azoth.jdbc.sqlite;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Which texts SQLite turns into numbers where a column's declaration asks for numbers, and what becomes of them.
 *
 * <p>A whole number of 64 bits stays exact; any other becomes a double, and a whole number again where the double is
 * one.
 */
final class NumericText {

    private static final int SAFE_DIGITS = 18;
    private static final double LONG_END = 0x1p63;

    private NumericText() {}

    /** Returns whether a text would come back as another text after it was made a number. Fast for most texts. */
    static boolean changes(String text) {
        if (text.isEmpty() || text.charAt(0) > '9' || isPlainInteger(text)) {
            return false;
        }
        Object stored = stored(text);
        return stored != null && !stored.toString().equals(text);
    }

    private static boolean isPlainInteger(String text) {
        int start = text.charAt(0) == '-' ? 1 : 0;
        int digits = text.length() - start;
        if (digits == 0 || digits > SAFE_DIGITS || text.charAt(start) == '0') {
            return text.equals("0");
        }
        return digitsEnd(text, start) == text.length();
    }

    /** Returns whether a text that is made a number stays the number that it says. */
    static boolean keepsNumber(String text) {
        try {
            return stored(text) == null || keepsNumber(text, new BigDecimal(text.strip()));
        } catch (NumberFormatException exponentTooLarge) {
            return false;
        }
    }

    static boolean keepsNumber(String text, BigDecimal value) {
        Object stored = stored(text);
        if (stored instanceof Long whole) {
            return BigDecimal.valueOf(whole).compareTo(value) == 0;
        }
        return stored instanceof Double real
                && !real.isInfinite()
                && Numbers.decimal(real).compareTo(value) == 0;
    }

    /** Returns whether a text that is made a double is beyond the range of doubles. */
    static boolean overflows(String text) {
        return stored(text) instanceof Double real && real.isInfinite();
    }

    /** Returns the Long or Double that SQLite makes of a text; null for one that does not look like a number. */
    private static @Nullable Object stored(String text) {
        int start = blanksEnd(text, 0);
        int sign = start < text.length() && (text.charAt(start) == '-' || text.charAt(start) == '+') ? 1 : 0;
        int whole = digitsEnd(text, start + sign);
        int end = whole;
        int digits = whole - start - sign;
        if (end < text.length() && text.charAt(end) == '.') {
            end = digitsEnd(text, end + 1);
            digits += end - whole - 1;
        }
        end = exponentEnd(text, end);
        if (digits == 0 || end < 0 || blanksEnd(text, end) != text.length()) {
            return null;
        }
        return end == whole ? ofInteger(text.substring(start, end)) : ofReal(text.substring(start, end));
    }

    private static Object ofInteger(String digits) {
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException tooLong) {
            return ofReal(digits);
        }
    }

    private static Object ofReal(String number) {
        double real = Double.parseDouble(number);
        boolean whole = real == Math.rint(real) && Math.abs(real) < LONG_END;
        return whole ? (Object) (long) real : (Object) real;
    }

    /** Returns where an exponent ends that may stand at an index; -1 for one without digits. */
    private static int exponentEnd(String text, int index) {
        if (index == text.length() || (text.charAt(index) != 'e' && text.charAt(index) != 'E')) {
            return index;
        }
        int first = index + 1;
        if (first < text.length() && (text.charAt(first) == '-' || text.charAt(first) == '+')) {
            first++;
        }
        int end = digitsEnd(text, first);
        return end == first ? -1 : end;
    }

    private static int digitsEnd(String text, int index) {
        int end = index;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int blanksEnd(String text, int index) {
        int end = index;
        while (end < text.length()
                && (text.charAt(end) == ' ' || (text.charAt(end) >= '\t' && text.charAt(end) <= '\r'))) {
            end++;
        }
        return end;
    }
}
