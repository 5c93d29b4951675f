package io.azoth.type;

import static io.azoth.schema.Schema.assigned;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.BIG_INTEGER;
import static io.azoth.type.SqlTypes.BOOLEAN;
import static io.azoth.type.SqlTypes.BYTES;
import static io.azoth.type.SqlTypes.DATE;
import static io.azoth.type.SqlTypes.DOUBLE;
import static io.azoth.type.SqlTypes.DURATION;
import static io.azoth.type.SqlTypes.INSTANT;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.JSON;
import static io.azoth.type.SqlTypes.MONTH_DAY;
import static io.azoth.type.SqlTypes.NUMERIC;
import static io.azoth.type.SqlTypes.OFFSET_TIME;
import static io.azoth.type.SqlTypes.PERIOD;
import static io.azoth.type.SqlTypes.REAL;
import static io.azoth.type.SqlTypes.SMALLINT;
import static io.azoth.type.SqlTypes.TEXT;
import static io.azoth.type.SqlTypes.TIME;
import static io.azoth.type.SqlTypes.TIMESTAMP;
import static io.azoth.type.SqlTypes.TIMESTAMP_TZ;
import static io.azoth.type.SqlTypes.UUID;
import static io.azoth.type.SqlTypes.YEAR;
import static io.azoth.type.SqlTypes.YEAR_MONTH;
import static io.azoth.type.SqlTypes.ZONED_DATE_TIME;
import static io.azoth.type.SqlTypes.ZONE_ID;
import static io.azoth.type.SqlTypes.array;
import static io.azoth.type.SqlTypes.character;
import static io.azoth.type.SqlTypes.enumByName;
import static io.azoth.type.SqlTypes.enumByOrdinal;
import static io.azoth.type.SqlTypes.enumNative;
import static io.azoth.type.SqlTypes.enumeration;
import static io.azoth.type.SqlTypes.json;
import static io.azoth.type.SqlTypes.numeric;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.azoth.engine.Engine;
import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.reflect.Inspector;
import io.azoth.schema.Column;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.sql.Sql;
import io.azoth.testkit.DatabaseKind;
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
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A value goes in and comes out equal, by itself and among many, and is found by itself. */
@Databases
class TypesIT {
    private final TestDatabase database;
    private final boolean postgres;
    private final boolean sqlite;
    private final boolean h2;
    private final MetaData metadata = new MetaData();
    private Engine db;

    TypesIT(TestDatabase database) {
        this.database = database;
        this.postgres = database.kind() == DatabaseKind.POSTGRES;
        this.sqlite = database.kind() == DatabaseKind.SQLITE;
        this.h2 = database.kind() == DatabaseKind.H2;
    }

    @BeforeEach
    void open() {
        db = Engine.create(database.url());
    }

    @AfterEach
    void close() {
        metadata.dropAll(db).then(db.close()).block();
    }

    private <T> Table table(SqlType<T> type) {
        Table table = Table.of("held", metadata, column("id", INTEGER, primaryKey(), assigned()), column("v", type));
        StepVerifier.create(table.create(db)).verifyComplete();
        return table;
    }

