package io.azoth.jdbc.sqlite;

import static io.azoth.jdbc.sqlite.Sqlite.all;
import static io.azoth.jdbc.sqlite.Sqlite.one;
import static io.azoth.jdbc.sqlite.Sqlite.run;
import static io.azoth.jdbc.sqlite.Sqlite.update;
import static io.azoth.jdbc.sqlite.Sqlite.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** What columns do to values that look like numbers: they keep them, or the driver says that they would not. */
class SqliteAffinityTest extends InMemory {

    private static final BigDecimal THIRTY_DIGITS = new BigDecimal("123456789012345678901234567.890");

    private <T> T read(String sql, Class<T> type) {
        return one(Flux.from(connection.createStatement(sql).execute())
                .concatMap(result -> result.map((row, metadata) -> row.get(0, type))));
    }

    private void insert(Object value) {
        one(update(connection, "DELETE FROM t"));
        one(update(connection, "INSERT INTO t VALUES (?)", value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0.00 | integer",
                "1.5 | 1.50 | real",
                "1.50 | 1.50 | real",
                "-1234567890123.45 | -1234567890123.45 | real",
                "100 | 100.00 | integer",
                "9223372036854775807 | 9223372036854775807.00 | integer",
                "-9223372036854775808 | -9223372036854775808.00 | integer",
                "0.001 | 0.001 | real",
                "1E+3 | 1000.00 | integer",
                "1E-7 | 1.0E-7 | real",
            })
    void decimalsThatFitStayNumbersAndGetTheirDeclaredScaleBack(String value, String read, String storage) {
        one(run(connection, "CREATE TABLE t (v DECIMAL(30, 2))"));
        insert(new BigDecimal(value));
        assertThat(read("SELECT typeof(v) FROM t", String.class)).isEqualTo(storage);
        assertThat(read("SELECT v FROM t", BigDecimal.class)).isEqualTo(new BigDecimal(read));
        assertThat(read("SELECT v FROM t", Object.class)).isEqualTo(new BigDecimal(read));
    }

    @Test
    void decimalsCompareAndSortAsNumbers() {
        one(run(connection, "CREATE TABLE t (v DECIMAL(10, 2))"));
        for (String value : List.of("9.5", "10.00", "-3", "100")) {
            one(update(connection, "INSERT INTO t VALUES (?)", new BigDecimal(value)));
        }
        assertThat(all(values(connection, "SELECT v FROM t WHERE v < ? ORDER BY v", new BigDecimal("10.0000"))))
                .containsExactly(new BigDecimal("-3.00"), new BigDecimal("9.50"));
        assertThat(all(values(connection, "SELECT v FROM t WHERE v = ?", BigDecimal.TEN)))
                .containsExactly(new BigDecimal("10.00"));
        assertThat(read("SELECT sum(v) FROM t", BigDecimal.class)).isEqualByComparingTo("116.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DECIMAL(38, 10)", "NUMERIC", "NUMBER", "MONEY", "INTEGER", "BIGINT", "PRICE"})
    void aDecimalThatItsColumnWouldRoundIsRefused(String declared) {
        one(run(connection, "CREATE TABLE t (v " + declared + ")"));
        for (String value : List.of(
                "12345678901234567890.12",
                "0.12345678901234567891",
                "-0.12345678901234567891",
                "9223372036854775808",
                "1234567890123456770.0",
                "1E+400",
                "1E-400",
                "1E+1000000000")) {
            assertThatThrownBy(() -> insert(new BigDecimal(value)))
                    .as(value)
                    .isInstanceOf(R2dbcDataIntegrityViolationException.class)
                    .hasMessage("Parameter 0 is not kept by column 'v': declared " + declared
                            + ", it makes it a double, which would round the value. Declare the column TEXT or"
                            + " DECIMAL_TEXT to keep every character")
                    .extracting(failure -> ((R2dbcException) failure).getSqlState())
                    .isEqualTo("22003");
        }
        assertThat(read("SELECT count(*) FROM t", Integer.class)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TEXT", "DECIMAL_TEXT", "DECIMAL_TEXT(40, 2)", "VARCHAR(50)", "BLOB", ""})
    void columnsOfTextKeepEveryDigit(String declared) {
        one(run(connection, "CREATE TABLE t (v " + declared + ")"));
        for (BigDecimal value : List.of(
                THIRTY_DIGITS,
                THIRTY_DIGITS.negate(),
                new BigDecimal("1.500"),
                new BigDecimal("0.000"),
                new BigDecimal("0.00000000000000000000000000001"),
                new BigDecimal("1E-500"),
                new BigDecimal("1E+1000000000"))) {
            insert(value);
            assertThat(read("SELECT v FROM t", BigDecimal.class)).isEqualTo(value);
            assertThat(read("SELECT count(*) FROM t", Integer.class)).isEqualTo(1);
            assertThat(one(values(connection, "SELECT count(*) FROM t WHERE v = ?", value)))
                    .isEqualTo(1);
        }
    }

    @Test
    void integersBeyondSixtyFourBitsAreKeptOrRefused() {
        one(run(connection, "CREATE TABLE t (v BIGINT)", "CREATE TABLE s (v TEXT)"));
        BigInteger big = BigInteger.ONE.shiftLeft(63);
        one(update(connection, "INSERT INTO t VALUES (?)", big.subtract(BigInteger.ONE)));
        assertThat(read("SELECT v FROM t", BigInteger.class)).isEqualTo(big.subtract(BigInteger.ONE));
        assertThatThrownBy(() -> insert(big)).isInstanceOf(R2dbcDataIntegrityViolationException.class);
        one(update(connection, "INSERT INTO s VALUES (?)", big));
        assertThat(read("SELECT v FROM s", BigInteger.class)).isEqualTo(big);
    }

    @Test
    void whateverDecimalIsBoundComesBackEqualOrIsRefused() {
        one(run(connection, "CREATE TABLE t (v NUMERIC)"));
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            BigDecimal value = new BigDecimal(new BigInteger(1 + random.nextInt(80), random), random.nextInt(60) - 30);
            try {
                insert(value);
                assertThat(read("SELECT v FROM t", BigDecimal.class)).isEqualByComparingTo(value);
            } catch (R2dbcDataIntegrityViolationException wouldRound) {
                assertThat(value.precision()).as(value.toString()).isGreaterThan(15);
                refused++;
            }
        }
        assertThat(refused).isBetween(500, 2_500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UUID", "JSON", "STRING", "DATE", "TIMESTAMP", "PHONE"})
    void aTextThatItsColumnWouldChangeIsRefused(String declared) {
        one(run(connection, "CREATE TABLE t (v " + declared + ")"));
        for (String kept :
                List.of("12345678", "-5", "0", "1.5", "12345678-1", "1e", "0x10", "x", "", " ", "-", "7 a")) {
            insert(kept);
            assertThat(read("SELECT v FROM t", String.class)).isEqualTo(kept);
        }
        for (String changed :
                List.of("007", "1.50", "1e5", "+49", " 7", "7\n", ".5", "5.", "-0", "12345678901234567890")) {
            assertThatThrownBy(() -> insert(changed))
                    .as(changed)
                    .isInstanceOf(R2dbcDataIntegrityViolationException.class)
                    .hasMessage("Parameter 0 is not kept by column 'v': declared " + declared
                            + ", it makes it a number, which would change the text. Declare the column TEXT or"
                            + " DECIMAL_TEXT to keep every character")
                    .extracting(failure -> ((R2dbcException) failure).getSqlState())
                    .isEqualTo("22018");
        }
    }

    @Test
    void whateverTextIsBoundComesBackEqualOrIsRefused() {
        one(run(connection, "CREATE TABLE t (v STRING)"));
        Random random = new Random(11);
        String alphabet = "0123456789012345678.eE+- \t";
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(random.nextInt(4) == 0 ? 24 : 7); length >= 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                insert(text.toString());
                assertThat(read("SELECT v FROM t", String.class)).isEqualTo(text.toString());
            } catch (R2dbcDataIntegrityViolationException wouldChange) {
                refused++;
            }
        }
        assertThat(refused).isBetween(500, 2_500);
    }

    @Test
    void numbersGivenAsTextAreTakenByColumnsOfNumbers() {
        one(run(connection, "CREATE TABLE t (v DECIMAL(10, 2))"));
        insert("007.50");
        assertThat(read("SELECT v FROM t", BigDecimal.class)).isEqualTo(new BigDecimal("7.50"));
        for (String rounded : List.of("0.12345678901234567891", "1e99999999999", "1e-99999999999", "1e400")) {
            assertThatThrownBy(() -> insert(rounded)).isInstanceOf(R2dbcDataIntegrityViolationException.class);
        }
    }

    /** The value that would be rounded is parameter 0; {@code n} is a number, {@code x} a text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES (?1, 'x', 5, 'y')",
                "INSERT INTO main.t (x, n) VALUES ('a', 1), ('b', ?1)",
                "REPLACE INTO \"t\" (x, \"n\") VALUES ('a', ?1)",
                "INSERT OR IGNORE INTO [t] ([x], N) SELECT 'a', ?1",
                "INSERT INTO t (x, n) SELECT 'a', coalesce(?1, 1) FROM t WHERE n > 0 UNION ALL VALUES ('b', 2)",
                "INSERT INTO t (x, n) VALUES ('a', 1) UNION ALL SELECT 'b', ?1",
                "INSERT INTO t (x, n) SELECT x, ?1 * 1 FROM t",
                "WITH v(a) AS (VALUES (?1)) INSERT INTO t (n) SELECT a FROM v",
                "INSERT INTO t (n) SELECT a FROM (SELECT ?1 AS a)",
                "INSERT INTO t (id, n) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET x = 'y', n = ?1 RETURNING n",
                "INSERT INTO t (id, n) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET n = excluded.n WHERE id = 2"
                        + " ON CONFLICT DO UPDATE SET n = ?1",
                "UPDATE t SET n = ?1",
                "UPDATE OR REPLACE main.t AS a SET x = 'a', n = 1 + ?1 WHERE id = 1",
                "UPDATE t SET (x, n) = ('a', ?1)",
                "UPDATE t SET (x, n) = (SELECT 'a', ?1), x = 'b'",
                "UPDATE t SET n = v.a FROM (VALUES (?1)) AS w(a), (SELECT ?1 AS a) AS v WHERE t.id = 1",
                "UPDATE t SET conflict = 1, n = ?1",
                "INSERT INTO t (n, conflict) SELECT ?1, conflict FROM t",
                "INSERT INTO seen (n) VALUES (?1)",
            })
    void theColumnOfAParameterIsFoundInEveryFormOfStatement(String sql) {
        forms();
        assertThatThrownBy(() -> one(update(connection, sql, THIRTY_DIGITS)))
                .isInstanceOf(R2dbcDataIntegrityViolationException.class)
                .hasMessageStartingWith("Parameter 0 is not kept by column 'n': declared DECIMAL(38, 10)");
        assertThat(read("SELECT count(*) FROM t WHERE n = 1", Integer.class)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES (1, ?1, 2, 'y')",
                "INSERT INTO t (x) VALUES (?1)",
                "INSERT INTO t (n, x) SELECT 1, ?1 FROM t WHERE n IS NOT DISTINCT FROM 1 AND x <> ?1",
                "INSERT INTO t (id, n) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET n = 2, x = ?1 WHERE n < ?1",
                "UPDATE t SET n = 3, x = ?1 WHERE n <> ?1 RETURNING n = ?1",
                "UPDATE t SET (n, x) = (1, ?1)",
                "UPDATE t SET x = v.a FROM (SELECT ?1 AS a) AS v",
                "WITH v(a) AS (VALUES (?1)) UPDATE t SET x = v.a FROM v",
                "DELETE FROM t WHERE n > ?1",
                "INSERT INTO strict_t VALUES (?1, ?1)",
            })
    void aValueThatGoesElsewhereIsNotRefused(String sql) {
        forms();
        one(update(connection, sql, THIRTY_DIGITS));
        if (sql.contains("x")) {
            assertThat(one(values(connection, "SELECT count(*) FROM t WHERE x = ?", THIRTY_DIGITS)))
                    .isEqualTo(1);
        }
    }

    private void forms() {
        one(run(
                connection,
                "CREATE TABLE t (n DECIMAL(38, 10), x TEXT, id INTEGER PRIMARY KEY, conflict TEXT, twice AS (n * 2))",
                "CREATE TABLE strict_t (a ANY, b TEXT) STRICT",
                "CREATE VIEW seen AS SELECT n FROM t",
                "CREATE TRIGGER write_seen INSTEAD OF INSERT ON seen BEGIN INSERT INTO t (n) VALUES (new.n); END",
                "INSERT INTO t (n, x, id) VALUES (1, 'one', 1)"));
    }

    @Test
    void theColumnIsLookedUpAgainWhenAnotherConnectionChangesTheTable() {
        one(run(connection, "CREATE TABLE t (v TEXT)"));
        insert("007");
        Connection other = one(factory.create());
        one(run(other, "DROP TABLE t", "CREATE TABLE t (v STRING)"));
        one(other.close());
        assertThatThrownBy(() -> insert("007")).isInstanceOf(R2dbcDataIntegrityViolationException.class);
    }

    @Test
    void aRefusalLeavesTheTransactionOpen() {
        one(run(connection, "CREATE TABLE t (v NUMERIC)"));
        one(connection.beginTransaction());
        one(update(connection, "INSERT INTO t VALUES (1)"));
        assertThatThrownBy(() -> one(update(connection, "INSERT INTO t VALUES (?)", THIRTY_DIGITS)))
                .isInstanceOf(R2dbcDataIntegrityViolationException.class);
        one(connection.commitTransaction());
        assertThat(read("SELECT count(*) FROM t", Integer.class)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"REAL", "DOUBLE PRECISION", "FLOAT", "NUMERIC", "TEXT", "BLOB"})
    void notANumberAndTheInfinitiesComeBack(String declared) {
        one(run(connection, "CREATE TABLE t (v " + declared + ")"));
        for (Double value : List.of(
                Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, Double.MIN_VALUE)) {
            insert(value);
            assertThat(read("SELECT v FROM t", Double.class)).isEqualTo(value);
            assertThat(one(values(connection, "SELECT count(*) FROM t WHERE v = ?", value)))
                    .isEqualTo(1);
        }
        insert(Float.NaN);
        assertThat(read("SELECT v FROM t", Float.class)).isNaN();
    }

    @Test
    void notANumberSortsBehindEveryNumberAndIsReadByItsDeclaration() {
        one(run(connection, "CREATE TABLE t (v DOUBLE)"));
        for (Double value : List.of(Double.NaN, Double.POSITIVE_INFINITY, -1.5)) {
            one(update(connection, "INSERT INTO t VALUES (?)", value));
        }
        assertThat(all(values(connection, "SELECT v FROM t ORDER BY v")))
                .containsExactly(-1.5, Double.POSITIVE_INFINITY, Double.NaN);
    }

    @ParameterizedTest
    @CsvSource({"BLOB, true", "'', true", "REAL, false", "DOUBLE, false", "NUMERIC, false", "INTEGER, false"})
    void theSignOfZeroIsKeptWhereTheColumnConvertsNothing(String declared, boolean kept) {
        one(run(connection, "CREATE TABLE t (v " + declared + ")"));
        insert(-0.0);
        assertThat(read("SELECT v FROM t", Double.class)).isEqualTo(kept ? -0.0 : 0.0);
        assertThat(read("SELECT v = 0 FROM t", Boolean.class)).isTrue();
    }

    @Test
    void aNumberBeyondTheRangeOfDoublesIsRefusedByColumnsOfDoubles() {
        one(run(connection, "CREATE TABLE t (v REAL)"));
        assertThatThrownBy(() -> insert(new BigDecimal("1E+400")))
                .isInstanceOf(R2dbcDataIntegrityViolationException.class)
                .hasMessage("Parameter 0 is not kept by column 'v': declared REAL, it makes it a double, whose range"
                        + " the value exceeds. Declare the column TEXT or DECIMAL_TEXT to keep every character");
        insert(new BigDecimal("0.12345678901234567891"));
        assertThat(read("SELECT v FROM t", Double.class)).isEqualTo(0.12345678901234567891);
    }
}
