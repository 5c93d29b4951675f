package io.azoth.type;

import static io.azoth.schema.Schema.assigned;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Sql.multiset;
import static io.azoth.sql.Sql.select;
import static io.azoth.type.SqlTypes.array;
import static io.azoth.type.SqlTypes.character;
import static io.azoth.type.SqlTypes.enumByName;
import static io.azoth.type.SqlTypes.enumByOrdinal;
import static io.azoth.type.SqlTypes.enumNative;
import static io.azoth.type.SqlTypes.json;
import static io.azoth.type.SqlTypes.numeric;
import static io.azoth.type.SqlTypes.varbinary;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.sql.Row;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.math.BigDecimal;
import java.math.BigInteger;
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
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A value that is read in a nested row is the one that is read in a row of its own, in every type, at its edges. */
@Databases
class NestedTypesIT extends RoundTrip {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static int tables;

    NestedTypesIT(TestDatabase database) {
        super(database);
    }

    private enum Mood {
        HAPPY,
        SAD
    }

    private record Point(int x, Map<String, String> names) {}

    @SafeVarargs
    @SuppressWarnings("varargs")
    private <T> void nests(SqlType<T> type, T... values) {
        MetaData metadata = new MetaData();
        Table table = Table.of(
                "nested_" + ++tables,
                metadata,
                column("id", SqlTypes.INTEGER, primaryKey(), assigned()),
                column("v", type));
        List<List<?>> rows = new ArrayList<>();
        for (T value : values) {
            rows.add(Arrays.asList(rows.size(), value));
        }
        rows.add(Arrays.asList(rows.size(), null));
        Mono<List<@Nullable Object>> flat = table.select()
                .orderBy(table.c("id"))
                .executeOn(db)
                .<List<@Nullable Object>>collect(ArrayList::new, (all, row) -> all.add(row.get("v")));
        Mono<List<@Nullable Object>> nested = select(multiset(select(table.c("id"), table.c("v", type.javaType()))
                                .orderBy(table.c("id")))
                        .as("all"))
                .oneOn(db)
                .map(row -> {
                    List<@Nullable Object> all = new ArrayList<>();
                    ((List<?>) java.util.Objects.requireNonNull(row.get(0)))
                            .forEach(each -> all.add(((Row) each).get("v")));
                    return all;
                });
        StepVerifier.create(metadata.createAll(db)
                        .then(table.insert().rows(table.columns(), rows).executeOn(db))
                        .then(Mono.zip(flat, nested)))
                .assertNext(both -> {
                    Object[] expected = both.getT1().toArray();
                    Object[] read = both.getT2().toArray();
                    assertThat(expected).hasSize(rows.size());
                    assertThat(Arrays.deepEquals(read, expected))
                            .as("%s: %s, not %s", type, Arrays.deepToString(read), Arrays.deepToString(expected))
                            .isTrue();
                })
                .expectComplete()
                .verify(LIMIT);
        StepVerifier.create(metadata.dropAll(db)).verifyComplete();
    }