    /** Stores values one by one and all at once, with a NULL among them, and gives back what is read. */
    private <T> List<@Nullable Object> stored(Table table, List<T> values) {
        List<Column<?>> columns = table.columns();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        int id = 0;
        for (T value : values) {
            StepVerifier.create(table.insert().values("id", ++id, "v", value).executeOn(db))
                    .expectNextCount(1)
                    .verifyComplete();
        }
        for (T value : values) {
            rows.add(Arrays.asList(++id, value));
        }
        rows.add(Arrays.asList(++id, null));
        StepVerifier.create(table.insert().rows(columns, rows).executeOn(db))
                .expectNextCount(1)
                .verifyComplete();
        return Objects.requireNonNull(table.select()
                .orderBy(table.c("id").asc())
                .executeOn(db)
                .map(row -> Optional.<Object>ofNullable(row.get("v")))
                .collectList()
                .map(read -> {
                    List<@Nullable Object> plain = new ArrayList<>();
                    read.forEach(each -> plain.add(each.orElse(null)));
                    return plain;
                })
                .block());
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private <T> void comesBackAs(SqlType<T> type, Function<T, ?> expected, T... values) {
        Table table = table(type);
        List<@Nullable Object> wanted = new ArrayList<>();
        for (int twice = 0; twice < 2; twice++) {
            for (T value : values) {
                wanted.add(expected.apply(value));
            }
        }
        wanted.add(null);
        Object[] read = stored(table, List.of(values)).toArray();
        assertThat(Arrays.deepEquals(read, wanted.toArray()))
                .as("%s: %s instead of %s", type, shown(read), shown(wanted.toArray()))
                .isTrue();
    }

    private static String shown(Object[] values) {
        String text = Arrays.deepToString(values);
        return text.length() < 1_000 ? text : text.substring(0, 1_000) + "...";
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private <T> void comesBack(SqlType<T> type, T... values) {
        comesBackAs(type, value -> value, values);
    }

    /** Each value stands twice: by itself and among the many. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    private <T> void comesBackAndIsFound(SqlType<T> type, T... values) {
        comesBack(type, values);
        Table table = metadata.table("held");
        for (T value : values) {
            Column<T> column = table.c("v", type.javaType());
            StepVerifier.create(
                            table.select().where(column.eq(value)).executeOn(db).count())
                    .as(type + " " + value)
                    .expectNext(2L)
                    .verifyComplete();
            StepVerifier.create(table.select()
                            .where(column.in(List.of(value)))
                            .executeOn(db)
                            .count())
                    .as(type + " in " + value)
                    .expectNext(2L)
                    .verifyComplete();
        }
    }

    @Test
    void wholeNumbers() {
        comesBackAndIsFound(BIGINT, 0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Test
    void integersAtTheirEnds() {
        comesBackAndIsFound(INTEGER, 0, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Test
    void smallIntegersAtTheirEnds() {
        comesBackAndIsFound(SMALLINT, (short) 0, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    @Test
    void booleans() {
        comesBack(BOOLEAN, true, false);
    }

    @Test
    void doublesWithNanAndInfinities() {
        comesBack(
                DOUBLE,
                0.0,
                0.1,
                -1e300,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY);
    }

    @Test
    void realsWithNanAndInfinities() {
        comesBack(REAL, 0f, 0.1f, -1e30f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN, Float.POSITIVE_INFINITY);
    }

    @Test
    void decimalsOfAScaleKeepAllTheirDigits() {
        comesBackAndIsFound(
                numeric(30, 10),
                new BigDecimal("0.0000000000"),
                new BigDecimal("-12345678901234567890.1234567890"),
                new BigDecimal("0.0000000001"));
    }

    @Test
    void decimalsOfFewerDigitsAreFoundAmongThoseOfTheScale() {
        comesBackAs(numeric(10, 2), value -> value.setScale(2), new BigDecimal("1.5"), new BigDecimal("-3"));
        Table table = metadata.table("held");
        StepVerifier.create(table.select()
                        .where(table.c("v", BigDecimal.class).eq(new BigDecimal("1.5")))
                        .executeOn(db)
                        .count())
                .expectNext(2L)
                .verifyComplete();
    }

    @Test
    void decimalsOfAnyPrecisionAreExact() {
        comesBackAs(
                NUMERIC.adapted(
                        new FunctionAdapter<>(BigDecimal.class, Function.identity(), BigDecimal::stripTrailingZeros)),
                BigDecimal::stripTrailingZeros,
                new BigDecimal("0.1"),
                new BigDecimal("123456789012345678901234567890.123456789"),
                new BigDecimal("1E+3"),
                new BigDecimal("-1E-20"));
    }

    @Test
    void bigIntegersAreExact() {
        comesBack(
                BIG_INTEGER,
                BigInteger.ZERO,
                BigInteger.TWO.pow(100),
                BigInteger.TEN.pow(60).negate());
    }

    @Test
    void text() {
        comesBackAndIsFound(
                TEXT,
                "",
                " ",
                "a\\b'c",
                "it's; \"quoted\" -- /* $1 :name ? */",
                "zwölf 漢字 \uD83D\uDE00 \uD834\uDD1E",
                "tab\tline\nreturn\r",
                "x".repeat(100_000));
    }

