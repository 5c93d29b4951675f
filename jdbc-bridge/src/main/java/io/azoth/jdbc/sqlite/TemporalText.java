package io.azoth.jdbc.sqlite;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times in the text form of SQLite's own functions: {@code 2024-01-31 10:15:30.5}.
 *
 * <p>Seconds are always there and fractions as many digits as needed, so that text order is time order. A text
 * without an offset is UTC where an instant is asked for, as {@code CURRENT_TIMESTAMP} is. Reading takes a {@code T}
 * for the blank too.
 */
final class TemporalText {

    private TemporalText() {}

    static String of(LocalTime time) {
        StringBuilder text = new StringBuilder(18);
        append(text, time);
        return text.toString();
    }

    static String of(LocalDateTime moment) {
        StringBuilder text = new StringBuilder(29);
        text.append(moment.toLocalDate()).append(' ');
        append(text, moment.toLocalTime());
        return text.toString();
    }

    static String of(Instant instant) {
        return of(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    static String of(OffsetDateTime moment) {
        return of(moment.toLocalDateTime()) + offset(moment.getOffset());
    }

    static String of(ZonedDateTime moment) {
        String text = of(moment.toOffsetDateTime());
        return moment.getZone() instanceof ZoneOffset ? text : text + "[" + moment.getZone() + "]";
    }

    static String offset(ZoneOffset offset) {
        return offset.getTotalSeconds() == 0 ? "+00:00" : offset.getId();
    }

    @SuppressWarnings("JavaLocalTimeGetNano") // the second is written right before
    private static void append(StringBuilder text, LocalTime time) {
        twoDigits(text, time.getHour());
        text.append(':');
        twoDigits(text, time.getMinute());
        text.append(':');
        twoDigits(text, time.getSecond());
        if (time.getNano() > 0) {
            String nanos = Integer.toString(1_000_000_000 + time.getNano());
            int end = nanos.length();
            while (nanos.charAt(end - 1) == '0') {
                end--;
            }
            text.append('.').append(nanos, 1, end);
        }
    }

    private static void twoDigits(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    static LocalDateTime localDateTime(String text) {
        int zone = zoneStart(text);
        if (zone < 0) {
            return parseLocal(text);
        }
        return zonedDateTime(text).withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }

    static LocalDate localDate(String text) {
        if (text.indexOf(':') < 0) {
            return LocalDate.parse(text);
        }
        LocalDateTime moment = localDateTime(text);
        if (!moment.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            throw new IllegalArgumentException("it has a time of day");
        }
        return moment.toLocalDate();
    }

    static Instant instant(String text) {
        return zonedDateTime(text).toInstant();
    }

    static OffsetDateTime offsetDateTime(String text) {
        return zonedDateTime(text).toOffsetDateTime();
    }

    static ZonedDateTime zonedDateTime(String text) {
        int zone = zoneStart(text);
        if (zone < 0) {
            return parseLocal(text).atZone(ZoneOffset.UTC);
        }
        int region = text.indexOf('[', zone);
        ZoneOffset offset = ZoneOffset.of(text.substring(zone, region < 0 ? text.length() : region));
        LocalDateTime local = parseLocal(text.substring(0, zone));
        String name = region < 0 ? null : text.substring(region + 1, text.length() - 1);
        return atZone(local, offset, name);
    }

    private static ZonedDateTime atZone(LocalDateTime local, ZoneOffset offset, @Nullable String region) {
        return region == null ? local.atZone(offset) : ZonedDateTime.ofInstant(local, offset, ZoneId.of(region));
    }

    private static LocalDateTime parseLocal(String text) {
        if (text.indexOf(':') < 0) {
            return LocalDate.parse(text).atStartOfDay();
        }
        int blank = text.indexOf(' ');
        return LocalDateTime.parse(blank < 0 ? text : text.substring(0, blank) + 'T' + text.substring(blank + 1));
    }

    /** Returns where the offset starts, which is past the time of day; -1 without one. */
    private static int zoneStart(String text) {
        int colon = text.indexOf(':');
        for (int i = colon; i > 0 && i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'Z' || c == '+' || c == '-') {
                return i;
            }
        }
        return -1;
    }
}
