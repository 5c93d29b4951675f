package io.azoth.type;

import static io.azoth.schema.Schema.assigned;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.defaultValue;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Sql.multiset;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.text;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.INTERVAL;
import static io.azoth.type.SqlTypes.array;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import io.azoth.engine.Engine;
import io.azoth.reflect.Inspector;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.sql.Row;
import io.azoth.sql.Select;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** Exact amounts of time in a type of their own. */
@Databases
class IntervalIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.of(Long.MAX_VALUE, ChronoUnit.MICROS);
    private static final List<Duration> AMOUNTS = List.of(
            Duration.ZERO,
            Duration.ofNanos(1_000),
            Duration.ofNanos(-1_000),
            Duration.ofNanos(-1_500_000_000),
            Duration.ofSeconds(59).plusNanos(999_999_000),
            Duration.ofDays(1),
            Duration.ofDays(-400).plusMillis(1),
            Duration.ofHours(25).plusMinutes(61).plusSeconds(61),
            LONGEST,
            LONGEST.negated());

    private final TestDatabase database;
    private final MetaData metadata = new MetaData();
    private final Table amounts = Table.of(
            "amounts",
            metadata,
            column("id", INTEGER, primaryKey(), assigned()),
            column("v", INTERVAL),
            column("usual", INTERVAL, defaultValue(Duration.ofMinutes(-90).minusMillis(1))));
    private Engine db;

    IntervalIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        db = Engine.create(database.url());
        metadata.createAll(db).block(LIMIT);
    }

    @AfterEach
    void close() {
        metadata.dropAll(db).then(db.close()).block(LIMIT);
    }

    private void insert(List<Duration> values) {
        List<List<?>> rows = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            rows.add(Arrays.asList(i, values.get(i)));
        }
        StepVerifier.create(amounts.insert()
                        .rows(List.of(amounts.c("id"), amounts.c("v")), rows)
                        .executeOn(db))
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void amountsComeBackAndAreFoundAndSortByTheirLength() {
        insert(AMOUNTS);
        StepVerifier.create(
                        amounts.select().orderBy(amounts.c("id")).executeOn(db).map(row -> row.get("v")))
                .expectNextSequence(AMOUNTS)
                .verifyComplete();
        StepVerifier.create(
                        amounts.select().orderBy(amounts.c("v")).executeOn(db).map(row -> row.get("v")))
                .expectNextSequence(AMOUNTS.stream().sorted().toList())
                .verifyComplete();
        for (Duration amount : AMOUNTS) {
            StepVerifier.create(amounts.select()
                            .where(amounts.c("v", Duration.class).eq(amount))
                            .executeOn(db)
                            .map(row -> row.get("v")))
                    .as(amount.toString())
                    .expectNext(amount)
                    .verifyComplete();
        }
        StepVerifier.create(amounts.select()
                        .where(amounts.c("v", Duration.class).in(Duration.ZERO, LONGEST))
                        .executeOn(db))
                .expectNextCount(2)
                .verifyComplete();
    }

    @Test
    void finerDigitsAreCutOffAndTheAmountIsStillFound() {
        Duration fine = Duration.ofNanos(-1_234_567_891);
        insert(List.of(fine));
        StepVerifier.create(amounts.select()
                        .where(amounts.c("v", Duration.class).eq(fine))
                        .executeOn(db)
                        .map(row -> row.get("v")))
                .expectNext(Duration.ofNanos(-1_234_567_000))
                .verifyComplete();
    }

    @Test
    void whatIsTooLongIsRefusedInTheSameWordsEverywhere() {
        StepVerifier.create(amounts.insert()
                        .values("id", 1, "v", LONGEST.plusNanos(1_000))
                        .executeOn(db))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .hasStackTraceContaining("An INTERVAL has at most 9223372036854775807 microseconds, and not "
                                + "PT2562047788H54.775808S; keep longer amounts of time as DURATION"));
    }

    @Test
    void nullAndTheDefault() {
        StepVerifier.create(amounts.insert()
                        .values("id", 1, "v", null)
                        .executeOn(db)
                        .then(amounts.select().where(amounts.c("v").isNull()).oneOn(db)))
                .assertNext(row -> {
                    assertThat(row.get("v")).isNull();
                    assertThat(row.get("usual"))
                            .isEqualTo(Duration.ofMinutes(-90).minusMillis(1));
                })
                .verifyComplete();
    }

    @Test
    void theLiveSchemaHasTheTypeAndTheDefault() {
        StepVerifier.create(Inspector.of(db).table("amounts"))
                .assertNext(live -> assertThat(live.columns().subList(1, 3))
                        .isEqualTo(amounts.definition().columns().subList(1, 3)))
                .verifyComplete();
    }

    @Test
    void amountsInArrays() {
        Table held = Table.of("held_amounts", metadata, column("v", array(INTERVAL)));
        Duration[] values = {Duration.ofDays(2), null, Duration.ofNanos(-1_000), LONGEST};
        StepVerifier.create(held.create(db)
                        .then(held.insert().values("v", values).executeOn(db))
                        .then(held.select().oneOn(db))
                        .map(row -> row.get("v", Duration[].class)))
                .assertNext(read -> assertThat(read).containsExactly(values))
                .verifyComplete();
    }

    @Test
    void whatOthersWroteIsAnAmountOrAnError() {
        if (database.kind() != DatabaseKind.POSTGRES) {
            return;
        }
        Engine binary = Engine.create(database.url() + "?forceBinary=true");
        for (Engine engine : List.of(db, binary)) {
            for (String style : List.of("postgres", "iso_8601", "sql_standard", "postgres_verbose")) {
                String sql = "interval '-3 days 04:05:06.000007'";
                Select query = select(
                                text(sql, INTERVAL).as("v"),
                                text("interval '2 days'", INTERVAL).as("w"),
                                text("interval '0'", INTERVAL).as("zero"),
                                text("interval '-1 hours'", INTERVAL).as("back"),
                                text("interval '1 days 2 hours'", INTERVAL).as("forth"),
                                text("ARRAY[interval '1 days 2 hours', '0', NULL]", array(INTERVAL))
                                        .as("many"),
                                multiset(select(text("ARRAY[interval '1 days 2 hours', '0']", array(INTERVAL))
                                                .as("many")))
                                        .as("nested"))
                        .where(value(1, INTEGER).eq(1));
                StepVerifier.create(engine.inConnection(connection -> text("SET intervalstyle = '" + style + "'")
                                .runOn(connection)
                                .then(query.oneOn(connection))))
                        .as(style)
                        .assertNext(row -> {
                            assertThat(row.values().subList(0, 5))
                                    .containsExactly(
                                            Duration.ofDays(-3)
                                                    .plusHours(4)
                                                    .plusMinutes(5)
                                                    .plusNanos(6_000_007_000L),
                                            Duration.ofDays(2),
                                            Duration.ZERO,
                                            Duration.ofHours(-1),
                                            Duration.ofHours(26));
                            assertThat(row.get("many", Duration[].class))
                                    .containsExactly(Duration.ofHours(26), Duration.ZERO, null);
                            assertThat(row.get("nested"))
                                    .asInstanceOf(list(Row.class))
                                    .singleElement()
                                    .satisfies(inner -> assertThat(inner.get("many", Duration[].class))
                                            .containsExactly(Duration.ofHours(26), Duration.ZERO));
                        })
                        .verifyComplete();
            }
        }
        Select months = select(text("interval '1 year 2 days'", INTERVAL).as("v"))
                .where(value(1, INTEGER).eq(1));
        StepVerifier.create(db.inConnection(connection ->
                        text("SET intervalstyle = 'postgres'").runOn(connection).then(months.oneOn(connection))))
                .verifyErrorMessage(
                        "The database holds '1 year 2 days', which java.time cannot read: '1 year 2 days' is no "
                                + "amount of days, hours, minutes and seconds");
        StepVerifier.create(months.oneOn(binary))
                .verifyErrorMessage(
                        "The database holds a value, which java.time cannot read: it has months, which are of no "
                                + "one length");
        binary.close().block(LIMIT);
    }
}
