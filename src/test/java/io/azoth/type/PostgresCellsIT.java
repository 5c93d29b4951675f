package io.azoth.type;

import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.text;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.DATE;
import static io.azoth.type.SqlTypes.DOUBLE;
import static io.azoth.type.SqlTypes.INSTANT;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.JSON;
import static io.azoth.type.SqlTypes.NUMERIC;
import static io.azoth.type.SqlTypes.SMALLINT;
import static io.azoth.type.SqlTypes.TEXT;
import static io.azoth.type.SqlTypes.TIME;
import static io.azoth.type.SqlTypes.TIMESTAMP;
import static io.azoth.type.SqlTypes.TIMESTAMP_TZ;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.Executor;
import io.azoth.sql.Select;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/**
 * What PostgreSQL sends is read right, as text, and in the binary form that a user's {@code forceBinary} asks for; what
 * the driver would garble is an error.
 */
@Databases(DatabaseKind.POSTGRES)
class PostgresCellsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String GARBLED = " came in a binary form that the driver cannot read; connect without "
            + "forceBinary, or cast the column to text";

    private final TestDatabase database;
    private Engine db;
    private Engine binary;

    PostgresCellsIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        db = Engine.create(database.url());
        binary = Engine.create(database.url() + "?forceBinary=true");
        database.run(
                "DO $$ BEGIN CREATE TYPE mood AS ENUM ('sad', 'it''s \"ok\"'); EXCEPTION WHEN duplicate_object THEN END $$",
                "DO $$ BEGIN CREATE TYPE pair AS (a int, b text); EXCEPTION WHEN duplicate_object THEN END $$");
    }

    @AfterEach
    void close() {
        db.close().then(binary.close()).block(LIMIT);
    }

    /** With a parameter, so that the driver prepares it and {@code forceBinary} has its effect. */
    private static <T> Mono<T> read(Executor executor, String expression, SqlType<T> type) {
        Select query =
                select(text(expression, type).as("v")).where(value(1, INTEGER).eq(1));
        return query.oneOn(executor).mapNotNull(row -> row.get("v", type.javaType()));
    }

    private <T> void isRead(String expression, SqlType<T> type, T expected) {
        for (Engine engine : List.of(db, binary)) {
            StepVerifier.create(read(engine, expression, type))
                    .as(expression)
                    .expectNext(expected)
                    .verifyComplete();
        }
    }

    /** As text by default; as an error that names the type where a user wants binary. */
    private void isText(String expression, String expected, String name) {
        for (SqlType<?> type : List.of(TEXT, SqlTypes.other("x"))) {
            StepVerifier.create(read(db, expression, type).map(String::valueOf))
                    .as(expression)
                    .expectNext(expected)
                    .verifyComplete();
        }
        isGarbledInBinary(expression, name);
        isRead("CAST(" + expression + " AS text)", TEXT, expected);
    }

    private void isGarbledInBinary(String expression, String name) {
        for (SqlType<?> type : List.of(TEXT, SqlTypes.other("x"))) {
            StepVerifier.create(read(binary, expression, type)).verifyErrorSatisfies(error -> {
                assertThat(error).hasMessageMatching("A column of " + name + GARBLED);
                assertThat(((AzothException) error).code()).isEqualTo(ErrorCode.VALUE_CONVERSION);
            });
        }
    }

    private static String own() {
        return "a type of the database's own \\(oid \\d+\\)";
    }

    @Test
    void moments() {
        isRead("timestamptz '2024-03-31 01:30:00.000001+00'", INSTANT, Instant.parse("2024-03-31T01:30:00.000001Z"));
        isRead("timestamptz '1969-12-31 23:59:59.5+00'", INSTANT, Instant.parse("1969-12-31T23:59:59.5Z"));
        isRead("timestamptz '20000-01-01 00:00+00'", INSTANT, Instant.parse("+20000-01-01T00:00:00Z"));
        isRead("timestamptz '0044-03-15 12:00+00 BC'", INSTANT, Instant.parse("-0043-03-15T12:00:00Z"));
        isRead("timestamptz 'infinity'", TIMESTAMP_TZ, OffsetDateTime.MAX);
        isRead("timestamptz '-infinity'", TIMESTAMP_TZ, OffsetDateTime.MIN);
    }

    @Test
    void timestamps() {
        isRead("timestamp '2024-02-29 12:00:00.123'", TIMESTAMP, LocalDateTime.parse("2024-02-29T12:00:00.123"));
        isRead("timestamp '0001-01-01 00:00 BC'", TIMESTAMP, LocalDateTime.of(0, 1, 1, 0, 0));
        isRead(
                "timestamp '294276-12-31 23:59:59.999999'",
                TIMESTAMP,
                LocalDateTime.parse("+294276-12-31T23:59:59.999999"));
        isRead("timestamp 'infinity'", TIMESTAMP, LocalDateTime.MAX);
        isRead("timestamp '-infinity'", TIMESTAMP, LocalDateTime.MIN);
    }

    @Test
    void datesAndTimes() {
        isRead("date '2024-02-29'", DATE, LocalDate.of(2024, 2, 29));
        isRead("date '4713-01-01 BC'", DATE, LocalDate.of(-4712, 1, 1));
        isRead("date '5874897-12-31'", DATE, LocalDate.of(5_874_897, 12, 31));
        isRead("date 'infinity'", DATE, LocalDate.MAX);
        isRead("date '-infinity'", DATE, LocalDate.MIN);
        isRead("time '00:00'", TIME, LocalTime.MIDNIGHT);
        isRead("time '23:59:59.999999'", TIME, LocalTime.of(23, 59, 59, 999_999_000));
    }

    @Test
    void offsetsOfHoursMinutesAndSeconds() {
        for (String zone : List.of("UTC", "Asia/Kolkata", "America/St_Johns", "Europe/Berlin", "America/New_York")) {
            StepVerifier.create(db.inConnection(connection -> text("SET TIME ZONE '" + zone + "'")
                            .runOn(connection)
                            .then(read(connection, "timestamptz '1880-06-01 12:00:00.25+00'", INSTANT)
                                    .zipWhen(old -> read(connection, "timestamptz '2024-10-27 00:30+00'", INSTANT)))))
                    .as(zone)
                    .assertNext(read -> {
                        assertThat(read.getT1()).isEqualTo(Instant.parse("1880-06-01T12:00:00.25Z"));
                        assertThat(read.getT2()).isEqualTo(Instant.parse("2024-10-27T00:30:00Z"));
                    })
                    .verifyComplete();
        }
    }

    @Test
    void theLastMomentOfADayIsNoLocalTime() {
        StepVerifier.create(read(db, "time '24:00'", TIME))
                .verifyErrorMessage("The database holds '24:00:00', which java.time cannot read: Invalid value for "
                        + "HourOfDay (valid values 0 - 23): 24");
    }

    @Test
    void anotherDateStyleIsAnErrorAndNoOtherDay() {
        StepVerifier.create(db.inConnection(connection -> text("SET DateStyle = 'German'")
                        .runOn(connection)
                        .then(read(connection, "date '2024-02-03'", DATE))))
                .verifyErrorMessage(
                        "The database holds '03.02.2024', which java.time cannot read: it is not the text of "
                                + "ISO that DateStyle asks for by default");
    }

    @Test
    void temporalsOfAnotherTypeAreConvertedAsTheDriverDoes() {
        isRead("timestamp '2024-02-29 12:00'", DATE, LocalDate.of(2024, 2, 29));
        StepVerifier.create(read(db, "'x'::text", DATE))
                .verifyErrorMessage(
                        "A column of the type TEXT does not become LocalDate; declare the column with the type "
                                + "that it has in the database");
    }

    @Test
    void numbersThatAreNone() {
        for (String none : List.of("NaN", "Infinity", "-Infinity")) {
            StepVerifier.create(read(db, "numeric '" + none + "'", NUMERIC))
                    .verifyErrorMessage("The database holds " + none
                            + ", which BigDecimal has not; keep such values in DOUBLE PRECISION");
            StepVerifier.create(read(binary, "numeric '" + none + "'", NUMERIC))
                    .verifyErrorMessage(
                            "The database holds NaN or an infinity, which BigDecimal has not; keep such values "
                                    + "in DOUBLE PRECISION");
        }
        isRead("numeric '-12345678901234567890.123456789'", NUMERIC, new BigDecimal("-12345678901234567890.123456789"));
        isRead("numeric '0.00001000'", NUMERIC, new BigDecimal("0.00001000"));
        isRead("7", NUMERIC, new BigDecimal("7"));
        isRead("float8 '-0'", DOUBLE, -0.0);
    }

    @Test
    void wholeNumbers() {
        for (int n : new int[] {0, 7, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            isRead("'" + n + "'::int4", INTEGER, n);
            isRead("'" + n + "'::int4", BIGINT, (long) n);
        }
        for (long n : new long[] {0, -10, Long.MIN_VALUE, Long.MAX_VALUE}) {
            isRead("'" + n + "'::int8", BIGINT, n);
        }
        for (short n : new short[] {0, -10, Short.MIN_VALUE, Short.MAX_VALUE}) {
            isRead("'" + n + "'::int2", SMALLINT, n);
            isRead("'" + n + "'::int2", INTEGER, (int) n);
            isRead("'" + n + "'::int2", BIGINT, (long) n);
        }
    }

    @Test
    void wholeNumbersOfAnotherTypeAreConvertedAsTheDriverDoes() {
        isRead("'-12'::int8", INTEGER, -12);
        isRead("'-12'::int8", SMALLINT, (short) -12);
        isRead("numeric '12'", BIGINT, 12L);
        for (Engine engine : List.of(db, binary)) {
            StepVerifier.create(read(engine, "'2147483648'::int8", INTEGER))
                    .verifyErrorMessage("The database holds 2147483648, which Integer has not; declare the column with "
                            + "the type that it has in the database");
            StepVerifier.create(read(engine, "'-32769'::int4", SMALLINT))
                    .verifyErrorMessage("The database holds -32769, which Short has not; declare the column with the "
                            + "type that it has in the database");
        }
        StepVerifier.create(read(db, "'x'::text", INTEGER))
                .verifyErrorMessage(
                        "A column of the type TEXT does not become Integer; declare the column with the type "
                                + "that it has in the database");
    }

    @Test
    void textsOfAllLengths() {
        for (int length : new int[] {0, 1, 127, 128, 129, 255, 256, 257, 100_000}) {
            isRead("repeat('a', " + length + ")", TEXT, "a".repeat(length));
            isRead("repeat('\u00e9', " + length + ")", TEXT, "\u00e9".repeat(length));
        }
    }

    @Test
    void aShortTextBehindALongOneIsWhole() {
        StepVerifier.create(select(
                                text("repeat('long', 50)", TEXT).as("a"),
                                text("'short'", TEXT).as("b"),
                                text("NULL::text", TEXT).as("c"),
                                text("'-7'::int4", INTEGER).as("d"),
                                text("'s'::text", TEXT).as("e"))
                        .executeOn(db))
                .assertNext(row -> assertThat(row.values()).containsExactly("long".repeat(50), "short", null, -7, "s"))
                .verifyComplete();
    }

    @Test
    void ranges() {
        isText("int4range(1, 5)", "[1,5)", own());
        isText("tstzrange('2024-01-01+00', NULL)", read("tstzrange('2024-01-01+00', NULL)"), own());
    }

    private String read(String expression) {
        return Objects.requireNonNull(
                read(db, "CAST(" + expression + " AS text)", TEXT).block(LIMIT));
    }

    @Test
    void enums() {
        isRead("'it''s \"ok\"'::mood", SqlTypes.enumeration("mood", List.of("sad", "it's \"ok\"")), "it's \"ok\"");
    }

    @Test
    void arraysOfEnums() {
        isText("ARRAY['sad', 'it''s \"ok\"']::mood[]", "{sad,\"it's \\\"ok\\\"\"}", own());
    }

    @Test
    void money() {
        isText("'12.50'::money", read("'12.50'::money"), "the type MONEY");
    }

    @Test
    void bits() {
        isText("B'1010'", "1010", "the type BIT");
        isText("B'1010'::varbit", "1010", "the type VARBIT");
    }

    @Test
    void fullText() {
        isText("to_tsvector('simple', 'a b')", "'a':1 'b':2", own());
    }

    @Test
    void composites() {
        isText("ROW(1, 'x')::pair", "(1,x)", own());
    }

    @Test
    void addressesOfHardware() {
        isText("'08:00:2b:01:02:03'::macaddr", "08:00:2b:01:02:03", own());
    }

    @Test
    void intervals() {
        StepVerifier.create(read(db, "interval '1 year 2 days 03:04:05.6'", TEXT))
                .expectNext("1 year 2 days 03:04:05.6")
                .verifyComplete();
        isGarbledInBinary("interval '1 day'", "the type INTERVAL");
    }

    @Test
    void documents() {
        isRead("'{\"a\": [1, null]}'::jsonb", JSON, "{\"a\": [1, null]}");
        isRead("'{\"a\":1}'::json", JSON, "{\"a\":1}");
        isRead("'{\"a\":1}'::json", TEXT, "{\"a\":1}");
        StepVerifier.create(read(binary, "'{}'::jsonb", TEXT))
                .verifyErrorMessage("A column of the type JSONB" + GARBLED);
    }

    @Test
    void columnsOfWhichOnlyTheDatabaseKnows() {
        String sql = "SELECT now() - interval '1 day' < now(), date '2024-02-29' AS d, int4range(1, 5) AS r, 'x' AS t, "
                + "timestamptz '2024-01-01 00:00+00' AS m, ARRAY[1, NULL] AS a, NULL::int4range AS n WHERE 1 = :one";
        StepVerifier.create(text(sql).bind("one", 1).oneOn(db))
                .assertNext(row -> {
                    assertThat(row.get("d")).isEqualTo(LocalDate.of(2024, 2, 29));
                    assertThat(row.get("r")).isEqualTo("[1,5)");
                    assertThat(row.get("m", OffsetDateTime.class).toInstant())
                            .isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
                    assertThat((Object[]) row.get("a")).containsExactly(1, null);
                    assertThat(row.get("n")).isNull();
                })
                .verifyComplete();
        StepVerifier.create(text(sql).bind("one", 1).oneOn(binary))
                .verifyErrorSatisfies(error -> assertThat(error).hasMessageEndingWith(GARBLED));
    }

    @Test
    void aConnectionWithoutOurCodecReadsThroughTheDrivers() {
        Engine plain = Engine.create(ConnectionFactories.get(ConnectionFactoryOptions.parse(database.url())
                .mutate()
                .option(PostgresqlConnectionFactoryProvider.AUTODETECT_EXTENSIONS, false)
                .build()));
        StepVerifier.create(select(
                                text("timestamptz '2024-03-31 01:30+00'", INSTANT)
                                        .as("m"),
                                text("NULL::timestamptz", INSTANT).as("n"),
                                text("generate_series(1, 3)::text", TEXT).as("t"),
                                text("int4range(1, 5)", SqlTypes.other("int4range"))
                                        .as("r"),
                                text("1.50", NUMERIC).as("x"),
                                text("'-5'::int4", INTEGER).as("i"),
                                text("'-6'::int8", BIGINT).as("b"),
                                text("'-7'::int2", SMALLINT).as("s"))
                        .executeOn(plain))
                .expectNextCount(2)
                .assertNext(row -> assertThat(row.values())
                        .containsExactly(
                                Instant.parse("2024-03-31T01:30:00Z"),
                                null,
                                "3",
                                "[1,5)",
                                new BigDecimal("1.50"),
                                -5,
                                -6L,
                                (short) -7))
                .verifyComplete();
        plain.close().block(LIMIT);
    }
}
