package io.azoth.type;

import static io.azoth.type.SqlTypes.DATE;
import static io.azoth.type.SqlTypes.DURATION;
import static io.azoth.type.SqlTypes.INSTANT;
import static io.azoth.type.SqlTypes.MONTH_DAY;
import static io.azoth.type.SqlTypes.OFFSET_TIME;
import static io.azoth.type.SqlTypes.PERIOD;
import static io.azoth.type.SqlTypes.TIME;
import static io.azoth.type.SqlTypes.TIMESTAMP;
import static io.azoth.type.SqlTypes.TIMESTAMP_TZ;
import static io.azoth.type.SqlTypes.YEAR;
import static io.azoth.type.SqlTypes.YEAR_MONTH;
import static io.azoth.type.SqlTypes.ZONED_DATE_TIME;
import static io.azoth.type.SqlTypes.ZONE_ID;

import io.azoth.schema.Table;
import io.azoth.sql.Sql;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** All of java.time. A value goes in and comes out equal, by itself and among many, and is found by itself. */
@Databases
class TemporalTypesIT extends RoundTrip {
    TemporalTypesIT(TestDatabase database) {
        super(database);
    }

    @Test
    void dates() {
        comesBackAndIsFound(
                DATE, LocalDate.of(1, 1, 1), LocalDate.of(2024, 2, 29), LocalDate.of(9999, 12, 31), LocalDate.EPOCH);
    }

    @Test
    void timesToTheMicrosecond() {
        comesBackAndIsFound(TIME, LocalTime.MIN, LocalTime.of(23, 59, 59, 999_999_000), LocalTime.of(12, 0));
    }

    @Test
    void finerDigitsAreCutOffAndTheValueIsStillFound() {
        LocalTime last = LocalTime.MAX;
        comesBackAs(TIME, value -> value.withNano(999_999_000), last);
        Table table = metadata.table("held");
        StepVerifier.create(table.select()
                        .where(table.c("v", LocalTime.class).eq(last))
                        .executeOn(db)
                        .count())
                .expectNext(2L)
                .verifyComplete();
    }

    /** In many zones the clock skips or repeats some of these. */
    @Test
    void timestampsAreNotShifted() {
        comesBackAndIsFound(
                TIMESTAMP,
                LocalDateTime.of(2024, 3, 31, 2, 30),
                LocalDateTime.of(2024, 10, 27, 2, 30),
                LocalDateTime.of(1, 1, 1, 0, 0),
                LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000),
                LocalDateTime.of(1900, 1, 1, 0, 0, 0, 1_000));
    }

    @Test
    void momentsAreTheSameMoments() {
        comesBackAs(
                TIMESTAMP_TZ.adapted(new FunctionAdapter<>(
                        Instant.class, moment -> moment.atOffset(ZoneOffset.ofHours(-11)), OffsetDateTime::toInstant)),
                Function.identity(),
                Instant.parse("2024-10-27T00:30:00Z"),
                Instant.parse("2024-10-27T01:30:00Z"),
                Instant.EPOCH);
    }

    @Test
    void instantsAreFoundAndKeptToTheMicrosecond() {
        comesBackAndIsFound(
                INSTANT,
                Instant.EPOCH,
                Instant.parse("0001-01-01T00:00:00Z"),
                Instant.parse("9999-12-31T23:59:59.999999Z"),
                Instant.parse("2024-03-31T01:00:00.000001Z"));
    }

    @Test
    void anInstantIsTheSameInAnotherZoneOfTheSession() {
        Table table = table(INSTANT);
        Instant moment = Instant.parse("2024-03-31T01:30:00Z");
        String zone =
                database.kind() == DatabaseKind.H2 ? "SET TIME ZONE 'Asia/Kolkata'" : "SET TIME ZONE 'Asia/Kolkata'";
        StepVerifier.create(db.inConnection(connection -> (sqlite
                                ? Mono.<Long>empty()
                                : Sql.text("SET TIME ZONE 'Asia/Kolkata'")
                                        .executeOn(connection)
                                        .count())
                        .then(table.insert().values("id", 1, "v", moment).executeOn(connection))
                        .then(table.select().oneOn(connection))
                        .map(row -> Objects.requireNonNull(row.get("v")))))
                .expectNext(moment)
                .verifyComplete();
        StepVerifier.create(table.select().oneOn(db).map(row -> Objects.requireNonNull(row.get("v"))))
                .expectNext(moment)
                .verifyComplete();
    }

    @Test
    void zonedMomentsComeBackInUtc() {
        ZonedDateTime berlin = ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"));
        comesBackAs(
                ZONED_DATE_TIME,
                value -> value.withZoneSameInstant(ZoneOffset.UTC),
                berlin.withEarlierOffsetAtOverlap(),
                berlin.withLaterOffsetAtOverlap());
    }

    @Test
    void amountsAndPartsOfTime() {
        comesBackAndIsFound(
                DURATION, Duration.ZERO, Duration.ofSeconds(Long.MAX_VALUE, 999_999_999), Duration.ofNanos(-1));
    }

    @Test
    void periods() {
        comesBackAndIsFound(PERIOD, Period.ZERO, Period.of(-1, 2, Integer.MAX_VALUE));
    }

    @Test
    void years() {
        comesBackAndIsFound(YEAR, Year.of(2024), Year.of(Year.MIN_VALUE), Year.of(Year.MAX_VALUE));
    }

    @Test
    void monthsOfYears() {
        comesBackAndIsFound(YEAR_MONTH, YearMonth.of(2024, 2), YearMonth.of(-5, 1), YearMonth.of(12_345, 12));
    }

    @Test
    void daysOfYears() {
        comesBackAndIsFound(MONTH_DAY, MonthDay.of(2, 29), MonthDay.of(12, 31));
    }

    @Test
    void timesWithOffsets() {
        comesBackAndIsFound(OFFSET_TIME, OffsetTime.MIN, OffsetTime.MAX, OffsetTime.of(1, 2, 3, 4, ZoneOffset.UTC));
    }

    @Test
    void zones() {
        comesBackAndIsFound(ZONE_ID, ZoneId.of("Europe/Berlin"), ZoneOffset.ofHoursMinutes(5, 30), ZoneOffset.UTC);
    }
}
