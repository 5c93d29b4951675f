package io.azoth.dialect.postgres;

import io.netty.buffer.ByteBuf;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Dates and times in PostgreSQL's binary form: days or microseconds from the beginning of 2000, infinities at the ends. */
final class BinaryTime {
    private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final long EPOCH_SECOND = EPOCH_DAY * 86_400;
    private static final long MICROS = 1_000_000;

    private BinaryTime() {}

    static LocalDate date(ByteBuf bytes) {
        int days = bytes.getInt(bytes.readerIndex());
        if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
            return days > 0 ? LocalDate.MAX : LocalDate.MIN;
        }
        return LocalDate.ofEpochDay(EPOCH_DAY + days);
    }

    static LocalTime time(ByteBuf bytes) {
        return LocalTime.ofNanoOfDay(bytes.getLong(bytes.readerIndex()) * 1_000);
    }

    static LocalDateTime timestamp(ByteBuf bytes) {
        long micros = bytes.getLong(bytes.readerIndex());
        if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
            return micros > 0 ? LocalDateTime.MAX : LocalDateTime.MIN;
        }
        return LocalDateTime.ofEpochSecond(
                EPOCH_SECOND + Math.floorDiv(micros, MICROS),
                (int) Math.floorMod(micros, MICROS) * 1_000,
                ZoneOffset.UTC);
    }

    static OffsetDateTime moment(ByteBuf bytes) {
        LocalDateTime utc = timestamp(bytes);
        if (utc.equals(LocalDateTime.MAX)) {
            return OffsetDateTime.MAX;
        }
        return utc.equals(LocalDateTime.MIN) ? OffsetDateTime.MIN : OffsetDateTime.of(utc, ZoneOffset.UTC);
    }
}
