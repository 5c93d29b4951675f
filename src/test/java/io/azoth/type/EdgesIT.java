package io.azoth.type;

import static io.azoth.schema.Schema.assigned;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.type.SqlTypes.BYTES;
import static io.azoth.type.SqlTypes.DATE;
import static io.azoth.type.SqlTypes.DOUBLE;
import static io.azoth.type.SqlTypes.INSTANT;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.JSON;
import static io.azoth.type.SqlTypes.NUMERIC;
import static io.azoth.type.SqlTypes.TEXT;
import static io.azoth.type.SqlTypes.TIME;
import static io.azoth.type.SqlTypes.TIMESTAMP;
import static io.azoth.type.SqlTypes.array;
import static io.azoth.type.SqlTypes.enumNative;
import static io.azoth.type.SqlTypes.enumeration;
import static io.azoth.type.SqlTypes.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.io.File;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Where types usually break: other zones, odd labels, large documents, conversions that fail. */
@Databases
class EdgesIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static int tables;

    private final TestDatabase database;
    private final boolean postgres;
    private final MetaData metadata = new MetaData();
    private Engine db;

    EdgesIT(TestDatabase database) {
        this.database = database;
        this.postgres = database.kind() == DatabaseKind.POSTGRES;
    }

    @BeforeEach
    void open() {
        db = Engine.create(database.url());
    }

    @AfterEach
    void close() {
        metadata.dropAll(db).then(db.close()).block(LIMIT);
    }

    /** A new one each time: a driver keeps what it has prepared by its text, with the types that the columns had. */
    private static String name() {
        return "held_" + ++tables;
    }

    private <T> Table table(SqlType<T> type) {
        Table table = Table.of(name(), metadata, column("id", INTEGER, primaryKey(), assigned()), column("v", type));
        StepVerifier.create(table.create(db)).verifyComplete();
        return table;
    }

    private <T> Mono<T> stored(Table table, int id, T value, SqlType<T> type) {
        return table.insert()
                .values("id", id, "v", value)
                .executeOn(db)
                .then(table.select().where(table.c("id", Integer.class).eq(id)).oneOn(db))
                .mapNotNull(row -> row.get("v", type.javaType()));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private <T> void comesBack(SqlType<T> type, T... values) {
        MetaData own = new MetaData();
        Table table = Table.of(name(), own, column("id", INTEGER, primaryKey(), assigned()), column("v", type));
        StepVerifier.create(own.createAll(db)).verifyComplete();
        for (int i = 0; i < values.length; i++) {
            T value = values[i];
            StepVerifier.create(stored(table, i, value, type))
                    .assertNext(read -> assertThat(Arrays.deepEquals(new Object[] {read}, new Object[] {value}))
                            .as("%s: %s", type, read)
                            .isTrue())
                    .expectComplete()
                    .verify(LIMIT);
        }
        StepVerifier.create(own.dropAll(db)).verifyComplete();
    }

    @Test
    void theZoneOfTheJvmShiftsNothing() {
        TimeZone before = TimeZone.getDefault();
        Table table = Table.of(
                "zoned",
                metadata,
                column("id", INTEGER, primaryKey(), assigned()),
                column("d", DATE),
                column("t", TIME),
                column("ts", TIMESTAMP),
                column("m", INSTANT));
        StepVerifier.create(table.create(db)).verifyComplete();
        // Each of these is skipped or repeated by the clocks of one of the zones.
        List<LocalDateTime> times = List.of(
                LocalDateTime.of(2024, 3, 10, 2, 30),
                LocalDateTime.of(2024, 11, 3, 1, 30),
                LocalDateTime.of(2011, 12, 30, 12, 0),
                LocalDateTime.of(1900, 1, 1, 0, 0, 0, 1_000),
                LocalDateTime.of(1, 1, 1, 0, 0));
        try {
            int id = 0;
            for (String zone : List.of("America/New_York", "Pacific/Apia", "Asia/Kathmandu")) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                Engine there = Engine.create(database.url());
                for (LocalDateTime time : times) {
                    Instant moment = time.toInstant(java.time.ZoneOffset.UTC);
                    LocalDate date = time.toLocalDate();
                    StepVerifier.create(table.insert()
                                    .values("id", ++id, "d", date, "t", time.toLocalTime(), "ts", time, "m", moment)
                                    .executeOn(there)
                                    .then(table.select()
                                            .where(table.c("m", Instant.class).eq(moment))
                                            .where(table.c("ts", LocalDateTime.class)
                                                    .eq(time))
                                            .where(table.c("id", Integer.class).eq(id))
                                            .oneOn(there)))
                            .as(zone + " " + time)
                            .assertNext(
                                    row -> assertThat(row.values()).endsWith(date, time.toLocalTime(), time, moment))
                            .expectComplete()
                            .verify(LIMIT);
                }
                there.close().block(LIMIT);
            }
        } finally {
            TimeZone.setDefault(before);
        }
        StepVerifier.create(table.select().orderBy(table.c("id")).executeOn(db).take(times.size()))
                .thenConsumeWhile(row -> {
                    LocalDateTime time = times.get(row.get("id", Integer.class) - 1);
                    assertThat(row.get("ts")).isEqualTo(time);
                    assertThat(row.get("m")).isEqualTo(time.toInstant(java.time.ZoneOffset.UTC));
                    return true;
                })
                .verifyComplete();
    }

    @Test
    void labelsMayHaveQuotesAndBackslashes() {
        comesBack(enumeration("odd label", List.of("it's", "a\"b", "a\\b", "ä 漢", "")), "it's", "a\"b", "a\\b", "ä 漢");
    }

    enum Mood {
        HAPPY,
        SAD
    }

    @Test
    void arraysOfLabelsDocumentsAndBytes() {
        comesBack(array(enumNative(Mood.class, "moods")), new Mood[0], new Mood[] {Mood.SAD, Mood.HAPPY});
        comesBack(
                array(enumeration("odd", List.of("it's", "a\"b", "a\\b", "NULL", "{}", "a,b"))),
                new String[][] {{"it's", "a\"b", "a\\b", "NULL", "{}", "a,b"}});
        comesBack(array(JSON), new String[] {"[1]", "\"a\\\\b'c\\\"\"", "null"});
        comesBack(array(BYTES), new byte[][][] {{{}, {0, 1, -1}, {'"', '\\', ','}}});
    }

    @Test
    void theSignOfZeroIsKeptByPostgres() {
        Table table = table(DOUBLE);
        StepVerifier.create(stored(table, 1, -0.0, DOUBLE))
                .assertNext(read -> {
                    assertThat((double) read).isZero();
                    if (postgres) {
                        assertThat(read).isEqualTo(-0.0);
                    }
                })
                .verifyComplete();
    }

    @Test
    void nulInTextIsRefusedByPostgresInItsWords() {
        Table table = table(TEXT);
        Mono<String> stored = stored(table, 1, "a\0b", TEXT);
        if (postgres) {
            StepVerifier.create(stored).verifyErrorSatisfies(error -> {
                assertThat(error).hasMessageContaining("invalid byte sequence for encoding \"UTF8\": 0x00");
                assertThat(((AzothException) error).code()).isEqualTo(ErrorCode.DATABASE_ERROR);
            });
        } else {
            StepVerifier.create(stored).expectNext("a\0b").verifyComplete();
        }
    }

    @Test
    void numbersOfManyDigitsAndNegativeScale() {
        comesBackEqual(
                new BigDecimal("123456789012345678901234567890"),
                new BigDecimal("-1E+30"),
                new BigDecimal("1.50E+2"),
                new BigDecimal("0E+5"),
                new BigDecimal("0.000000000000000000000000000001"));
    }

    private void comesBackEqual(BigDecimal... values) {
        Table table = table(NUMERIC);
        int id = 0;
        for (BigDecimal value : values) {
            StepVerifier.create(stored(table, ++id, value, NUMERIC))
                    .assertNext(read -> assertThat(read).isEqualByComparingTo(value))
                    .verifyComplete();
        }
    }

    @Test
    void documentsOfAMegabyteAndOfManyAlphabets() {
        String large = "{\"k\":\"" + "x漢ä\uD83D\uDE00".repeat(100_000) + "\"}";
        Table table = table(JSON);
        StepVerifier.create(stored(table, 1, large, JSON))
                .assertNext(read -> assertThat(read.replace("\": ", "\":")).isEqualTo(large))
                .expectComplete()
                .verify(LIMIT);
    }

    /** Lines of words; not a line of Jackson in it. */
    private static final class Words implements JsonMapper {
        @Override
        public String write(Object value, Type type) {
            return "[\"" + String.join("\",\"", ((Title) value).words()) + "\"]";
        }

        @Override
        public Object read(String json, Type type) {
            assertThat(type).isEqualTo(Title.class);
            return new Title(List.of(json.substring(2, json.length() - 2).split("\",\\s*\"", -1)));
        }
    }

    record Title(List<String> words) {}

    @Test
    void anyMapperMakesDocumentsOfObjects() {
        comesBack(json(Title.class, new Words()), new Title(List.of("a", "zwölf", "漢字 \uD83D\uDE00")));
    }

    @Test
    void typesNeedNoJackson() throws Exception {
        List<URL> others = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> !path.contains("jackson"))
                .map(EdgesIT::url)
                .toList();
        try (URLClassLoader loader =
                new URLClassLoader(others.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            Class<?> types = Class.forName("io.azoth.type.SqlTypes", true, loader);
            Class<?> mapper = Class.forName("io.azoth.type.JsonMapper", true, loader);
            assertThat(types.getMethod("json", Class.class, mapper).invoke(null, String.class, null))
                    .hasToString("JSON");
            assertThat(Class.forName("io.azoth.engine.Engine", true, loader)
                            .getMethod("create", String.class)
                            .invoke(null, "r2dbc:h2:mem:///none"))
                    .isNotNull();
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> Class.forName("com.fasterxml.jackson.databind.ObjectMapper", true, loader)))
                    .isInstanceOf(ClassNotFoundException.class);
        }
    }

    private static URL url(String path) {
        try {
            return new File(path).toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private record Fussy(boolean inward) implements TypeAdapter<Integer, String> {
        @Override
        public Class<Integer> javaType() {
            return Integer.class;
        }

        @Override
        public String toStored(Integer value) {
            if (inward && value == 13) {
                throw new IllegalArgumentException("13 brings bad luck");
            }
            return value.toString();
        }

        @Override
        public Integer fromStored(String stored) {
            return Integer.parseInt(stored);
        }
    }

    @Test
    void anAdapterThatThrowsIsAnErrorAndTheConnectionLives() {
        SqlType<Integer> type = TEXT.adapted(new Fussy(true));
        Table table = table(type);
        StepVerifier.create(stored(table, 1, 13, type))
                .verifyErrorSatisfies(error -> assertThat(error).hasStackTraceContaining("13 brings bad luck"));
        StepVerifier.create(stored(table, 2, 14, type)).expectNext(14).verifyComplete();
        database.run("INSERT INTO " + table.name() + " (id, v) VALUES (3, 'many')");
        StepVerifier.create(table.select().executeOn(db).then())
                .verifyErrorSatisfies(error -> assertThat(error).hasStackTraceContaining("For input string: \"many\""));
        StepVerifier.create(stored(table, 4, 15, type)).expectNext(15).verifyComplete();
    }

    @Test
    void theFirstAndLastOfEachTemporalComeBack() {
        comesBack(DATE, LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31), LocalDate.of(1582, 10, 10));
        comesBack(TIME, LocalTime.MIN, LocalTime.of(23, 59, 59, 999_999_000));
        comesBack(
                TIMESTAMP,
                LocalDateTime.of(1, 1, 1, 0, 0),
                LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000),
                LocalDateTime.of(1582, 10, 10, 0, 0));
        comesBack(INSTANT, Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59.999999Z"));
    }

    @Test
    void nullIsNullInEveryType() {
        for (SqlType<?> type : List.of(
                SqlTypes.SMALLINT,
                INTEGER,
                SqlTypes.BIGINT,
                SqlTypes.REAL,
                DOUBLE,
                NUMERIC,
                SqlTypes.BOOLEAN,
                TEXT,
                SqlTypes.varchar(3),
                SqlTypes.character(3),
                BYTES,
                DATE,
                TIME,
                TIMESTAMP,
                INSTANT,
                SqlTypes.UUID,
                JSON,
                SqlTypes.DURATION,
                SqlTypes.PERIOD,
                array(INTEGER),
                array(enumNative(Mood.class, "moods")))) {
            MetaData own = new MetaData();
            Table table = Table.of(name(), own, column("id", INTEGER, primaryKey(), assigned()), column("v", type));
            StepVerifier.create(own.createAll(db)
                            .then(table.insert()
                                    .values("id", 1, "v", (@Nullable Object) null)
                                    .executeOn(db))
                            .then(table.select().where(table.c("v").isNull()).oneOn(db)))
                    .as(type.toString())
                    .assertNext(row -> assertThat(row.get("v")).isNull())
                    .verifyComplete();
            own.dropAll(db).block(LIMIT);
        }
    }
}
