package io.azoth.jdbc.sqlite;

import static io.azoth.jdbc.sqlite.Sqlite.all;
import static io.azoth.jdbc.sqlite.Sqlite.one;
import static io.azoth.jdbc.sqlite.Sqlite.run;
import static io.azoth.jdbc.sqlite.Sqlite.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.azoth.jdbc.JdbcConnectionFactory;
import io.r2dbc.spi.Clob;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.RowMetadata;
import io.r2dbc.spi.Statement;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

class SqliteTypeTest extends InMemory {

    private <T> T read(String sql, Class<T> type) {
        return all(Flux.from(connection.createStatement(sql).execute())
                        .concatMap(result ->
                                result.map((row, metadata) -> java.util.Optional.ofNullable(row.get(0, type)))))
                .get(0)
                .orElse(null);
    }

    private static Stream<Arguments> roundTrips() {
        LocalDateTime moment = LocalDateTime.of(2024, 1, 31, 10, 15, 30, 123_456_789);
        UUID uuid = UUID.fromString("00000000-0000-0001-0000-000000000002");
        return Stream.of(
                arguments("INTEGER", 42),
                arguments("INTEGER", Integer.MIN_VALUE),
                arguments("INTEGER", Long.MAX_VALUE),
                arguments("BIGINT", Long.MIN_VALUE),
                arguments("SMALLINT", (short) -7),
                arguments("TINYINT", (byte) -128),
                arguments("BOOLEAN", true),
                arguments("BOOLEAN", false),
                arguments("REAL", 0.1),
                arguments("DOUBLE PRECISION", Double.POSITIVE_INFINITY),
                arguments("FLOAT", 0.1f),
                arguments("TEXT", ""),
                arguments("VARCHAR(5)", "longer than five, ünïcödé \uD83D\uDE00, and \0 inside"),
                arguments("CHAR(1)", 'x'),
                arguments("TEXT", new BigDecimal("12345678901234567890.1200")),
                arguments("DECIMAL_TEXT", new BigDecimal("12345678901234567890.1200")),
                arguments("DECIMAL(10,2)", new BigDecimal("1234.25")),
                arguments("BIGINT", BigInteger.valueOf(Long.MAX_VALUE)),
                arguments("TEXT", BigInteger.ONE.shiftLeft(100)),
                arguments("UUID", uuid),
                arguments("TEXT", uuid),
                arguments("DATE", LocalDate.of(2024, 2, 29)),
                arguments("DATE", LocalDate.of(-44, 3, 15)),
                arguments("TIME", LocalTime.of(23, 59, 59, 1)),
                arguments("TIME", LocalTime.MIDNIGHT),
                arguments("TIMESTAMP", moment),
                arguments("DATETIME", LocalDateTime.of(2024, 1, 31, 0, 0)),
                arguments("TIMESTAMP", moment.toInstant(ZoneOffset.UTC)),
                arguments("TIMESTAMP", Instant.EPOCH),
                arguments("TIMESTAMP WITH TIME ZONE", moment.atOffset(ZoneOffset.ofHoursMinutes(5, 30))),
                arguments("TIMESTAMP WITH TIME ZONE", moment.atOffset(ZoneOffset.UTC)),
                arguments("TEXT", ZonedDateTime.of(moment, java.time.ZoneId.of("Europe/Paris"))),
                arguments("TEXT", OffsetTime.of(LocalTime.NOON, ZoneOffset.ofHours(-3))),
                arguments("INTEGER", Year.of(2024)),
                arguments("TEXT", YearMonth.of(2024, 2)),
                arguments("TEXT", Duration.ofMillis(1500)),
                arguments("TEXT", Period.ofDays(3)),
                arguments("TEXT", DayOfWeek.MONDAY),
                arguments("JSON", "{\"a\":1}"));
    }

