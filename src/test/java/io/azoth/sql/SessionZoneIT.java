package io.azoth.sql;

import static io.azoth.sql.Sql.nullValue;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.text;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.DATE;
import static io.azoth.type.SqlTypes.INSTANT;
import static io.azoth.type.SqlTypes.TIME;
import static io.azoth.type.SqlTypes.TIMESTAMP;

import io.azoth.engine.Engine;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** Moments move, and are taken apart, by the calendar of UTC, whatever zone the session is in: here on the day of a change of clocks. */
@Databases({DatabaseKind.H2, DatabaseKind.POSTGRES})
class SessionZoneIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Instant BEFORE = Instant.parse("2024-03-10T03:30:00Z");

    private final Engine db;
    private final Expression<Instant> moment = value(BEFORE, INSTANT);

    SessionZoneIT(TestDatabase database) {
        this.db = Engine.create(database.url());
    }

    @AfterEach
    void close() {
        db.close().block(LIMIT);
    }

    @Test
    void aDayIsADayOfUtc() {
        Instant after = Instant.parse("2024-03-11T03:30:00Z");
        assertInNewYork(
                select(
                        Dates.plus(moment, 1, DateUnit.DAY).as("unit"),
                        Dates.plus(moment, Period.ofDays(1)).as("period"),
                        Dates.minus(value(after, INSTANT), Period.ofDays(1)).as("back"),
                        Dates.between(moment, value(after, INSTANT), DateUnit.DAY)
                                .as("days")),
                List.of(after, after, BEFORE, 1L));
    }

    @Test
    void aMomentIsTakenApartInUtc() {
        assertInNewYork(
                select(
                        Dates.day(moment).as("day"),
                        Dates.extract(DatePart.HOUR, moment).as("hour"),
                        Dates.extract(DatePart.MINUTE, moment).as("minute"),
                        Dates.epochSeconds(moment).as("epoch")),
                List.of(10, 3, 30, BEFORE.getEpochSecond()));
    }

    @Test
    void aMonthIsAMonthOfUtc() {
        Expression<Instant> february = value(Instant.parse("2024-02-01T02:00:00Z"), INSTANT);
        Expression<Instant> march = value(Instant.parse("2024-03-01T02:00:00Z"), INSTANT);
        assertInNewYork(
                select(
                        Dates.between(february, march, DateUnit.MONTH).as("forth"),
                        Dates.between(march, february, DateUnit.MONTH).as("back")),
                List.of(1L, -1L));
    }

    @Test
    void midnightsAreThoseOfUtc() {
        Expression<Instant> noon = value(Instant.parse("2024-03-10T12:00:00Z"), INSTANT);
        Expression<Instant> next = value(Instant.parse("2024-03-11T00:00:00Z"), INSTANT);
        assertInNewYork(
                select(
                        Dates.daysBetween(moment, noon).as("none"),
                        Dates.daysBetween(noon, next).as("one"),
                        Dates.daysBetween(next, moment).as("back")),
                List.of(0, 1, -1));
    }

    @Test
    void castsAreByUtc() {
        LocalDateTime local = LocalDateTime.of(2024, 3, 10, 3, 30);
        assertInNewYork(
                select(
                        moment.cast(DATE).as("date"),
                        moment.cast(TIME).as("time"),
                        moment.cast(TIMESTAMP).as("local"),
                        value(local, TIMESTAMP).cast(INSTANT).as("moment"),
                        value(local.toLocalDate(), DATE).cast(INSTANT).as("midnight"),
                        nullValue(TIMESTAMP).cast(INSTANT).isNull().as("none"),
                        moment.cast(INSTANT).as("same")),
                List.of(
                        local.toLocalDate(),
                        local.toLocalTime(),
                        local,
                        BEFORE,
                        Instant.parse("2024-03-10T00:00:00Z"),
                        true,
                        BEFORE));
    }

    private void assertInNewYork(Select select, List<?> expected) {
        StepVerifier.create(db.inConnection(connection -> text("SET TIME ZONE 'America/New_York'")
                        .runOn(connection)
                        .then(select.oneOn(connection).map(Row::values))
                        .<List<?>>map(values -> values)))
                .expectNextMatches(expected::equals)
                .expectComplete()
                .verify(LIMIT);
    }
}
