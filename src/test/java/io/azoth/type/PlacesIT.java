package io.azoth.type;

import static io.azoth.schema.Schema.assigned;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Sql.caseWhen;
import static io.azoth.sql.Sql.coalesce;
import static io.azoth.sql.Sql.literal;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.array;
import static io.azoth.type.SqlTypes.numeric;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.azoth.schema.Column;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.sql.Expression;
import io.azoth.sql.Insert;
import io.azoth.sql.Parameters;
import io.azoth.sql.Row;
import io.azoth.sql.Statement;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.lang.reflect.Array;
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
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A value is the same wherever it stands in a statement: given for a column and given back by the change, bound, written as a
 * literal, as a branch of CASE and of COALESCE, set by a change that computes it, and as an element of an array.
 */
@Databases
class PlacesIT extends RoundTrip {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static int tables;

    PlacesIT(TestDatabase database) {
        super(database);
    }

    private enum Mood {
        HAPPY,
        SAD
    }

    private record Point(int x, Map<String, String> names) {}

    /** Where a value stood, and what was read. */
    private record Place(String name, @Nullable Object read) {}

    @SafeVarargs
    @SuppressWarnings("varargs")
    private <T> void isTheSame(SqlType<T> type, T... values) {
        MetaData metadata = new MetaData();
        SqlType<?> many = type.kind() == SqlKind.ARRAY ? array(INTEGER) : array(type);
        Table table = Table.of(
                "places_" + ++tables,
                metadata,
                column("id", INTEGER, primaryKey(), assigned()),
                column("v", type),
                column("none", type),
                column("many", many));
        metadata.createAll(db).block(LIMIT);
        try {
            for (int i = 0; i < values.length; i++) {
                isTheSame(table, type, i, values[i]);
            }
        } finally {
            metadata.dropAll(db).block(LIMIT);
        }
    }

    private <T> void isTheSame(Table table, SqlType<T> type, int key, T value) {
        Column<Integer> id = table.c("id", Integer.class);
        Column<T> v = table.c("v", type.javaType());
        Column<T> none = table.c("none", type.javaType());
        List<Place> places = new ArrayList<>();
        Insert insert = table.insert().set(id, key).set(v, value);
        Object many = type.kind() == SqlKind.ARRAY ? null : pair(type, value);
        places.add(new Place("RETURNING", only(insert.values("many", many).returning(v))));
        Object expected = only(select(v).where(id.eq(key)));
        places.add(new Place("the value itself", value));
        places.add(new Place("bind", only(select(value(value, type).as("x")))));
        if (!"a\0b".equals(value)) { // refused in a text, see HostileTextIT
            places.add(new Place("literal", only(select(literal(value, type).as("x")))));
        }
        Expression<T> chosen = caseWhen(id.eq(key), value(value, type)).otherwise(v);
        places.add(new Place("CASE", only(select(chosen.as("x")).where(id.eq(key)))));
        Expression<T> first = coalesce(none, value(value, type));
        places.add(new Place("COALESCE", only(select(first.as("x")).where(id.eq(key)))));
        places.add(new Place(
                "SET", only(table.update().set(none, first).where(id.eq(key)).returning(none))));
        if (many != null) {
            Object read = Objects.requireNonNull(only(select(table.c("many")).where(id.eq(key))));
            assertThat(Array.getLength(read)).isEqualTo(3);
            assertThat(Array.get(read, 1)).isNull();
            places.add(new Place("the first element", Array.get(read, 0)));
            places.add(new Place("the last element", Array.get(read, 2)));
        }
        for (Place place : places) {
            assertThat(Arrays.deepEquals(new Object[] {place.read()}, new Object[] {expected}))
                    .as("%s as %s: %s, not %s", type, place.name(), shown(place.read()), shown(expected))
                    .isTrue();
        }
        assertThat(only(select(id).where(v.isNotDistinctFrom(none)).where(id.eq(key))))
                .isEqualTo(key);
    }

    private static String shown(@Nullable Object value) {
        return Arrays.deepToString(new Object[] {value});
    }

    @SuppressWarnings("unchecked")
    private static <T> T[] pair(SqlType<T> type, T value) {
        T[] many = (T[]) Array.newInstance(type.javaType(), 3);
        many[0] = value;
        many[2] = value;
        return many;
    }

    private @Nullable Object only(Statement statement) {
        List<Row> rows = Objects.requireNonNull(
                db.fetch(statement, Parameters.NONE).collectList().block(LIMIT));
        assertThat(rows).hasSize(1);
        return rows.get(0).get(0);
    }

    @Test
    void wholeNumbersAndTruth() {
        isTheSame(SqlTypes.SMALLINT, Short.MIN_VALUE, (short) 0, Short.MAX_VALUE);
        isTheSame(INTEGER, Integer.MIN_VALUE, 0, Integer.MAX_VALUE);
        isTheSame(SqlTypes.BIGINT, Long.MIN_VALUE, (1L << 53) + 1, Long.MAX_VALUE);
        isTheSame(SqlTypes.BOOLEAN, true, false);
        isTheSame(SqlTypes.YEAR, Year.of(-44), Year.of(Year.MAX_VALUE));
    }