    @Test
    void numbers() {
        nests(SqlTypes.SMALLINT, Short.MIN_VALUE, Short.MAX_VALUE);
        nests(SqlTypes.INTEGER, Integer.MIN_VALUE, 0, Integer.MAX_VALUE);
        nests(SqlTypes.BIGINT, Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) + 1);
        nests(numeric(30, 10), new BigDecimal("12345678901234567890.0123456789"), new BigDecimal("-0.0000000001"));
        nests(SqlTypes.NUMERIC, new BigDecimal("123456789012345678901234567890"), new BigDecimal("0.1"));
        nests(SqlTypes.BIG_INTEGER, new BigInteger("-123456789012345678901234567890"));
        nests(SqlTypes.BOOLEAN, true, false);
    }

    @Test
    void floatingNumbers() {
        nests(SqlTypes.REAL, 0.1f, -1.5f, Float.MAX_VALUE, Float.MIN_VALUE, 16_777_217f);
        nests(
                SqlTypes.DOUBLE,
                0.1 + 0.2,
                1.0 / 3,
                -1e-300,
                Double.MAX_VALUE,
                Double.MIN_VALUE,
                9_007_199_254_740_993d,
                Math.PI);
        nests(SqlTypes.DOUBLE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN);
        nests(SqlTypes.REAL, Float.POSITIVE_INFINITY, Float.NaN);
    }

    @Test
    void textAndBytes() {
        nests(
                SqlTypes.TEXT,
                "",
                "a\\b'c",
                "\"quoted\"",
                "null",
                "[1]",
                "line\nnew\ttab\r\b\f\u0001",
                "漢 \uD83D\uDE00 \u2028");
        nests(varchar(5), "", "abcde", "  a  ");
        nests(character(5), "abc", "abcde");
        if (!postgres) {
            nests(SqlTypes.TEXT, "a\0b");
        }
        nests(SqlTypes.BYTES, new byte[0], new byte[] {0, 1, -1, '"', '\\'});
        nests(varbinary(4), new byte[] {1, 2, 3, 4});
        nests(SqlTypes.UUID, new UUID(0, 0), new UUID(-1, 1));
    }

    @Test
    void datesAndTimes() {
        nests(SqlTypes.DATE, LocalDate.of(1, 1, 1), LocalDate.of(1582, 10, 10), LocalDate.of(9999, 12, 31));
        nests(SqlTypes.TIME, LocalTime.MIN, LocalTime.of(12, 0), LocalTime.of(23, 59, 59, 999_999_000));
        nests(
                SqlTypes.TIMESTAMP,
                LocalDateTime.of(1, 1, 1, 0, 0),
                LocalDateTime.of(2024, 3, 31, 2, 30, 0, 1_000),
                LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000));
        nests(SqlTypes.TIMESTAMP_TZ, OffsetDateTime.parse("2024-10-27T02:30:00.5+05:30"));
        nests(SqlTypes.INSTANT, Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59.999999Z"));
        nests(SqlTypes.ZONED_DATE_TIME, ZonedDateTime.parse("2024-10-27T02:30:00+02:00[Europe/Berlin]"));
        if (postgres) {
            nests(SqlTypes.DATE, LocalDate.MAX, LocalDate.MIN);
            nests(SqlTypes.TIMESTAMP, LocalDateTime.MAX, LocalDateTime.MIN);
            nests(SqlTypes.INSTANT, Instant.MAX, Instant.MIN);
        }
    }

    @Test
    void amountsAndPartsOfTime() {
        nests(
                SqlTypes.INTERVAL,
                Duration.ZERO,
                Duration.ofNanos(-1_000),
                Duration.ofDays(400).plusNanos(1_000),
                Duration.ofHours(-25));
        nests(SqlTypes.DURATION, Duration.ofNanos(-1), Duration.ofDays(3));
        nests(SqlTypes.PERIOD, Period.of(1, -2, 3));
        nests(SqlTypes.OFFSET_TIME, OffsetTime.parse("12:00+05:30"));
        nests(SqlTypes.YEAR, Year.of(2024));
        nests(SqlTypes.YEAR_MONTH, YearMonth.of(2024, 2));
        nests(SqlTypes.MONTH_DAY, MonthDay.of(2, 29));
        nests(SqlTypes.ZONE_ID, ZoneId.of("Europe/Berlin"));
    }

    @Test
    void enumsAndDocuments() {
        nests(enumByName(Mood.class), Mood.values());
        nests(enumByOrdinal(Mood.class), Mood.values());
        nests(enumNative(Mood.class, "nested_moods"), Mood.values());
        nests(SqlTypes.JSON, "{\"a\":[1,null]}", "[]", "\"a\\\\b'c\\\"\"", "null", "7");
        nests(json(Point.class, new JacksonMapper(new ObjectMapper())), new Point(1, Map.of("a", "b\"c")));
    }

    @Test
    void arrays() {
        nests(array(SqlTypes.INTEGER), new Integer[0], new Integer[] {1, null, -3});
        nests(array(SqlTypes.BIGINT), new Long[] {Long.MAX_VALUE, null});
        nests(array(SqlTypes.DOUBLE), new Double[] {0.1 + 0.2, null});
        nests(array(SqlTypes.BOOLEAN), new Boolean[] {true, null, false});
        nests(array(numeric(8, 2)), new BigDecimal[] {new BigDecimal("1.50"), null});
        nests(array(SqlTypes.TEXT), new String[] {"", null, "null", "a\\b'c\"", "[1]", "{x,y}"});
        nests(array(SqlTypes.UUID), new UUID[] {new UUID(1, 2), null});
        nests(array(SqlTypes.DATE), new LocalDate[] {LocalDate.of(2024, 2, 29), null});
        nests(array(SqlTypes.TIMESTAMP), new LocalDateTime[] {LocalDateTime.of(2024, 2, 29, 0, 0, 0, 1_000)});
        nests(array(SqlTypes.INSTANT), new Instant[] {Instant.parse("2024-02-29T12:00:00.5Z")});
        nests(array(enumByName(Mood.class)), new Mood[] {Mood.SAD, null});
        nests(array(SqlTypes.JSON), new String[] {"[1]", null, "\"a\"", "null"});
        nests(array(array(SqlTypes.INTEGER)), new Integer[][] {{1, null}, {3, 4}});
        if (!h2) { // makes no documents of these
            nests(array(SqlTypes.INTERVAL), new Duration[] {Duration.ofDays(-2).plusNanos(1_000), null});
            nests(array(SqlTypes.BYTES), new byte[][] {{}, {0, -1}, null});
        }
    }
}
