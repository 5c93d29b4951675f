package io.azoth.engine;

import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.schema.Column;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.sql.Parameters;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import io.azoth.type.TypeAdapter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** Values of each type go into the database and come back as they were, null included. */
@Databases
class TypesIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestDatabase database;
    private final Engine db;
    private static int tables;

    TypesIT(TestDatabase database) {
        this.database = database;
        this.db = Engine.create(database.url());
    }

    @AfterEach
    void close() {
        db.close().block(LIMIT);
    }

    @Test
    void numbersKeepTheirValue() {
        keeps(SqlTypes.SMALLINT, (short) 0, Short.MIN_VALUE, Short.MAX_VALUE);
        keeps(SqlTypes.INTEGER, 0, Integer.MIN_VALUE, Integer.MAX_VALUE);
        keeps(SqlTypes.BIGINT, 0L, Long.MIN_VALUE, Long.MAX_VALUE);
        keeps(SqlTypes.REAL, 0f, -1.5f, Float.MAX_VALUE);
        keeps(SqlTypes.DOUBLE, 0d, -1.5d, Double.MAX_VALUE, Double.MIN_NORMAL);
        keeps(SqlTypes.numeric(30, 2), new BigDecimal("0.00"), new BigDecimal("12345678901234567890.12"));
        keeps(SqlTypes.BOOLEAN, true, false);
    }

    @Test
    void textAndBytesKeepEveryCharacter() {
        keeps(SqlTypes.varchar(40), "", "plain", "O'Brien; -- \"$1\" ? :name", "日本語 🎉");
        keeps(SqlTypes.TEXT, "x".repeat(100_000), "line\nline\ttab");
        keeps(SqlTypes.BYTES, new byte[0], new byte[] {0, 1, -1, 127, -128}, new byte[70_000]);
        keeps(SqlTypes.JSON, "[12]");
        keeps(SqlTypes.UUID, UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"), new UUID(0, 0));
    }

    @Test
    void momentsKeepTheirMicroseconds() {
        keeps(SqlTypes.DATE, LocalDate.of(2026, 2, 28), LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31));
        keeps(SqlTypes.TIME, LocalTime.of(13, 5), LocalTime.MIDNIGHT, LocalTime.of(23, 59, 59, 999_999_000));
        keeps(
                SqlTypes.TIMESTAMP,
                LocalDateTime.of(2026, 10, 25, 2, 30),
                LocalDateTime.of(2026, 1, 1, 0, 0, 0, 1_000),
                LocalDateTime.of(1900, 1, 1, 0, 0));
        keeps(SqlTypes.INSTANT, Instant.parse("2026-03-29T01:30:00.123456Z"), Instant.EPOCH);
    }

    @Test
    void aMomentWithAnOffsetComesBackAsTheSameMoment() {
        OffsetDateTime given = OffsetDateTime.of(2026, 6, 1, 12, 0, 0, 0, ZoneOffset.ofHours(5));

        OffsetDateTime read = roundTrip(SqlTypes.TIMESTAMP_TZ, List.of(given)).get(0);

        assertThat(read.toInstant()).isEqualTo(given.toInstant());
    }

    @Test
    void aUsersOwnTypeIsStoredAsItsBase() {
        keeps(SqlTypes.varchar(20).adapted(new ColorAdapter()), Color.RED, Color.GREEN);
    }

    @Test
    void momentsInTextSortAsMoments() {
        Samples<LocalDateTime> samples = new Samples<>("sorted", SqlTypes.TIMESTAMP);
        LocalDateTime first = LocalDateTime.of(2026, 1, 1, 9, 0);
        LocalDateTime later = first.plusNanos(1_000);
        StepVerifier.create(samples.create(db)
                        .then(db.execute(
                                samples.insert(),
                                List.of(row("id", 1, "sample", later), row("id", 2, "sample", first))))
                        .thenMany(db.fetch(
                                samples.select().where(samples.sample.ge(first)).orderBy(samples.sample),
                                Parameters.NONE))
                        .map(found -> found.get(samples.sample)))
                .expectNext(first, later)
                .verifyComplete();
    }

    @Test
    void textOfUnknownShapeBringsTheDatabasesClasses() {
        StepVerifier.create(db.fetch(
                        text("SELECT 1 AS one, 'x' AS letter, CAST(NULL AS INTEGER) AS absent"), Parameters.NONE))
                .assertNext(found -> {
                    assertThat(found.names()).map(String::toLowerCase).containsExactly("one", "letter", "absent");
                    assertThat(found.get("ONE")).isEqualTo(1);
                    assertThat(found.get("letter")).isEqualTo("x");
                    assertThat(found.get("absent")).isNull();
                })
                .verifyComplete();
    }

    @Test
    void arraysKeepTheirElements() {
        if (database.kind() != DatabaseKind.POSTGRES) {
            return; // H2 has arrays whose element type the driver guesses, SQLite has none
        }
        StepVerifier.create(roundTripOf(SqlTypes.array(SqlTypes.INTEGER), new Integer[] {1, null, 3}))
                .assertNext(read -> assertThat(read).containsExactly(1, null, 3))
                .verifyComplete();
        StepVerifier.create(roundTripOf(SqlTypes.array(SqlTypes.TEXT), new String[] {"a,b", "\"", null}))
                .assertNext(read -> assertThat(read).containsExactly("a,b", "\"", null))
                .verifyComplete();
    }

    private <T> reactor.core.publisher.Mono<T> roundTripOf(SqlType<T> type, T value) {
        Samples<T> samples = new Samples<>("arrays_" + type.shape().element().kind(), type);
        return samples.create(db)
                .then(db.execute(samples.insert(), List.of(row("id", 1, "sample", value))))
                .then(db.fetch(samples.select(), Parameters.NONE).single())
                .map(found -> found.get(samples.sample));
    }

    /** As single inserts, as one insert of many rows, and as a bind of a condition. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    private <T> void keeps(SqlType<T> type, T... values) {
        List<T> given = new ArrayList<>(List.of(values));
        given.add(null);

        assertThat(roundTrip(type, given))
                .as(type.toString())
                .usingRecursiveComparison()
                .isEqualTo(given);
    }

    private <T> List<T> roundTrip(SqlType<T> type, List<T> given) {
        Samples<T> samples = new Samples<>("samples_" + ++tables, type);
        List<Parameters> rows = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            rows.add(row("id", i, "sample", given.get(i)));
        }
        List<T> read = new ArrayList<>();
        StepVerifier.create(samples.create(db)
                        .then(db.execute(samples.insert(), rows))
                        .then(db.execute(samples.insert(), List.of(row("id", 1_000, "sample", given.get(0)))))
                        .thenMany(db.fetch(samples.select().orderBy(samples.id), Parameters.NONE)))
                .thenConsumeWhile(row -> read.add(row.get(samples.sample)))
                .expectComplete()
                .verify(LIMIT);
        assertThat(read.get(given.size())).usingRecursiveComparison().isEqualTo(read.get(0));
        return read.subList(0, given.size());
    }

    private static final class Samples<T> extends Table {
        final Column<Integer> id = column("id", SqlTypes.INTEGER, primaryKey());
        final Column<T> sample;

        Samples(String name, SqlType<T> type) {
            super(name.toLowerCase(java.util.Locale.ROOT), new MetaData());
            sample = column("sample", type);
        }
    }

    enum Color {
        RED,
        GREEN
    }

    private record ColorAdapter() implements TypeAdapter<Color, String> {
        @Override
        public Class<Color> javaType() {
            return Color.class;
        }

        @Override
        public String toStored(Color value) {
            return value.name().toLowerCase(java.util.Locale.ROOT);
        }

        @Override
        public Color fromStored(String stored) {
            return Color.valueOf(stored.toUpperCase(java.util.Locale.ROOT));
        }
    }
}
