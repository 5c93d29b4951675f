package io.azoth.jdbc.sqlite;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A number that is bound as text, since SQLite's own numbers may be too narrow for it.
 *
 * @param text the digits, which a column of text keeps as they are
 * @param fits whether a column that makes a number of the text keeps the value
 */
record NumberText(String text, boolean fits) {

    /** Beyond so many zeros in a row a number is written with its exponent. */
    private static final int LONGEST_ZEROS = 400;

    private static final int LONG_BITS = 63;

    /** Returns what is bound for a decimal: plain digits, so that equal texts are equal numbers of one scale. */
    static NumberText of(BigDecimal value) {
        boolean plain = value.scale() >= -LONGEST_ZEROS && value.scale() <= value.precision() + LONGEST_ZEROS;
        String text = plain ? value.toPlainString() : value.toString();
        return new NumberText(text, NumericText.keepsNumber(text, value));
    }

    /** Returns what is bound for an integer: beyond 64 bits only text keeps its digits. */
    static Object of(BigInteger value) {
        if (value.bitLength() <= LONG_BITS) {
            return value.longValue();
        }
        String text = value.toString();
        return new NumberText(text, NumericText.keepsNumber(text, new BigDecimal(value)));
    }
}
