package io.azoth.jdbc.sqlite;

import static io.azoth.jdbc.sqlite.Sqlite.all;
import static io.azoth.jdbc.sqlite.Sqlite.one;
import static io.azoth.jdbc.sqlite.Sqlite.run;
import static io.azoth.jdbc.sqlite.Sqlite.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** Each kind of value in each kind of column: it comes back as it was, or it is refused before it is written. */
class SqliteRoundTripTest extends InMemory {

    private static List<Object> values() {
        LocalDateTime moment = LocalDateTime.of(2024, 1, 31, 10, 15, 30, 123_456_789);
        Stream<Object> chosen = Stream.of(
                0,
                -1,
                Integer.MIN_VALUE,
                Integer.MAX_VALUE,
                3_000_000_000L,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                (short) 7,
                (byte) -128,
                true,
                false,
                'x',
                '7',
                ' ',
                0.0,
                0.1,
                0.1 + 0.2,
                1.0 / 3,
                -1e300,
                1e15 + 0.3,
                123_456_789.123_456_78,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                9_007_199_254_740_993.0,
                0.1f,
                16_777_217f,
                Float.MIN_VALUE,
                Float.MAX_VALUE,
                Float.NaN,
                new BigDecimal("0.10"),
                new BigDecimal("12345678901234567890.1200"),
                new BigDecimal("1E+400"),
                BigInteger.TWO.pow(62),
                BigInteger.TWO.pow(64),
                BigInteger.TWO.pow(100).negate(),
                "",
                "x",
                "7",
                "-7",
                "007",
                "1.50",
                "1e5",
                "1e400",
                "+49 30",
                "+4930",
                " 7",
                "7 ",
                ".5",
                "0x1F",
                "NaN",
                "Inf",
                "true",
                "2024",
                "2024-01-31",
                "12345678901234567890",
                "a \0 b",
                "\uD83D\uDE00",
                new byte[0],
                new byte[] {0, 1, -1},
                "7".getBytes(),
                UUID.fromString("00000000-0000-0001-0000-000000000002"),
                moment.toLocalDate(),
                LocalDate.of(-44, 3, 15),
                LocalDate.of(12_024, 1, 1),
                moment.toLocalTime(),
                LocalTime.MIDNIGHT,
                moment,
                moment.toInstant(ZoneOffset.UTC),
                Instant.EPOCH,
                moment.atOffset(ZoneOffset.ofHoursMinutes(-5, -30)),
                moment.atZone(ZoneId.of("Europe/Paris")),
                OffsetTime.of(LocalTime.NOON, ZoneOffset.ofHours(-3)),
                Year.of(2024),
                YearMonth.of(2024, 2),
                Duration.ofMillis(1500),
                Period.ofDays(3),
                DayOfWeek.MONDAY);
        Random random = new Random(5);
        Stream<Object> doubles = Stream.generate(() -> (Object) Double.longBitsToDouble(random.nextLong()))
                .filter(value -> !((Double) value).isNaN())
                .limit(300);
        Stream<Object> near = Stream.generate(() -> (Object) (random.nextInt(1_000_000) / 1000.0 * random.nextDouble()))
                .limit(300);
        return Stream.concat(chosen, Stream.concat(doubles, near)).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INTEGER",
                "BIGINT",
                "BOOLEAN",
                "TINYINT",
                "REAL",
                "DOUBLE PRECISION",
                "DECIMAL(10, 2)",
                "NUMERIC",
                "TEXT",
                "DECIMAL_TEXT",
                "VARCHAR(5)",
                "CHAR(1)",
                "CLOB",
                "BLOB",
                "",
                "UUID",
                "JSON",
                "STRING",
                "DATE",
                "TIME",
                "TIMESTAMP",
                "TIMESTAMP WITH TIME ZONE"
            })
    void whateverIsBoundComesBackEqualOrIsRefused(String declared) {
        one(run(connection, "CREATE TABLE t (v " + declared + ")"));
        int refused = 0;
        for (Object value : values()) {
            one(run(connection, "DELETE FROM t"));
            String what = value.getClass().getSimpleName() + " " + value + " in " + declared;
            try {
                one(update(connection, "INSERT INTO t VALUES (?)", value));
                comesBack(value, declared, what);
            } catch (R2dbcDataIntegrityViolationException refusal) {
                refused++;
            }
        }
        assertThat(refused).isLessThan(60);
    }

    private void comesBack(Object value, String declared, String what) {
        boolean reals = declared.equals("REAL") || declared.equals("DOUBLE PRECISION");
        boolean numbers = reals || declared.matches("INTEGER|BIGINT|TINYINT|BOOLEAN|NUMERIC|DECIMAL\\(10, 2\\)");
        boolean text = value instanceof String || value instanceof Character;
        boolean number = text
                ? numbers && value.toString().strip().matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?")
                : value instanceof BigDecimal || value instanceof BigInteger || value instanceof Long;
        if (number && reals) { // a number of a column of doubles, as it is declared
            assertThat(read(Double.class)).as(what).isEqualTo(Double.parseDouble(value.toString()));
        } else if (number) {
            assertThat(read(BigDecimal.class))
                    .as(what)
                    .isEqualByComparingTo(new BigDecimal(value.toString().strip()));
        } else {
            assertThat((Object) read(value.getClass())).as(what).isEqualTo(value);
        }
    }

    private <T> T read(Class<T> type) {
        return all(Flux.from(connection.createStatement("SELECT v FROM t").execute())
                        .concatMap(result -> result.map((row, metadata) -> Optional.of(row.get(0, type)))))
                .get(0)
                .orElseThrow();
    }
}