    @Test
    void decimals() {
        isTheSame(numeric(30, 10), new BigDecimal("-12345678901234567890.1234567890"), new BigDecimal("0.0000000000"));
        isTheSame(SqlTypes.BIG_INTEGER, BigInteger.ZERO, BigInteger.TEN.pow(60).negate());
        isTheSame(SqlTypes.NUMERIC, new BigDecimal("123456789012345678901234567890.123456789"));
    }

    @Test
    void floatingNumbers() {
        isTheSame(
                SqlTypes.DOUBLE,
                0.1,
                -Double.MAX_VALUE,
                Double.MIN_VALUE,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY);
        isTheSame(
                SqlTypes.REAL,
                0.1f,
                -Float.MAX_VALUE,
                Float.MIN_VALUE,
                Float.NaN,
                Float.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY);
    }

    @Test
    void text() {
        String[] texts = {"", " ", "a\\b'c", "\"{},NULL\n\t\r", "null", "ä漢\uD83D\uDE00", "%_?$1:n"};
        isTheSame(SqlTypes.TEXT, texts);
        isTheSame(varchar(20), texts);
        if (!postgres) {
            isTheSame(SqlTypes.TEXT, "a\0b");
        }
    }

    @Test
    void bytes() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        isTheSame(
                SqlTypes.BYTES,
                new byte[0],
                all,
                new byte[] {0},
                "a\\b'c".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void datesAndTimes() {
        isTheSame(SqlTypes.DATE, LocalDate.of(1, 1, 1), LocalDate.of(2024, 2, 29), LocalDate.of(9999, 12, 31));
        isTheSame(SqlTypes.TIME, LocalTime.MIN, LocalTime.of(23, 59, 59, 999_999_000), LocalTime.of(12, 0, 0, 1_000));
        isTheSame(
                SqlTypes.TIMESTAMP,
                LocalDateTime.of(1, 1, 1, 0, 0),
                LocalDateTime.of(2024, 3, 31, 2, 30), // skipped in Berlin
                LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000));
    }

    @Test
    void moments() {
        isTheSame(
                SqlTypes.INSTANT,
                Instant.parse("0001-01-02T00:00:00Z"),
                Instant.parse("2024-10-27T01:30:00.000001Z"), // in an hour that Berlin has twice
                Instant.parse("9999-12-30T23:59:59.999999Z"));
        isTheSame(SqlTypes.ZONED_DATE_TIME, ZonedDateTime.of(2024, 3, 31, 1, 30, 0, 0, ZoneOffset.UTC));
        isTheSame(
                SqlTypes.TIMESTAMP_TZ.adapted(new FunctionAdapter<>(
                        Instant.class, i -> i.atOffset(ZoneOffset.ofHours(5)), OffsetDateTime::toInstant)),
                Instant.parse("2024-10-27T01:30:00Z"));
    }

    @Test
    void amountsAndPartsOfTime() {
        Duration longest = Duration.ofSeconds(9_223_372_036_854L, 775_807_000);
        isTheSame(SqlTypes.INTERVAL, Duration.ZERO, Duration.ofNanos(-1_000), longest, longest.negated());
        isTheSame(SqlTypes.DURATION, Duration.ofSeconds(Long.MIN_VALUE), Duration.ofNanos(1));
        isTheSame(SqlTypes.PERIOD, Period.ZERO, Period.of(-1, 20, -300));
        isTheSame(SqlTypes.OFFSET_TIME, OffsetTime.MIN, OffsetTime.MAX);
        isTheSame(SqlTypes.YEAR_MONTH, YearMonth.of(-1, 12), YearMonth.of(12345, 1));
        isTheSame(SqlTypes.MONTH_DAY, MonthDay.of(2, 29));
        isTheSame(SqlTypes.ZONE_ID, ZoneId.of("America/Argentina/Buenos_Aires"), ZoneOffset.ofHoursMinutes(-3, -30));
    }

    @Test
    void labelsKeysAndDocuments() {
        isTheSame(SqlTypes.UUID, new UUID(0, 0), new UUID(-1, -1));
        isTheSame(SqlTypes.enumByName(Mood.class), Mood.values());
        isTheSame(SqlTypes.enumByOrdinal(Mood.class), Mood.values());
        isTheSame(SqlTypes.enumNative(Mood.class, "mood_of_places"), Mood.values());
        isTheSame(
                SqlTypes.json(Point.class, new JacksonMapper(new ObjectMapper())),
                new Point(1, Map.of("a\\b'c", "\"ä\uD83D\uDE00\n")),
                new Point(Integer.MIN_VALUE, Map.of()));
    }

    @Test
    void arrays() {
        isTheSame(array(INTEGER), new Integer[] {1, 2}, new Integer[] {Integer.MIN_VALUE, Integer.MAX_VALUE});
        isTheSame(array(SqlTypes.TEXT), new String[] {"a\\b'c", "\"", "NULL", ""}, new String[] {"{}", ",", " ", "ä"});
    }
}
