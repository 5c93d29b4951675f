package io.azoth.dialect.postgres;

import io.netty.buffer.ByteBuf;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Dates and times in PostgreSQL's ISO text, read from its bytes: {@code 2024-02-29 12:00:00.5+05:30}, years of more than
 * four digits, {@code BC} behind it, {@code infinity}. What is written otherwise, as under another {@code DateStyle}, is
 * an error.
 */
final class IsoText {
    private final ByteBuf bytes;
    private final boolean beforeChrist;
    private final int end;
    private int at;

    private IsoText(ByteBuf bytes) {
        this.bytes = bytes;
        this.at = bytes.readerIndex();
        int last = bytes.writerIndex();
        this.beforeChrist = last - at > 3 && bytes.getByte(last - 1) == 'C' && bytes.getByte(last - 3) == ' ';
        this.end = beforeChrist ? last - 3 : last;
    }

    static LocalDate date(ByteBuf bytes) {
        int infinity = infinity(bytes);
        if (infinity != 0) {
            return infinity > 0 ? LocalDate.MAX : LocalDate.MIN;
        }
        IsoText text = new IsoText(bytes);
        LocalDate date = text.date();
        text.finish();
        return date;
    }

    static LocalTime time(ByteBuf bytes) {
        IsoText text = new IsoText(bytes);
        LocalTime time = text.time();
        text.finish();
        return time;
    }

    static LocalDateTime timestamp(ByteBuf bytes) {
        int infinity = infinity(bytes);
        if (infinity != 0) {
            return infinity > 0 ? LocalDateTime.MAX : LocalDateTime.MIN;
        }
        IsoText text = new IsoText(bytes);
        LocalDateTime timestamp = text.dateTime();
        text.finish();
        return timestamp;
    }

    static OffsetDateTime moment(ByteBuf bytes) {
        int infinity = infinity(bytes);
        if (infinity != 0) {
            return infinity > 0 ? OffsetDateTime.MAX : OffsetDateTime.MIN;
        }
        IsoText text = new IsoText(bytes);
        LocalDateTime timestamp = text.dateTime();
        ZoneOffset offset = text.offset();
        text.finish();
        return OffsetDateTime.of(timestamp, offset);
    }

    private static int infinity(ByteBuf bytes) {
        int first = bytes.readerIndex();
        if (bytes.getByte(first) == 'i') {
            return 1;
        }
        return bytes.getByte(first) == '-' && bytes.getByte(first + 1) == 'i' ? -1 : 0;
    }

    private LocalDateTime dateTime() {
        LocalDate date = date();
        expect(' ');
        return LocalDateTime.of(date, time());
    }

    private LocalDate date() {
        int year = number();
        expect('-');
        int month = number();
        expect('-');
        return LocalDate.of(beforeChrist ? 1 - year : year, month, number());
    }

    private LocalTime time() {
        int hour = number();
        expect(':');
        int minute = number();
        expect(':');
        return LocalTime.of(hour, minute, number(), nanos());
    }

    private int nanos() {
        if (at >= end || bytes.getByte(at) != '.') {
            return 0;
        }
        int first = ++at;
        int nanos = number();
        for (int digits = at - first; digits < 9; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private ZoneOffset offset() {
        byte sign = at < end ? bytes.getByte(at++) : 0;
        if (sign != '+' && sign != '-') {
            throw unexpected();
        }
        int seconds = number() * 3_600;
        for (int unit = 60; unit > 0 && at < end; unit /= 60) {
            expect(':');
            seconds += number() * unit;
        }
        return ZoneOffset.ofTotalSeconds(sign == '+' ? seconds : -seconds);
    }

    private int number() {
        int number = 0;
        int first = at;
        while (at < end && at - first < 9) {
            int digit = bytes.getByte(at) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = number * 10 + digit;
            at++;
        }
        if (at == first) {
            throw unexpected();
        }
        return number;
    }

    private void expect(char wanted) {
        if (at >= end || bytes.getByte(at) != wanted) {
            throw unexpected();
        }
        at++;
    }

    private void finish() {
        if (at != end) {
            throw unexpected();
        }
    }

    private static DateTimeException unexpected() {
        return new DateTimeException("it is not the text of ISO that DateStyle asks for by default");
    }
}
