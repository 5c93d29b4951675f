package io.azoth.dialect.postgres;

import io.azoth.type.DurationText;
import io.netty.buffer.ByteBuf;
import io.r2dbc.postgresql.codec.Interval;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** PostgreSQL's intervals, of months, days and microseconds, as amounts of time: a day is 24 hours, a month is an error. */
final class IntervalBinding {
    private IntervalBinding() {}

    static Duration binary(ByteBuf bytes) {
        int at = bytes.readerIndex();
        long micros = bytes.getLong(at);
        int days = bytes.getInt(at + Long.BYTES);
        return of(bytes.getInt(at + Long.BYTES + Integer.BYTES), days, Duration.of(micros, ChronoUnit.MICROS));
    }

    static Duration text(ByteBuf bytes) {
        return DurationText.parse(bytes.toString(StandardCharsets.US_ASCII));
    }

    static Duration of(Interval interval) {
        int months = interval.getYears() | interval.getMonths();
        Duration time = Duration.ofHours(interval.getHours())
                .plusMinutes(interval.getMinutes())
                .plusSeconds(interval.getSecondsInMinute())
                .plus(interval.getMicrosecondsInSecond(), ChronoUnit.MICROS);
        return of(months, interval.getDays(), time);
    }

    private static Duration of(int months, int days, Duration time) {
        if (months != 0) {
            throw new DateTimeException("it has months, which are of no one length");
        }
        return time.plusDays(days);
    }
}
