package io.azoth.type;

import static io.azoth.schema.Schema.assigned;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.text;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.ANY;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.BOOLEAN;
import static io.azoth.type.SqlTypes.BYTES;
import static io.azoth.type.SqlTypes.DATE;
import static io.azoth.type.SqlTypes.DOUBLE;
import static io.azoth.type.SqlTypes.INSTANT;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.JSON;
import static io.azoth.type.SqlTypes.NUMERIC;
import static io.azoth.type.SqlTypes.REAL;
import static io.azoth.type.SqlTypes.SMALLINT;
import static io.azoth.type.SqlTypes.TEXT;
import static io.azoth.type.SqlTypes.TIME;
import static io.azoth.type.SqlTypes.TIMESTAMP;
import static io.azoth.type.SqlTypes.TIMESTAMP_TZ;
import static io.azoth.type.SqlTypes.UUID;
import static io.azoth.type.SqlTypes.ZONED_DATE_TIME;
import static io.azoth.type.SqlTypes.array;
import static io.azoth.type.SqlTypes.enumeration;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.sql.Executor;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** PostgreSQL's arrays and infinities, as text and in the binary form that a user's {@code forceBinary} asks for. */
@Databases(DatabaseKind.POSTGRES)
class PostgresArraysIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestDatabase database;
    private Engine db;
    private Engine binary;

    PostgresArraysIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        db = Engine.create(database.url());
        binary = Engine.create(database.url() + "?forceBinary=true");
        database.run(
                "DO $$ BEGIN CREATE TYPE mood AS ENUM ('sad', 'it''s \"ok\"'); EXCEPTION WHEN duplicate_object THEN END $$");
    }

    @AfterEach
    void close() {
        db.close().then(binary.close()).block(LIMIT);
    }

    /** With a parameter, so that the driver prepares it and {@code forceBinary} has its effect. */
    private static <T> Mono<T> read(Executor executor, String expression, SqlType<T> type) {
        return select(text(expression, type).as("v"))
                .where(value(1, INTEGER).eq(1))
                .oneOn(executor)
                .mapNotNull(row -> row.get("v", type.javaType()));
    }

    private <T> void isRead(String expression, SqlType<T> type, T expected) {
        for (Engine engine : List.of(db, binary)) {
            StepVerifier.create(read(engine, expression, type))
                    .as(expression + (engine == binary ? " in binary" : ""))
                    .assertNext(read -> assertThat(Arrays.deepEquals(new Object[] {read}, new Object[] {expected}))
                            .as("%s", Arrays.deepToString(new Object[] {read}))
                            .isTrue())
                    .verifyComplete();
        }
    }

    private void fails(String expression, SqlType<?> type, String text, String inBinary) {
        StepVerifier.create(read(db, expression, type)).verifyErrorMessage(text);
        StepVerifier.create(read(binary, expression, type)).verifyErrorMessage(inBinary);
    }

    @Test
    void arraysOfEveryTypeWithNulls() {
        isRead("ARRAY[1, NULL]::int2[]", array(SMALLINT), new Short[] {1, null});
        isRead("ARRAY[1, NULL, -3]", array(INTEGER), new Integer[] {1, null, -3});
        isRead("ARRAY[9223372036854775807, NULL]", array(BIGINT), new Long[] {Long.MAX_VALUE, null});
        isRead("ARRAY[1.5, NULL]::float4[]", array(REAL), new Float[] {1.5f, null});
        isRead("ARRAY['NaN', '-Infinity', NULL, '0.1']::float8[]", array(DOUBLE), new Double[] {
            Double.NaN, Double.NEGATIVE_INFINITY, null, 0.1
        });
        isRead("ARRAY[1.50, NULL, -0.001]", array(NUMERIC), new BigDecimal[] {
            new BigDecimal("1.50"), null, new BigDecimal("-0.001")
        });
        isRead("ARRAY[true, NULL, false]", array(BOOLEAN), new Boolean[] {true, null, false});
        isRead("ARRAY['', NULL, 'NULL', 'a\\b\"c', '{x}']", array(TEXT), new String[] {
            "", null, "NULL", "a\\b\"c", "{x}"
        });
        isRead("ARRAY['00000000-0000-0001-0000-000000000002', NULL]::uuid[]", array(UUID), new java.util.UUID[] {
            new java.util.UUID(1, 2), null
        });
        isRead("ARRAY['\\x00ff', NULL, '\\x']::bytea[]", array(BYTES), new byte[][] {{0, -1}, null, {}});
        isRead("ARRAY['[1, 2]', NULL]::jsonb[]", array(JSON), new String[] {"[1, 2]", null});
        isRead("ARRAY['{\"a\":1}', NULL]::json[]", array(JSON), new String[] {"{\"a\":1}", null});
        isRead(
                "ARRAY['sad', NULL, 'it''s \"ok\"']::mood[]",
                array(enumeration("mood", List.of("sad", "it's \"ok\""))),
                new String[] {"sad", null, "it's \"ok\""});
    }

    @Test
    void bytesInTheFormOfEscapes() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        for (Engine engine : List.of(db, binary)) {
            StepVerifier.create(engine.inConnection(connection -> text("SET bytea_output = 'escape'")
                            .runOn(connection)
                            .then(select(text(
                                                    "ARRAY['\\x"
                                                            + HexFormat.of().formatHex(bytes)
                                                            + "', NULL, '\\x', '\\x5c78303166']::bytea[]",
                                                    array(BYTES))
                                            .as("v"))
                                    .where(value(1, INTEGER).eq(1))
                                    .oneOn(connection))))
                    .assertNext(row -> assertThat(row.get("v", byte[][].class))
                            .isDeepEqualTo(new byte[][] {bytes, null, {}, {'\\', 'x', '0', '1', 'f'}}))
                    .verifyComplete();
        }
        StepVerifier.create(read(db, "ARRAY['a\\b']", array(BYTES)))
                .verifyErrorMessage(
                        "The database holds 'a\\b', which is no bytes; declare the column with the type that it has in the database");
    }

    @Test
    void arraysOfDatesWithTheirInfinities() {
        isRead(
                "ARRAY['2024-02-29', NULL, 'infinity', '-infinity', '0044-03-15 BC']::date[]",
                array(DATE),
                new LocalDate[] {LocalDate.of(2024, 2, 29), null, LocalDate.MAX, LocalDate.MIN, LocalDate.of(-43, 3, 15)
                });
        isRead("ARRAY['23:59:59.999999', NULL]::time[]", array(TIME), new LocalTime[] {
            LocalTime.of(23, 59, 59, 999_999_000), null
        });
        isRead("ARRAY['2024-02-29 12:00:00.5', 'infinity']::timestamp[]", array(TIMESTAMP), new LocalDateTime[] {
            LocalDateTime.parse("2024-02-29T12:00:00.5"), LocalDateTime.MAX
        });
        isRead("ARRAY['1969-12-31 23:59:59.5+00', '-infinity', NULL]::timestamptz[]", array(INSTANT), new Instant[] {
            Instant.parse("1969-12-31T23:59:59.5Z"), Instant.MIN, null
        });
    }

    @Test
    void emptyArraysArraysOfArraysAndOnesThatBeginElsewhere() {
        isRead("'{}'::int[]", array(INTEGER), new Integer[0]);
        isRead("'{}'::int[]", array(array(INTEGER)), new Integer[0][]);
        isRead("'{{1,NULL},{3,4}}'::int[]", array(array(INTEGER)), new Integer[][] {{1, null}, {3, 4}});
        isRead("'[0:1]={7,8}'::int[]", array(INTEGER), new Integer[] {7, 8});
        isRead("'[2:3][0:0]={{7},{8}}'::int[]", array(array(INTEGER)), new Integer[][] {{7}, {8}});
        isRead("'{{{\"a,b\",\"}\"}}}'::text[]", array(array(array(TEXT))), new String[][][] {{{"a,b", "}"}}});
    }

    @Test
    void anotherNumberOfDimensionsIsAnError() {
        String more = "The database holds an array of 2 dimensions in a column of 1; declare the column as an array of "
                + "arrays as deep, or read it as text";
        fails("'{{1},{2}}'::int[]", array(INTEGER), more, more);
        String fewer = more.replace("of 2 dim", "of 1 dim").replace("of 1;", "of 2;");
        fails("'{1,2}'::int[]", array(array(INTEGER)), fewer, fewer);
    }

    @Test
    void aNumberThatIsNoneInAnArrayIsAnError() {
        String end = ", which BigDecimal has not; keep such values in DOUBLE PRECISION";
        fails(
                "ARRAY['NaN', 1]::numeric[]",
                array(NUMERIC),
                "The database holds NaN" + end,
                "The database holds NaN or an infinity" + end);
    }

    @Test
    void whatTheDriverCannotReadInBinaryIsAnErrorInArraysToo() {
        StepVerifier.create(read(db, "ARRAY['[1,5)']::int4range[]", array(TEXT)))
                .assertNext(read -> assertThat(read).containsExactly("[1,5)"))
                .verifyComplete();
        StepVerifier.create(read(binary, "ARRAY['[1,5)']::int4range[]", array(TEXT)))
                .verifyErrorSatisfies(
                        error -> assertThat(error)
                                .hasMessageMatching(
                                        "A column of a type of the database's own \\(oid \\d+\\) came in a binary form "
                                                + "that the driver cannot read; connect without forceBinary, or cast the column to text"));
    }

    @Test
    void whatIsNoArrayIsNoneInBinaryEither() {
        for (String other : List.of(
                "2147483647",
                "6",
                "-1",
                "'00000001-0000-0000-0000-00007fffffff'::uuid",
                "'\\x0000000100000000000000177fffffff0000000100000000'::bytea",
                "''::text",
                "9223372036854775807",
                "'\\x00'::bytea")) {
            StepVerifier.create(read(binary, other, array(INTEGER))).as(other).verifyErrorSatisfies(error -> assertThat(
                            error)
                    .hasMessageMatching(
                            "A column of the type [A-Z0-9]+ came in a binary form that the driver cannot read; "
                                    + "connect without forceBinary, or cast the column to text"));
        }
    }

    @Test
    void valuesOfWhichOnlyTheDatabaseKnowsTheTypeAreRightOrAnError() {
        isRead("timestamptz 'infinity'", ANY, OffsetDateTime.MAX);
        isRead("date '-infinity'", ANY, LocalDate.MIN);
        isRead("timestamp 'infinity'", ANY, LocalDateTime.MAX);
        isRead("numeric '1.50'", ANY, new BigDecimal("1.50"));
        isRead("time '01:02:03'", ANY, LocalTime.of(1, 2, 3));
        String end = ", which BigDecimal has not; keep such values in DOUBLE PRECISION";
        fails("numeric 'NaN'", ANY, "The database holds NaN" + end, "The database holds NaN or an infinity" + end);
    }

    @Test
    void infinitiesGoInAndComeOutAndAreFound() {
        Table table = Table.of(
                "ends",
                new MetaData(),
                column("id", INTEGER, primaryKey(), assigned()),
                column("d", DATE),
                column("t", TIMESTAMP),
                column("o", TIMESTAMP_TZ),
                column("i", INSTANT),
                column("z", ZONED_DATE_TIME),
                column("a", array(INSTANT)));
        List<?> last = Arrays.asList(
                1,
                LocalDate.MAX,
                LocalDateTime.MAX,
                OffsetDateTime.MAX,
                Instant.MAX,
                LocalDateTime.MAX.atZone(ZoneOffset.UTC),
                new Instant[] {Instant.MAX, null, Instant.EPOCH});
        List<?> first = Arrays.asList(
                2,
                LocalDate.MIN,
                LocalDateTime.MIN,
                OffsetDateTime.MIN,
                Instant.MIN,
                LocalDateTime.MIN.atZone(ZoneOffset.UTC),
                new Instant[] {Instant.MIN});
        StepVerifier.create(table.create(db)
                        .then(table.insert()
                                .rows(table.columns(), List.of(last, first))
                                .executeOn(db))
                        .thenMany(table.select().orderBy(table.c("id")).executeOn(db))
                        .map(row -> row.values().toArray()))
                .assertNext(row -> assertThat(Arrays.deepEquals(row, last.toArray()))
                        .as(Arrays.deepToString(row))
                        .isTrue())
                .assertNext(row -> assertThat(Arrays.deepEquals(row, first.toArray()))
                        .as(Arrays.deepToString(row))
                        .isTrue())
                .verifyComplete();
        assertThat(database.read("SELECT d, t, o, i, z FROM ends ORDER BY id"))
                .containsExactly(
                        "infinity|infinity|infinity|infinity|infinity",
                        "-infinity|-infinity|-infinity|-infinity|-infinity");
        StepVerifier.create(select(table.c("id"))
                        .where(table.c("i", Instant.class).eq(Instant.MAX))
                        .where(table.c("d", LocalDate.class).in(LocalDate.MAX, LocalDate.EPOCH))
                        .executeOn(db)
                        .map(row -> row.get(0)))
                .expectNext(1)
                .verifyComplete();
        StepVerifier.create(table.drop(db)).verifyComplete();
    }
}
