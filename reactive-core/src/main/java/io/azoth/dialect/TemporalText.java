package io.azoth.dialect;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/**
 * Dates and times as text, for a database that has no type for them: of fixed width with microseconds, so that text sorts
 * as the moments do, moments in UTC.
 */
public final class TemporalText {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.HOUR_OF_DAY, 2)
            .appendLiteral(':')
            .appendValue(ChronoField.MINUTE_OF_HOUR, 2)
            .appendLiteral(':')
            .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
            .appendFraction(ChronoField.MICRO_OF_SECOND, 6, 6, true)
            .toFormatter();

    private TemporalText() {}

    /** {@code 2026-01-31} */
    public static String of(LocalDate value) {
        return value.toString();
    }

    /** {@code 13:00:00.000000} */
    public static String of(LocalTime value) {
        return TIME.format(value);
    }

    /** {@code 2026-01-31 13:00:00.000000} */
    public static String of(LocalDateTime value) {
        return value.toLocalDate() + " " + TIME.format(value);
    }

    /** {@code 2026-01-31 13:00:00.000000+00:00} */
    public static String of(OffsetDateTime value) {
        return of(value.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()) + "+00:00";
    }

    static LocalDate date(String text) {
        return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
    }

    static LocalTime time(String text) {
        return LocalTime.parse(text);
    }

    static LocalDateTime timestamp(String text) {
        return text.length() == 10 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text.replace(' ', 'T'));
    }

    /** Text without an offset is UTC, as SQLite's own functions have it. */
    static OffsetDateTime moment(String text) {
        int time = Math.min(text.length(), 11);
        boolean hasOffset = text.endsWith("Z") || text.indexOf('+', time) > 0 || text.indexOf('-', time) > 0;
        return hasOffset
                ? OffsetDateTime.parse(text.replace(' ', 'T'))
                : timestamp(text).atOffset(ZoneOffset.UTC);
    }
}