    @ParameterizedTest
    @MethodSource("roundTrips")
    void whatGoesInComesOut(String declared, Object value) {
        one(run(connection, "CREATE TABLE t (v " + declared + ")"));
        one(update(connection, "INSERT INTO t VALUES (?)", value));
        assertThat((Object) read("SELECT v FROM t", value.getClass())).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INTEGER | 7 | java.lang.Integer | INTEGER",
                "INTEGER | 3000000000 | java.lang.Long | INTEGER",
                "BIGINT | 7 | java.lang.Long | BIGINT",
                "BOOLEAN | 1 | java.lang.Boolean | BOOLEAN",
                "REAL | 1.5 | java.lang.Double | DOUBLE",
                "DECIMAL(8,2) | 1.5 | java.math.BigDecimal | DECIMAL",
                "VARCHAR(9) | 'x' | java.lang.String | VARCHAR",
                "CLOB | 'x' | java.lang.String | CLOB",
                "UUID | '00000000-0000-0001-0000-000000000002' | java.util.UUID | UUID",
                "DATE | '2024-01-31' | java.time.LocalDate | DATE",
                "TIME | '10:15:30' | java.time.LocalTime | TIME",
                "TIMESTAMP | '2024-01-31 10:15:30' | java.time.LocalDateTime | TIMESTAMP",
                "TIMESTAMPTZ | '2024-01-31 10:15:30+02:00' | java.time.OffsetDateTime | TIMESTAMP_WITH_TIME_ZONE",
                "JSON | '{}' | java.lang.String | JSON",
                "DATE | 'never' | java.lang.String | DATE",
                "INTEGER | 'text' | java.lang.String | INTEGER",
                "WHATEVER | 1.5 | java.lang.Double | ANY",
            })
    void anUntypedReadFollowsTheDeclarationWhereTheValueFits(
            String declared, String literal, String type, String name) {
        String quoted = literal.matches("[0-9.]+") ? literal : "'" + literal.replace("'", "") + "'";
        one(run(connection, "CREATE TABLE t (v " + declared + ")", "INSERT INTO t VALUES (" + quoted + ")"));
        List<String> seen = all(Flux.from(
                        connection.createStatement("SELECT v FROM t").execute())
                .concatMap(result ->
                        result.map((row, metadata) -> row.get(0).getClass().getName() + " "
                                + metadata.getColumnMetadata(0).getType().getName())));
        assertThat(seen).containsExactly(type + " " + name);
    }

    @Test
    void columnsTellWhatTheirDeclarationSays() {
        one(run(connection, "CREATE TABLE t (price DECIMAL(8, 2), name VARCHAR(40), at TIMESTAMP)"));
        RowMetadata metadata = all(Flux.from(connection
                                .createStatement(
                                        "SELECT price, name AS label, at, 1 + 1 FROM t UNION ALL SELECT 1, 2, 3, 4")
                                .execute())
                        .concatMap(result -> result.map((row, known) -> known)))
                .get(0);
        assertThat(metadata.getColumnMetadatas())
                .extracting(column -> column.getName() + " " + column.getPrecision() + " " + column.getScale() + " "
                        + column.getJavaType().getSimpleName())
                .containsExactly(
                        "price 8 2 BigDecimal",
                        "label 40 null String",
                        "at null null LocalDateTime",
                        "1 + 1 null null Object");
        assertThat(metadata.getColumnMetadata("LABEL").getType()).isEqualTo(R2dbcType.VARCHAR);
        assertThat(metadata.contains("price")).isTrue();
        assertThat(metadata.contains("cost")).isFalse();
    }

    @Test
    void nullIsNullAsEveryType() {
        for (Class<?> type :
                List.of(Integer.class, String.class, Object.class, UUID.class, byte[].class, Instant.class)) {
            assertThat((Object) read("SELECT NULL", type)).isNull();
        }
    }

    @Test
    void numbersConvertWhereNothingIsLost() {
        assertThat(read("SELECT 7", Long.class)).isEqualTo(7L);
        assertThat(read("SELECT 7.0", Integer.class)).isEqualTo(7);
        assertThat(read("SELECT '7'", Integer.class)).isEqualTo(7);
        assertThat(read("SELECT 7", BigDecimal.class)).isEqualTo(BigDecimal.valueOf(7));
        assertThat(read("SELECT 7", String.class)).isEqualTo("7");
        assertThat(read("SELECT 7", Double.class)).isEqualTo(7.0);
        assertThat(read("SELECT 7", Number.class)).isEqualTo(7);
        assertThat(read("SELECT 'true'", Boolean.class)).isTrue();
        assertThat(read("SELECT 0", boolean.class)).isFalse();
        assertThat(read("SELECT 7", int.class)).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 3000000000 | java.lang.Integer | INTEGER that cannot be read as java.lang.Integer: integer overflow",
                "SELECT 1.5 | java.lang.Long | REAL that cannot be read as java.lang.Long: Rounding necessary",
                "SELECT 'x' | java.lang.Integer | TEXT that cannot be read as java.lang.Integer: the text is not a number",
                "SELECT 9007199254740993 | java.lang.Double | INTEGER that cannot be read as java.lang.Double: a double has too few digits",
                "SELECT 300 | java.lang.Byte | INTEGER that cannot be read as java.lang.Byte: overflow",
                "SELECT x'00' | java.lang.String | BLOB that cannot be read as java.lang.String: bytes are not text",
                "SELECT 'xy' | java.lang.Character | TEXT that cannot be read as java.lang.Character: it has 2 characters",
                "SELECT x'0102' | java.util.UUID | BLOB that cannot be read as java.util.UUID: it has 2 bytes",
                "SELECT '2024-01-31 10:00:00' | java.time.LocalDate | TEXT that cannot be read as java.time.LocalDate: it has a time of day",
                "SELECT 1 | java.util.List | INTEGER that cannot be read as java.util.List: no such conversion",
                "SELECT 'x' | java.time.Instant | TEXT that cannot be read as java.time.Instant: Text 'x' could not be parsed at index 0",
            })
    void whatWouldLoseSomethingIsAnError(String sql, String type, String message) throws Exception {
        Class<?> wanted = Class.forName(type);
        String query = sql.replace("SELECT x ", "SELECT 'x' ");
        assertThatThrownBy(() -> read(query + " AS v", wanted))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column 'v' holds " + message);
    }

    @Test
    void timesOfOthersAreReadToo() {
        assertThat(read("SELECT '2024-01-31T10:15:30Z'", Instant.class))
                .isEqualTo(Instant.parse("2024-01-31T10:15:30Z"));
        assertThat(read("SELECT '2024-01-31T10:15'", LocalDateTime.class))
                .isEqualTo(LocalDateTime.of(2024, 1, 31, 10, 15));
        assertThat(read("SELECT 1706696130123", Instant.class)).isEqualTo(Instant.ofEpochMilli(1706696130123L));
        assertThat(read("SELECT '2024-01-31 12:15:30+02:00'", LocalDateTime.class))
                .isEqualTo(LocalDateTime.of(2024, 1, 31, 10, 15, 30));
        assertThat(read("SELECT CURRENT_TIMESTAMP", Instant.class)).isAfter(Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(read("SELECT '2024-01-31'", OffsetDateTime.class))
                .isEqualTo(OffsetDateTime.of(2024, 1, 31, 0, 0, 0, 0, ZoneOffset.UTC));
    }

    @Test
    void textOrderOfTimesIsTimeOrder() {
        one(run(connection, "CREATE TABLE t (v TIMESTAMP)"));
        Instant second = Instant.parse("2024-01-31T10:15:30Z");
        for (Instant at : List.of(second.plusMillis(500), second, second.plusNanos(1), second.plusSeconds(1))) {
            one(update(connection, "INSERT INTO t VALUES (?)", at));
        }
        assertThat(all(Flux.from(connection
                                .createStatement("SELECT v FROM t ORDER BY v")
                                .execute())
                        .concatMap(result -> result.map((row, m) -> row.get(0, Instant.class)))))
                .isSorted();
    }

    @Test
    void sqlitesDateFunctionsUnderstandWhatIsStored() {
        one(run(connection, "CREATE TABLE t (v TIMESTAMP)"));
        one(update(connection, "INSERT INTO t VALUES (?)", LocalDateTime.of(2024, 1, 31, 10, 15, 30)));
        assertThat(read("SELECT strftime('%Y/%m', v, '+1 month') FROM t", String.class))
                .isEqualTo("2024/03");
        one(update(connection, "UPDATE t SET v = ?", OffsetDateTime.parse("2024-01-31T01:00:00+02:00")));
        assertThat(read("SELECT datetime(v) FROM t", String.class)).isEqualTo("2024-01-30 23:00:00");
    }

    @Test
    void bytesKeepTheirLength() {
        one(run(connection, "CREATE TABLE t (v BLOB)"));
        for (byte[] value : List.of(new byte[0], new byte[] {0}, new byte[100_000])) {
            one(update(connection, "DELETE FROM t"));
            one(update(connection, "INSERT INTO t VALUES (?)", (Object) value));
            assertThat(read("SELECT typeof(v) FROM t", String.class)).isEqualTo("blob");
            assertThat(read("SELECT v FROM t", byte[].class)).isEqualTo(value);
            assertThat(read("SELECT v FROM t", Object.class)).isEqualTo(ByteBuffer.wrap(value));
        }
        ByteBuffer part = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2);
        one(update(connection, "UPDATE t SET v = ?", part));
        assertThat(read("SELECT v FROM t", byte[].class)).containsExactly(2, 3);
        assertThat(part.remaining()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "ab\uDE00", "\uD83D\uDE00\uDE00", "\uD83Dx"})
    void halfACharacterIsRefusedAndNotReplaced(String text) {
        int index = text.length() - (text.endsWith("x") ? 2 : 1);
        String message = "A text has half of a surrogate pair at index " + index + ", which cannot be stored";
        Statement statement = connection.createStatement("SELECT ?");
        for (Object value : List.of(text, new StringBuilder(text), Parameters.in(text))) {
            assertThatThrownBy(() -> statement.bind(0, value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
        }
        assertThatThrownBy(() -> statement.bind(0, '\uD83D')).isInstanceOf(IllegalArgumentException.class);
        Statement bound = connection.createStatement("SELECT ?").bind(0, Clob.from(Flux.just(text)));
        assertThatThrownBy(() -> all(Sqlite.values(bound))).hasMessage(message);
        Statement halves = connection.createStatement("SELECT ?").bind(0, Clob.from(Flux.just("\uD83D", "\uDE00")));
        assertThat(one(Sqlite.values(halves))).isEqualTo("\uD83D\uDE00");
    }

    @Test
    void aUuidIsReadFromSixteenBytesToo() {
        assertThat(read("SELECT x'00000000000000010000000000000002'", UUID.class))
                .isEqualTo(UUID.fromString("00000000-0000-0001-0000-000000000002"));
    }

    @Test
    void aDatabaseInUtf16IsReadAsWell() {
        JdbcConnectionFactory wide = Sqlite.factory("r2dbc:sqlite:///:memory:?sqlite.pragma.encoding=UTF-16le");
        assertThat(all(Sqlite.with(wide, c -> run(c, "CREATE TABLE t (v TEXT)")
                        .thenMany(update(c, "INSERT INTO t VALUES (?)", "ünïcödé \uD83D\uDE00"))
                        .thenMany(Sqlite.values(c, "SELECT v FROM t")))))
                .containsExactly("ünïcödé \uD83D\uDE00");
        one(wide.close());
    }
}