    @Test
    void nulCharactersAreKeptOrRefused() {
        Table table = table(TEXT);
        if (postgres) {
            StepVerifier.create(table.insert().values("id", 1, "v", "a\0b").executeOn(db))
                    .verifyErrorSatisfies(
                            error -> assertThat(((AzothException) error).code()).isEqualTo(ErrorCode.DATABASE_ERROR));
        } else {
            assertThat(stored(table, List.of("a\0b"))).containsExactly("a\0b", "a\0b", null);
        }
    }

    @Test
    void textOfALength() {
        comesBackAndIsFound(varchar(10), "", "0123456789", "\uD83D\uDE00");
    }

    @Test
    void charactersArePaddedWhereTheDatabasePads() {
        comesBackAs(character(4), value -> sqlite ? value : (value + "    ").substring(0, 4), "ab", "abcd");
    }

    @Test
    void bytes() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        comesBack(BYTES, new byte[0], new byte[] {0}, all, new byte[1_000_000]);
    }

    @Test
    void uuids() {
        comesBackAndIsFound(
                UUID,
                new UUID(0, 0),
                new UUID(-1, -1),
                java.util.UUID.fromString("12345678-9012-3456-7890-123456789012"));
    }

    @Test
    void dates() {
        comesBackAndIsFound(
                DATE, LocalDate.of(1, 1, 1), LocalDate.of(2024, 2, 29), LocalDate.of(9999, 12, 31), LocalDate.EPOCH);
    }

    @Test
    void timesToTheMicrosecond() {
        comesBackAndIsFound(TIME, LocalTime.MIN, LocalTime.of(23, 59, 59, 999_999_000), LocalTime.of(12, 0));
    }

    @Test
    void finerDigitsAreCutOffAndTheValueIsStillFound() {
        LocalTime last = LocalTime.MAX;
        comesBackAs(TIME, value -> value.withNano(999_999_000), last);
        Table table = metadata.table("held");
        StepVerifier.create(table.select()
                        .where(table.c("v", LocalTime.class).eq(last))
                        .executeOn(db)
                        .count())
                .expectNext(2L)
                .verifyComplete();
    }

    /** In many zones the clock skips or repeats some of these. */
    @Test
    void timestampsAreNotShifted() {
        comesBackAndIsFound(
                TIMESTAMP,
                LocalDateTime.of(2024, 3, 31, 2, 30),
                LocalDateTime.of(2024, 10, 27, 2, 30),
                LocalDateTime.of(1, 1, 1, 0, 0),
                LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000),
                LocalDateTime.of(1900, 1, 1, 0, 0, 0, 1_000));
    }

    @Test
    void momentsAreTheSameMoments() {
        comesBackAs(
                TIMESTAMP_TZ.adapted(new FunctionAdapter<>(
                        Instant.class, moment -> moment.atOffset(ZoneOffset.ofHours(-11)), OffsetDateTime::toInstant)),
                Function.identity(),
                Instant.parse("2024-10-27T00:30:00Z"),
                Instant.parse("2024-10-27T01:30:00Z"),
                Instant.EPOCH);
    }

    @Test
    void instantsAreFoundAndKeptToTheMicrosecond() {
        comesBackAndIsFound(
                INSTANT,
                Instant.EPOCH,
                Instant.parse("0001-01-01T00:00:00Z"),
                Instant.parse("9999-12-31T23:59:59.999999Z"),
                Instant.parse("2024-03-31T01:00:00.000001Z"));
    }

    @Test
    void anInstantIsTheSameInAnotherZoneOfTheSession() {
        Table table = table(INSTANT);
        Instant moment = Instant.parse("2024-03-31T01:30:00Z");
        String zone =
                database.kind() == DatabaseKind.H2 ? "SET TIME ZONE 'Asia/Kolkata'" : "SET TIME ZONE 'Asia/Kolkata'";
        StepVerifier.create(db.inConnection(connection -> (sqlite
                                ? Mono.<Long>empty()
                                : Sql.text("SET TIME ZONE 'Asia/Kolkata'")
                                        .executeOn(connection)
                                        .count())
                        .then(table.insert().values("id", 1, "v", moment).executeOn(connection))
                        .then(table.select().oneOn(connection))
                        .map(row -> Objects.requireNonNull(row.get("v")))))
                .expectNext(moment)
                .verifyComplete();
        StepVerifier.create(table.select().oneOn(db).map(row -> Objects.requireNonNull(row.get("v"))))
                .expectNext(moment)
                .verifyComplete();
    }

    @Test
    void zonedMomentsComeBackInUtc() {
        ZonedDateTime berlin = ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"));
        comesBackAs(
                ZONED_DATE_TIME,
                value -> value.withZoneSameInstant(ZoneOffset.UTC),
                berlin.withEarlierOffsetAtOverlap(),
                berlin.withLaterOffsetAtOverlap());
    }

    @Test
    void amountsAndPartsOfTime() {
        comesBackAndIsFound(
                DURATION, Duration.ZERO, Duration.ofSeconds(Long.MAX_VALUE, 999_999_999), Duration.ofNanos(-1));
    }

    @Test
    void periods() {
        comesBackAndIsFound(PERIOD, Period.ZERO, Period.of(-1, 2, Integer.MAX_VALUE));
    }

    @Test
    void years() {
        comesBackAndIsFound(YEAR, Year.of(2024), Year.of(Year.MIN_VALUE), Year.of(Year.MAX_VALUE));
    }

    @Test
    void monthsOfYears() {
        comesBackAndIsFound(YEAR_MONTH, YearMonth.of(2024, 2), YearMonth.of(-5, 1), YearMonth.of(12_345, 12));
    }

    @Test
    void daysOfYears() {
        comesBackAndIsFound(MONTH_DAY, MonthDay.of(2, 29), MonthDay.of(12, 31));
    }

    @Test
    void timesWithOffsets() {
        comesBackAndIsFound(OFFSET_TIME, OffsetTime.MIN, OffsetTime.MAX, OffsetTime.of(1, 2, 3, 4, ZoneOffset.UTC));
    }

    @Test
    void zones() {
        comesBackAndIsFound(ZONE_ID, ZoneId.of("Europe/Berlin"), ZoneOffset.ofHoursMinutes(5, 30), ZoneOffset.UTC);
    }

    enum Mood {
        HAPPY,
        SAD,
        JUST_OK
    }

    @Test
    void enumsByName() {
        comesBackAndIsFound(enumByName(Mood.class), Mood.HAPPY, Mood.SAD, Mood.JUST_OK);
        assertThat(database.read("SELECT v FROM held WHERE id = 3")).containsExactly("JUST_OK");
    }

    @Test
    void enumsByOrdinal() {
        comesBackAndIsFound(enumByOrdinal(Mood.class), Mood.HAPPY, Mood.SAD);
        assertThat(database.read("SELECT v FROM held WHERE id = 2")).containsExactly("1");
    }

    @Test
    void nativeEnumsAreTypesOfTheDatabaseWhereItHasThem() {
        comesBack(enumNative(Mood.class, "mood"), Mood.HAPPY, Mood.JUST_OK);
        Table table = metadata.table("held");
        StepVerifier.create(table.select()
                        .where(table.c("v", Mood.class).eq(Mood.HAPPY))
                        .executeOn(db)
                        .count())
                .expectNext(2L)
                .verifyComplete();
        SqlType<?> live = Objects.requireNonNull(Inspector.of(db).table("held").block())
                .columns()
                .get(1)
                .type();
        assertThat(live).isEqualTo(postgres ? enumeration("mood", List.of("HAPPY", "SAD", "JUST_OK")) : varchar(7));
        if (postgres) {
            assertThat(database.read("SELECT count(*) FROM pg_type WHERE typname = 'mood'"))
                    .containsExactly("1");
            StepVerifier.create(metadata.dropAll(db)).verifyComplete();
            assertThat(database.read("SELECT count(*) FROM pg_type WHERE typname = 'mood'"))
                    .containsExactly("0");
        }
    }

    @Test
    void aLabelThatTheEnumHasNotIsAnError() {
        Table table = table(enumByName(Mood.class));
        database.run("INSERT INTO held (id, v) VALUES (1, 'ANGRY')");
        StepVerifier.create(table.select().executeOn(db)).verifyErrorSatisfies(error -> assertThat(error)
                .hasMessage("The database holds 'ANGRY', which is no value of Mood; it has [HAPPY, SAD, JUST_OK]"));
    }

    @Test
    void jsonText() {
        comesBackAs(
                JSON,
                value -> postgres ? value.replace("\":", "\": ").replace(",", ", ") : value,
                "{}",
                "[]",
                "{\"a\":1,\"b\":[true,null]}",
                "\"a\\\\b'c\"",
                "null");
    }

    record Address(String city, List<Integer> numbers, Map<String, Address> others) {}

    @Test
    void jsonObjects() {
        Address plain = new Address("a\\b'c \uD83D\uDE00", List.of(1, 2), Map.of());
        comesBack(
                json(Address.class, new JacksonMapper(new ObjectMapper())),
                plain,
                new Address("", List.of(), Map.of("home", plain)));
    }

    @Test
    void jsonThatIsNoSuchObjectIsAnError() {
        Table table = table(json(Address.class, new JacksonMapper(new ObjectMapper())));
        StepVerifier.create(Sql.text("INSERT INTO held (id, v) VALUES (1, " + (h2 ? "JSON '[7]'" : "'[7]'") + ")")
                        .executeOn(db)
                        .thenMany(table.select().executeOn(db)))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .hasMessageStartingWith("The JSON does not become " + Address.class.getName() + ": "));
    }

    @Test
    void arraysOfNumbers() {
        comesBack(array(INTEGER), new Integer[0], new Integer[] {1, 2, -3}, new Integer[] {
            Integer.MIN_VALUE, Integer.MAX_VALUE
        });
    }

    @Test
    void arraysOfText() {
        comesBack(array(TEXT), new String[][] {{"", "a\\b'c", "{x,\"y\"}", "NULL", "line\nnew \uD83D\uDE00"}, {}});
    }

    @Test
    void arraysOfDecimals() {
        comesBack(array(numeric(10, 2)), new BigDecimal[][] {{new BigDecimal("1.50"), new BigDecimal("-0.01")}});
    }

    @Test
    void arraysOfDates() {
        comesBack(array(DATE), new LocalDate[][] {{LocalDate.of(2024, 2, 29), LocalDate.EPOCH}});
    }

    @Test
    void arraysOfDoubles() {
        comesBack(array(DOUBLE), new Double[][] {{0.1, Double.NaN, Double.NEGATIVE_INFINITY, 1e300}});
    }

    @Test
    void arraysOfAdaptedValues() {
        comesBack(array(INSTANT), new Instant[][] {{Instant.EPOCH, Instant.parse("2024-02-29T12:00:00.123456Z")}});
    }

    @Test
    void arraysOfUuids() {
        comesBack(array(UUID), new UUID[][] {{new UUID(1, 2)}});
    }

    record Celsius(double degrees) {}

    static final class CelsiusAdapter implements TypeAdapter<Celsius, Double> {
        @Override
        public Class<Celsius> javaType() {
            return Celsius.class;
        }

        @Override
        public Double toStored(Celsius value) {
            return value.degrees();
        }

        @Override
        public Celsius fromStored(Double stored) {
            return new Celsius(stored);
        }
    }

    @Test
    void aUsersOwnType() {
        comesBackAndIsFound(DOUBLE.adapted(new CelsiusAdapter()), new Celsius(-273.15), new Celsius(0));
    }
}
