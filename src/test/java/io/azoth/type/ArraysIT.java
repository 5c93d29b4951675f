package io.azoth.type;

import static io.azoth.schema.Schema.assigned;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.BOOLEAN;
import static io.azoth.type.SqlTypes.BYTES;
import static io.azoth.type.SqlTypes.DATE;
import static io.azoth.type.SqlTypes.DOUBLE;
import static io.azoth.type.SqlTypes.INSTANT;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.JSON;
import static io.azoth.type.SqlTypes.REAL;
import static io.azoth.type.SqlTypes.SMALLINT;
import static io.azoth.type.SqlTypes.TEXT;
import static io.azoth.type.SqlTypes.TIME;
import static io.azoth.type.SqlTypes.TIMESTAMP;
import static io.azoth.type.SqlTypes.UUID;
import static io.azoth.type.SqlTypes.array;
import static io.azoth.type.SqlTypes.enumByName;
import static io.azoth.type.SqlTypes.enumNative;
import static io.azoth.type.SqlTypes.numeric;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.reflect.Inspector;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Arrays of every type, with nulls in them, of arrays, empty ones: what goes in comes out. */
@Databases
class ArraysIT extends RoundTrip {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static int tables;

    ArraysIT(TestDatabase database) {
        super(database);
    }

    private enum Mood {
        HAPPY,
        SAD
    }

