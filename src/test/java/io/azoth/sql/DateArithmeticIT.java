package io.azoth.sql;

import static io.azoth.schema.Schema.assigned;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Sql.select;
import static io.azoth.type.SqlTypes.DATE;
import static io.azoth.type.SqlTypes.INSTANT;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.INTERVAL;
import static io.azoth.type.SqlTypes.TIME;
import static io.azoth.type.SqlTypes.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.engine.Engine;
import io.azoth.schema.Column;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import io.azoth.type.SqlTypes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What the databases make of dates, times and amounts is what java.time makes of them, to the microsecond. */
@Databases
class DateArithmeticIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Engine db;
    private final MetaData metadata = new MetaData();
    private final Times times = new Times(metadata);
    private final List<Line> lines = lines();

    DateArithmeticIT(TestDatabase database) {
        this.db = Engine.create(database.url());
    }

    private static final class Times extends Table {
        final Column<Integer> id = column("id", INTEGER, primaryKey(), assigned());
        final Column<LocalDate> d = column("d", DATE);
        final Column<LocalDate> d2 = column("d2", DATE);
        final Column<LocalDateTime> ts = column("ts", TIMESTAMP);
        final Column<LocalDateTime> ts2 = column("ts2", TIMESTAMP);
        final Column<LocalTime> t = column("t", TIME);
        final Column<LocalTime> t2 = column("t2", TIME);
        final Column<Instant> i = column("i", INSTANT);
        final Column<Instant> i2 = column("i2", INSTANT);
        final Column<Duration> amount = column("amount", INTERVAL);
        final Column<Integer> n = column("n", INTEGER);

        Times(MetaData metadata) {
            super("times", metadata);
        }
    }

    private record Line(int id, LocalDateTime one, LocalDateTime two, Duration amount, int n) {
        Instant moment() {
            return one.toInstant(ZoneOffset.UTC);
        }

        OffsetDateTime atUtc() {
            return one.atOffset(ZoneOffset.UTC);
        }
    }

    /** Ends of months, midnights and last microseconds, and what chance gives, often only days or microseconds apart. */
    private static List<Line> lines() {
        List<LocalDateTime> edges = List.of(
                LocalDateTime.of(2024, 1, 31, 0, 0),
                LocalDateTime.of(2024, 2, 29, 23, 59, 59, 999_999_000),
                LocalDateTime.of(2024, 2, 29, 12, 0),
                LocalDateTime.of(2023, 2, 28, 12, 0),
                LocalDateTime.of(2024, 3, 1, 0, 0),
                LocalDateTime.of(1969, 12, 31, 23, 59, 59, 1_000),
                LocalDateTime.of(1970, 1, 1, 0, 0),
                LocalDateTime.of(1600, 2, 29, 0, 0, 0, 500_000_000),
                LocalDateTime.of(9000, 12, 31, 23, 59, 59, 999_999_000),
                LocalDateTime.of(400, 1, 1, 0, 0, 0, 1_000));
        List<Line> lines = new ArrayList<>();
        for (LocalDateTime one : edges) {
            for (LocalDateTime two : edges) {
                lines.add(new Line(
                        lines.size(),
                        one,
                        two,
                        Duration.between(one, two).dividedBy(50).truncatedTo(ChronoUnit.MICROS),
                        lines.size() - 50));
            }
        }
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            LocalDateTime one = LocalDateTime.of(1000 + random.nextInt(5000), 1 + random.nextInt(12), 1, 0, 0)
                    .plusDays(random.nextInt(31))
                    .plus(random.nextLong(86_400_000_000L), ChronoUnit.MICROS);
            LocalDateTime two = one.plusMonths(random.nextInt(80) - 40L)
                    .plusDays(random.nextInt(4) - 2L)
                    .plus(random.nextInt(3) - 1L, ChronoUnit.MICROS);
            Duration amount =
                    Duration.of(random.nextLong(2_000_000_000_000_000L) - 1_000_000_000_000_000L, ChronoUnit.MICROS);
            lines.add(new Line(lines.size(), one, two, amount, random.nextInt(200) - 100));
        }
        return lines;
    }

    @BeforeEach
    void open() {
        List<List<?>> rows = new ArrayList<>();
        for (Line line : lines) {
            rows.add(List.of(
                    line.id(),
                    line.one().toLocalDate(),
                    line.two().toLocalDate(),
                    line.one(),
                    line.two(),
                    line.one().toLocalTime(),
                    line.two().toLocalTime(),
                    line.moment(),
                    line.two().toInstant(ZoneOffset.UTC),
                    line.amount(),
                    line.n()));
        }
        metadata.createAll(db)
                .then(times.insert().rows(times.columns(), rows).executeOn(db))
                .block(LIMIT);
    }

    @AfterEach
    void close() {
        metadata.dropAll(db).then(db.close()).block(LIMIT);
    }

    private <T> void is(Expression<T> expression, Function<Line, T> expected) {
        StepVerifier.create(select(expression.as("x"))
                        .from(times)
                        .orderBy(times.id)
                        .executeOn(db)
                        .collectList())
                .assertNext(rows -> {
                    assertThat(rows).hasSameSizeAs(lines);
                    for (Line line : lines) {
                        assertThat(rows.get(line.id()).get(0))
                                .as("%s of %s", expression, line)
                                .isEqualTo(expected.apply(line));
                    }
                })
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void datesAndTimesMoveByUnits() {
        is(
                Dates.plus(times.d, times.n, DateUnit.DAY),
                line -> line.one().toLocalDate().plusDays(line.n()));
        is(
                Dates.plus(times.d, times.n, DateUnit.MONTH),
                line -> line.one().toLocalDate().plusMonths(line.n()));
        is(
                Dates.plus(times.d, 7, DateUnit.YEAR),
                line -> line.one().toLocalDate().plusYears(7));
        is(Dates.plus(times.ts, times.n, DateUnit.MONTH), line -> line.one().plusMonths(line.n()));
        is(Dates.plus(times.ts, -5, DateUnit.YEAR), line -> line.one().minusYears(5));
        is(Dates.plus(times.ts, times.n, DateUnit.DAY), line -> line.one().plusDays(line.n()));
        is(Dates.plus(times.ts, times.n, DateUnit.HOUR), line -> line.one().plusHours(line.n()));
        is(Dates.plus(times.ts, -90, DateUnit.SECOND), line -> line.one().minusSeconds(90));
        is(
                Dates.plus(times.t, times.n, DateUnit.MINUTE),
                line -> line.one().toLocalTime().plusMinutes(line.n()));
        is(
                Dates.plus(times.i, times.n, DateUnit.MONTH),
                line -> line.atUtc().plusMonths(line.n()).toInstant());
        is(
                Dates.plus(times.i, times.n, DateUnit.DAY),
                line -> line.atUtc().plusDays(line.n()).toInstant());
        is(Dates.plus(times.i, times.n, DateUnit.SECOND), line -> line.moment().plusSeconds(line.n()));
    }

    @Test
    void timesMoveByExactAmounts() {
        Duration amount = Duration.ofDays(400).plusNanos(-123_456_000);
        is(Dates.plus(times.ts, amount), line -> line.one().plus(amount));
        is(Dates.minus(times.ts, amount), line -> line.one().minus(amount));
        is(Dates.plus(times.ts, times.amount), line -> line.one().plus(line.amount()));
        is(Dates.minus(times.ts, times.amount), line -> line.one().minus(line.amount()));
        is(Dates.plus(times.i, times.amount), line -> line.moment().plus(line.amount()));
        is(Dates.minus(times.i, Duration.ofNanos(-1_000)), line -> line.moment().plusNanos(1_000));
        is(Dates.plus(times.t, times.amount), line -> line.one().toLocalTime().plus(line.amount()));
        is(Dates.minus(times.t, amount), line -> line.one().toLocalTime().minus(amount));
        is(
                Dates.plus(Dates.plus(times.ts, amount), times.amount),
                line -> line.one().plus(amount).plus(line.amount()));
    }

    @Test
    void datesAndTimesMoveByTheCalendar() {
        Period period = Period.of(1, -3, 10);
        is(Dates.plus(times.d, period), line -> line.one().toLocalDate().plus(period));
        is(Dates.minus(times.d, period), line -> line.one().toLocalDate().minus(period));
        is(Dates.plus(times.ts, period), line -> line.one().plus(period));
        is(Dates.plus(times.i, period), line -> line.atUtc().plus(period).toInstant());
        is(Dates.plus(times.ts, Period.ZERO), Line::one);
        is(Dates.plus(times.ts, Period.ofMonths(13)), line -> line.one().plusMonths(13));
        is(Dates.minus(times.ts, Period.ofDays(1000)), line -> line.one().minusDays(1000));
    }

    @Test
    void theDifferenceIsAnExactAmount() {
        is(Dates.difference(times.ts, times.ts2), line -> Duration.between(line.one(), line.two()));
        is(Dates.difference(times.i, times.i2), line -> Duration.between(line.one(), line.two()));
        is(
                Dates.difference(times.t, times.t2),
                line -> Duration.between(line.one().toLocalTime(), line.two().toLocalTime()));
        is(
                Dates.difference(times.d, times.d2),
                line -> Duration.ofDays(ChronoUnit.DAYS.between(
                        line.one().toLocalDate(), line.two().toLocalDate())));
        is(
                Dates.difference(times.d, times.ts),
                line -> Duration.between(LocalTime.MIDNIGHT, line.one().toLocalTime()));
        is(
                Dates.microseconds(Dates.difference(times.ts, times.ts2)),
                line -> ChronoUnit.MICROS.between(line.one(), line.two()));
        is(Dates.plus(times.ts, Dates.difference(times.ts, times.ts2)), Line::two);
    }

    @Test
    void wholeUnitsAreCountedAsJavaCounts() {
        for (DateUnit unit : DateUnit.values()) {
            ChronoUnit java = ChronoUnit.valueOf(unit + "S");
            is(Dates.between(times.ts, times.ts2, unit), line -> java.between(line.one(), line.two()));
            is(Dates.between(times.i, times.i2, unit), line -> java.between(line.one(), line.two()));
            is(
                    Dates.between(times.d, times.ts2, unit),
                    line -> java.between(line.one().toLocalDate().atStartOfDay(), line.two()));
            if (unit.isOfTime()) {
                is(
                        Dates.between(times.t, times.t2, unit),
                        line -> java.between(
                                line.one().toLocalTime(), line.two().toLocalTime()));
            } else {
                is(
                        Dates.between(times.d, times.d2, unit),
                        line -> java.between(
                                line.one().toLocalDate(), line.two().toLocalDate()));
            }
        }
        is(
                Dates.daysBetween(times.ts, times.ts2),
                line -> Math.toIntExact(ChronoUnit.DAYS.between(
                        line.one().toLocalDate(), line.two().toLocalDate())));
    }

    @Test
    void fieldsAreThoseOfTheLastMicrosecondToo() {
        is(Dates.extract(DatePart.SECOND, times.ts), line -> line.one().getSecond());
        is(Dates.extract(DatePart.MINUTE, times.t), line -> line.one().getMinute());
        is(Dates.extract(DatePart.HOUR, times.i), line -> line.one().getHour());
        is(Dates.extract(DatePart.DAY_OF_YEAR, times.ts), line -> line.one().getDayOfYear());
        is(Dates.year(times.i), line -> line.one().getYear());
        is(Dates.day(times.d), line -> line.one().getDayOfMonth());
        is(Dates.epochSeconds(times.i), line -> line.moment().getEpochSecond());
        is(
                Dates.extract(DatePart.HOUR, Dates.plus(times.i, Duration.ofHours(3))),
                line -> line.one().plusHours(3).getHour());
        is(
                Dates.extract(DatePart.HOUR, Dates.plus(times.i, 3, DateUnit.HOUR)),
                line -> line.one().plusHours(3).getHour());
        is(
                Dates.extract(DatePart.SECOND, Dates.minus(times.i, times.amount)),
                line -> line.one().minus(line.amount()).getSecond());
    }

    @Test
    void amountsAddUpAndCompareByTheirLength() {
        Duration hour = Duration.ofHours(1);
        is(times.amount.plus(hour), line -> line.amount().plus(hour));
        is(times.amount.minus(times.amount), line -> Duration.ZERO);
        is(times.amount.negate(), line -> line.amount().negated());
        holdsFor(times.amount.gt(Duration.ZERO), line -> line.amount().compareTo(Duration.ZERO) > 0);
        holdsFor(
                Dates.difference(times.ts, times.ts2).le(Duration.ofDays(1)),
                line -> Duration.between(line.one(), line.two()).compareTo(Duration.ofDays(1)) <= 0);
        StepVerifier.create(select(Aggregates.max(times.amount).as("longest"))
                        .from(times)
                        .oneOn(db))
                .assertNext(row -> assertThat(row.get(0))
                        .isEqualTo(lines.stream()
                                .map(Line::amount)
                                .max(Duration::compareTo)
                                .orElseThrow()))
                .verifyComplete();
    }

    private void holdsFor(Expression<Boolean> condition, Predicate<Line> expected) {
        StepVerifier.create(select(times.id)
                        .where(condition)
                        .orderBy(times.id)
                        .executeOn(db)
                        .map(row -> Objects.requireNonNull(row.get(times.id)))
                        .collectList())
                .expectNext(lines.stream().filter(expected).map(Line::id).toList())
                .verifyComplete();
    }

    @Test
    void valuesStandWhereColumnsDo() {
        LocalDateTime one = LocalDateTime.of(2024, 1, 31, 10, 0);
        LocalDateTime two = LocalDateTime.of(2024, 3, 1, 9, 59, 59, 999_999_000);
        Expression<LocalDateTime> a = Sql.value(one, TIMESTAMP);
        Expression<LocalDateTime> b = Sql.value(two, TIMESTAMP);
        StepVerifier.create(select(
                                Dates.plus(a, Duration.ofMillis(1)).as("plus"),
                                Dates.difference(a, b).as("difference"),
                                Dates.between(a, b, DateUnit.MONTH).as("months"),
                                Dates.between(a, b, DateUnit.DAY).as("days"),
                                Dates.plus(a, Period.ofMonths(1)).as("next"))
                        .from(times)
                        .limit(1)
                        .executeOn(db))
                .assertNext(row -> assertThat(row.values())
                        .containsExactly(
                                one.plusNanos(1_000_000),
                                Duration.between(one, two),
                                ChronoUnit.MONTHS.between(one, two),
                                29L,
                                LocalDateTime.of(2024, 2, 29, 10, 0)))
                .verifyComplete();
    }

    @Test
    void nullMakesNull() {
        Line line = lines.get(0);
        @Nullable Object none = null;
        StepVerifier.create(times.update()
                        .values("ts", none, "amount", none)
                        .where(times.id.eq(line.id()))
                        .executeOn(db)
                        .then(select(
                                        Dates.plus(times.ts, Duration.ofDays(1)).as("a"),
                                        Dates.plus(times.ts2, times.amount).as("b"),
                                        Dates.difference(times.ts, times.ts2).as("c"),
                                        Dates.between(times.ts, times.ts2, DateUnit.MONTH)
                                                .as("e"),
                                        Dates.plus(times.ts, 1, DateUnit.DAY).as("f"),
                                        Dates.microseconds(times.amount).as("g"))
                                .where(times.id.eq(line.id()))
                                .oneOn(db)))
                .assertNext(row -> assertThat(row.values()).containsOnlyNulls().hasSize(6))
                .verifyComplete();
    }

    @Test
    void whatHasNoMeaningIsRefusedWhenItIsBuilt() {
        assertThatThrownBy(() -> Dates.plus(times.d, Duration.ofHours(1)))
                .hasMessage("A date is moved by days, months and years; give a Period, or a number of DAY");
        assertThatThrownBy(() -> Dates.plus(times.t, 1, DateUnit.MONTH))
                .hasMessage("A time of day is moved by hours, minutes and seconds, not by MONTH");
        assertThatThrownBy(() -> Dates.between(times.t, times.t2, DateUnit.DAY))
                .hasMessage("Times of day differ by hours, minutes and seconds, not by DAY");
        assertThatThrownBy(() -> Dates.difference(times.ts, times.i))
                .hasMessage(
                        "There is no difference between TIMESTAMP and TIMESTAMP WITH TIME ZONE; convert one of them to "
                                + "the type of the other");
        assertThatThrownBy(() -> Dates.plus(times.ts, Sql.value(Duration.ZERO, SqlTypes.DURATION)))
                .hasMessage("A time is moved by an INTERVAL, and not by a Duration that is VARCHAR(64)");
    }
}
