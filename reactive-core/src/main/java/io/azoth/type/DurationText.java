package io.azoth.type;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Amounts of time as databases write them: {@code 1 day -02:03:04.5}, {@code -1 02:03:04.5}, {@code PT1H}, {@code @ 1 min ago}. */
public final class DurationText {
    private static final Pattern DAYS = Pattern.compile("([-+]?\\d+)(?: days?(?: |$)| (?=[-+]?\\d+:))");
    private static final Pattern TIME = Pattern.compile("([-+]?)(\\d+):(\\d{1,2})(?::(\\d{1,2}(?:\\.\\d+)?))?");

    private static final Pattern VERBOSE = Pattern.compile("@ (?:0|(?:([-+]?\\d+) days?)? ?(?:([-+]?\\d+) hours?)? ?"
            + "(?:([-+]?\\d+) mins?)? ?(?:([-+]?\\d+(?:\\.\\d+)?) secs?)?)( ago)?");

    private DurationText() {}

    /**
     * The amount that a text stands for, a day as 24 hours.
     *
     * @throws DateTimeException if it is written in another way, or has months, which are of no one length
     */
    public static Duration parse(String text) {
        String rest = text.strip().replaceFirst("^[-+]?0-0 ", "");
        if (rest.toUpperCase(Locale.ROOT).startsWith("P") || rest.startsWith("-P")) {
            return Duration.parse(rest);
        } else if (rest.equals("0")) { // of standard SQL
            return Duration.ZERO;
        }
        Matcher verbose = VERBOSE.matcher(rest);
        if (verbose.matches()) {
            return verbose(verbose);
        }
        Duration days = Duration.ZERO;
        boolean minusForAll = false;
        Matcher matcher = DAYS.matcher(rest);
        boolean any = matcher.lookingAt();
        if (any) {
            days = Duration.ofDays(Long.parseLong(matcher.group(1)));
            // In standard SQL, which has no word for days, the sign is that of the whole.
            minusForAll = matcher.group(1).startsWith("-") && !matcher.group().contains("day");
            rest = rest.substring(matcher.end());
        }
        if (rest.isEmpty() && any) {
            return days;
        }
        Duration time = time(text, rest);
        boolean signed = rest.startsWith("-") || rest.startsWith("+");
        return minusForAll && !signed ? days.minus(time) : days.plus(time);
    }

    private static Duration verbose(Matcher parts) {
        Duration amount = Duration.ofDays(whole(parts.group(1)))
                .plusHours(whole(parts.group(2)))
                .plusMinutes(whole(parts.group(3)));
        if (parts.group(4) != null) {
            amount = amount.plusNanos(
                    new BigDecimal(parts.group(4)).movePointRight(9).longValueExact());
        }
        return parts.group(5) == null ? amount : amount.negated();
    }

    private static long whole(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /**
     * The amount that is a constant of standard SQL: {@code INTERVAL '-1 02:03:04.5' DAY TO SECOND}, or in seconds alone.
     *
     * @throws DateTimeException if it has months, or is none
     */
    public static Duration standard(String sql) {
        int open = sql.indexOf('\'');
        int close = sql.lastIndexOf('\'');
        if (open < 0 || open == close) {
            throw new DateTimeException("'" + sql + "' is no INTERVAL");
        }
        String amount = sql.substring(open + 1, close);
        return sql.substring(close + 1).strip().startsWith("SECOND")
                ? Duration.ofNanos(new BigDecimal(amount).movePointRight(9).longValueExact())
                : parse(amount);
    }

    private static Duration time(String text, String time) {
        Matcher matcher = TIME.matcher(time);
        if (!matcher.matches()) {
            throw new DateTimeException("'" + text + "' is no amount of days, hours, minutes and seconds");
        }
        BigDecimal seconds = matcher.group(4) == null ? BigDecimal.ZERO : new BigDecimal(matcher.group(4));
        Duration amount = Duration.ofHours(Long.parseLong(matcher.group(2)))
                .plusMinutes(Long.parseLong(matcher.group(3)))
                .plusNanos(seconds.movePointRight(9).longValueExact());
        return matcher.group(1).equals("-") ? amount.negated() : amount;
    }
}