    /** Arrays one by one, and all in one statement. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    private <T> void comeBack(SqlType<T> type, T... values) {
        MetaData metadata = new MetaData();
        Table table = Table.of(
                "arrays_" + ++tables, metadata, column("id", INTEGER, primaryKey(), assigned()), column("v", type));
        List<List<?>> rows = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            rows.add(Arrays.asList(values.length + i, values[i]));
        }
        StepVerifier.create(metadata.createAll(db)
                        .thenMany(Flux.range(0, values.length))
                        .concatMap(i ->
                                table.insert().values("id", i, "v", values[i]).executeOn(db))
                        .then(table.insert().rows(table.columns(), rows).executeOn(db))
                        .thenMany(table.select().orderBy(table.c("id")).executeOn(db))
                        .map(row -> Objects.requireNonNull(row.get("v", type.javaType())))
                        .collectList())
                .assertNext(read -> {
                    assertThat(read).hasSize(2 * values.length);
                    for (int i = 0; i < read.size(); i++) {
                        T value = values[i % values.length];
                        assertThat(read.get(i)).isInstanceOf(type.javaType());
                        assertThat(Arrays.deepEquals(new Object[] {read.get(i)}, new Object[] {value}))
                                .as("%s: %s", type, Arrays.deepToString(new Object[] {read.get(i), value}))
                                .isTrue();
                    }
                })
                .expectComplete()
                .verify(LIMIT);
        StepVerifier.create(metadata.dropAll(db)).verifyComplete();
    }

    @Test
    void nullElementsOfEveryType() {
        comeBack(array(SMALLINT), new Short[] {1, null}, new Short[] {null}, new Short[0]);
        comeBack(array(INTEGER), new Integer[] {1, null, 3}, new Integer[] {null, null});
        comeBack(array(BIGINT), new Long[] {null, Long.MIN_VALUE});
        comeBack(array(REAL), new Float[] {null, 1.5f});
        comeBack(array(DOUBLE), new Double[] {null, -0.1, Double.NaN, Double.POSITIVE_INFINITY});
        comeBack(array(numeric(12, 3)), new BigDecimal[] {null, new BigDecimal("-1.250")});
        comeBack(array(BOOLEAN), new Boolean[] {true, null, false});
        comeBack(array(TEXT), new String[] {null, "", "NULL", "null", "{a}", "a\\b'c\"", "漢 \uD83D\uDE00"});
        comeBack(array(UUID), new java.util.UUID[] {null, new java.util.UUID(1, -2)});
        comeBack(array(DATE), new LocalDate[] {null, LocalDate.of(2024, 2, 29)});
        comeBack(array(TIME), new LocalTime[] {null, LocalTime.of(23, 59, 59, 999_999_000)});
        comeBack(array(TIMESTAMP), new LocalDateTime[] {null, LocalDateTime.of(1, 1, 1, 0, 0, 0, 1_000)});
        comeBack(array(INSTANT), new Instant[] {null, Instant.parse("2024-03-31T01:30:00.000001Z")});
        comeBack(array(enumByName(Mood.class)), new Mood[] {Mood.SAD, null});
        comeBack(array(enumNative(Mood.class, "array_moods")), new Mood[] {null, Mood.HAPPY});
    }

    @Test
    void bytesAndDocuments() {
        comeBack(array(BYTES), new byte[][] {{}, null, {0, 1, -1, '"', '\\'}});
        comeBack(array(JSON), new String[] {"[1]", null, "\"a\\\\b'c\\\"\"", "null", "7"});
    }

    @Test
    void arraysOfArrays() {
        comeBack(array(array(INTEGER)), new Integer[][] {{1, null}, {3, 4}}, new Integer[][] {{5}}, new Integer[0][]);
        comeBack(array(array(TEXT)), new String[][] {{"", "{a,b}", "NULL"}, {null, "a\\b'c\"", "}"}});
        comeBack(array(array(INSTANT)), new Instant[][] {{Instant.EPOCH}, {Instant.parse("9999-12-31T23:59:59Z")}});
        comeBack(array(array(numeric(6, 2))), new BigDecimal[][] {{new BigDecimal("1.50")}, {new BigDecimal("-2.00")}});
        comeBack(array(array(enumByName(Mood.class))), new Mood[][] {{Mood.HAPPY, null}});
        comeBack(array(array(array(BIGINT))), new Long[][][] {{{1L, 2L}, {3L, null}}, {{5L, 6L}, {7L, 8L}}});
    }

    @Test
    void innerArraysOfOtherLengthsWhereTheDatabaseHasThem() {
        if (database.kind() != DatabaseKind.POSTGRES) { // whose arrays are boxes
            comeBack(array(array(INTEGER)), new Integer[][] {{1, 2}, {}, {3}}, new Integer[][] {{}});
            comeBack(array(array(TEXT)), new String[][] {{"a"}, null});
            return;
        }
        Table table = Table.of("boxes", new MetaData(), column("v", array(array(INTEGER))));
        StepVerifier.create(table.create(db)
                        .then(table.insert()
                                .values("v", new Integer[][] {{1, 2}, {3}})
                                .executeOn(db)))
                .verifyErrorSatisfies(error -> assertThat(error).hasMessageContaining("malformed array literal"));
        StepVerifier.create(table.drop(db)).verifyComplete();
    }

    @Test
    void arraysOfArraysAreReadBackFromTheLiveSchema() {
        MetaData metadata = new MetaData();
        Table table = Table.of(
                "deep",
                metadata,
                column("one", array(INTEGER)),
                column("two", array(array(INTEGER))),
                column("three", array(array(array(TEXT)))));
        StepVerifier.create(metadata.createAll(db).then(Inspector.of(db).table("deep")))
                .expectNext(table.definition())
                .verifyComplete();
        StepVerifier.create(metadata.dropAll(db)).verifyComplete();
    }

    @Test
    void anArrayIsFoundByItself() {
        MetaData metadata = new MetaData();
        Table table = Table.of("found", metadata, column("v", array(INTEGER)), column("w", array(array(TEXT))));
        Integer[] numbers = {1, -2, 3};
        String[][] words = {{"a", "NULL"}, {"", "b"}};
        StepVerifier.create(metadata.createAll(db)
                        .then(table.insert().values("v", numbers, "w", words).executeOn(db))
                        .thenMany(table.select()
                                .where(table.c("v", Integer[].class).eq(numbers))
                                .where(table.c("w", String[][].class).eq(words))
                                .executeOn(db)))
                .expectNextCount(1)
                .verifyComplete();
        StepVerifier.create(metadata.dropAll(db)).verifyComplete();
    }
}
