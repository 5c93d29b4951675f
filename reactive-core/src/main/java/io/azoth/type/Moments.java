package io.azoth.type;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Moments in their classes; the ends of one are the ends of the others, which stand for the infinities of a database. */
final class Moments {
    private Moments() {}

    static OffsetDateTime of(Instant moment) {
        if (moment.equals(Instant.MAX)) {
            return OffsetDateTime.MAX;
        }
        return moment.equals(Instant.MIN) ? OffsetDateTime.MIN : moment.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(OffsetDateTime moment) {
        if (isLast(moment)) {
            return Instant.MAX;
        }
        return isFirst(moment) ? Instant.MIN : moment.toInstant();
    }

    static OffsetDateTime of(ZonedDateTime moment) {
        if (moment.getYear() == Year.MAX_VALUE) {
            return OffsetDateTime.MAX;
        }
        return moment.getYear() == Year.MIN_VALUE ? OffsetDateTime.MIN : moment.toOffsetDateTime();
    }

    static ZonedDateTime zoned(OffsetDateTime moment) {
        if (isLast(moment)) {
            return LocalDateTime.MAX.atZone(ZoneOffset.UTC);
        }
        return isFirst(moment) ? LocalDateTime.MIN.atZone(ZoneOffset.UTC) : moment.atZoneSameInstant(ZoneOffset.UTC);
    }

    private static boolean isLast(OffsetDateTime moment) {
        return moment.getYear() == Year.MAX_VALUE;
    }

    private static boolean isFirst(OffsetDateTime moment) {
        return moment.getYear() == Year.MIN_VALUE;
    }
}
