package io.azoth.jdbc.sqlite;

import static io.azoth.jdbc.sqlite.Sqlite.one;
import static io.azoth.jdbc.sqlite.Sqlite.run;
import static io.azoth.jdbc.sqlite.Sqlite.update;
import static io.azoth.jdbc.sqlite.Sqlite.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.jdbc.JdbcConnectionFactory;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which parameters of a statement are taken for written values. Columns {@code a} and {@code b} would make a 7 of
 * {@code '007'}, column {@code c} keeps it: it is refused where it reaches one of the two, and nowhere else.
 */
class SqliteWrittenValueTest {

    private static final String CHANGED = "007";

    private final JdbcConnectionFactory factory = Sqlite.memory();
    private Connection connection;

    @BeforeEach
    void open() {
        connection = one(factory.create());
        one(run(
                connection,
                "CREATE TABLE t (id INTEGER PRIMARY KEY, a STRING, b STRING, c TEXT)",
                "CREATE TABLE s (code TEXT)",
                "INSERT INTO t VALUES (1, 'x', 'y', '007')",
                "INSERT INTO s VALUES ('k')"));
    }

    @AfterEach
    void close() {
        one(connection.close());
        one(factory.close());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE t SET a = 'x' WHERE b = ?1",
                "UPDATE t SET a = (SELECT b FROM s WHERE s.code = ?1)",
                "UPDATE t SET a = CASE WHEN c = ?1 THEN 'x' ELSE 'y' END",
                "UPDATE t SET a = CASE ?1 WHEN c THEN 'x' ELSE 'y' END",
                "UPDATE t SET a = CASE c WHEN ?1 THEN 'x' WHEN 'k' THEN 'z' ELSE 'y' END, c = ?1",
                "UPDATE t SET a = (c = ?1)",
                "UPDATE t SET a = c IN ('x', ?1)",
                "UPDATE t SET a = c LIKE ?1",
                "UPDATE t SET a = c IS NOT DISTINCT FROM ?1",
                "UPDATE t SET a = c BETWEEN 'a' AND ?1",
                "UPDATE t SET a = c >= ?1, b = c <> ?1",
                "UPDATE t SET a = ?1 != c",
                "UPDATE t SET a = NOT ?1",
                "UPDATE t SET a = EXISTS (SELECT ?1)",
                "UPDATE t SET a = length(?1)",
                "UPDATE t SET a = CAST(?1 AS INTEGER) + 1",
                "UPDATE t SET a = (SELECT count(*) FILTER (WHERE code = ?1) FROM s)",
                "UPDATE t SET a = (SELECT group_concat(code, ',' ORDER BY code = ?1) FROM s)",
                "UPDATE t SET a = (SELECT code FROM s ORDER BY code = ?1 LIMIT 1)",
                "UPDATE t SET a = (SELECT code FROM s LIMIT ?1)",
                "UPDATE t SET a = 'x' RETURNING c = ?1, ?1",
                "UPDATE t SET (a, c) = (SELECT 'x', ?1 FROM s)",
                "UPDATE t SET (a, b) = (SELECT 'x', 'y' FROM s WHERE code = ?1)",
                "UPDATE t SET a = s.code FROM s JOIN s AS q ON q.code = ?1 WHERE t.id = 1",
                "WITH v AS (SELECT id FROM t WHERE c = ?1) UPDATE t SET a = 'x' WHERE id IN (SELECT id FROM v)",
                "INSERT INTO t (a) SELECT s.code FROM s JOIN t ON t.c = ?1",
                "INSERT INTO t (a) SELECT s.code FROM s LEFT JOIN (t JOIN s AS q ON q.code = ?1) ON t.c = ?1",
                "INSERT INTO t (a) VALUES ((SELECT code FROM s WHERE code = ?1))",
                "INSERT INTO t (a, c) VALUES ('x', ?1)",
                "INSERT INTO t (a) VALUES ('x') RETURNING ?1",
                "INSERT INTO t VALUES (NULL, 'x', 'y', ?1)",
                "INSERT INTO t (id, a) VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET a = 'y' WHERE t.c = ?1",
                "INSERT INTO t (id, a) VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET c = ?1 WHERE t.c = ?1",
                "INSERT INTO t (a) SELECT 'x' EXCEPT SELECT ?1",
                "INSERT INTO t (a) SELECT 'x' FROM s GROUP BY code HAVING code = ?1",
                "INSERT INTO t (a) SELECT max(code) OVER (PARTITION BY code = ?1) FROM s",
                "INSERT INTO t (a) SELECT max(code) OVER w FROM s WINDOW w AS (PARTITION BY code = ?1)",
                "DELETE FROM t WHERE a = ?1",
            })
    void aValueThatOnlyDecidesIsNotRefused(String sql) {
        one(update(connection, sql, CHANGED));
        assertThat(rewritten()).isEqualTo(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE t SET a = ?1",
                "UPDATE t SET a = ((?1))",
                "UPDATE t SET a = CASE WHEN c = 'x' THEN 'y' ELSE ?1 END",
                "UPDATE t SET a = CASE c WHEN '007' THEN ?1 END",
                "UPDATE t SET a = CASE WHEN c = CASE WHEN 1 THEN '007' END THEN (SELECT ?1) END",
                "UPDATE t SET c = CASE WHEN a = 'x' THEN 'y' END, b = ?1",
                "UPDATE t SET a = coalesce(NULL, ?1)",
                "UPDATE t SET a = iif(c = 'x', 'y', ?1)",
                "UPDATE t SET a = (SELECT ?1 FROM s WHERE code <> 'q')",
                "UPDATE t SET a = (VALUES (?1))",
                "UPDATE t SET a = CAST(?1 AS TEXT)",
                "UPDATE t SET a = ?1 || ''",
                "UPDATE t SET a = '[1]' -> ?1 || 1 << 1",
                "UPDATE t SET a = (SELECT max(v) FROM (SELECT ?1 AS v) WHERE v = v)",
                "UPDATE t SET (c, a) = ('x', ?1)",
                "UPDATE t SET (c, a) = (SELECT 'x', ?1)",
                "UPDATE t SET (c, a) = (VALUES ('x', ?1))",
                "UPDATE \"t\" SET [a] = ?1",
                "UPDATE t AS q SET a = ?1 WHERE q.id = 1",
                "UPDATE t NOT INDEXED SET a = ?1",
                "UPDATE t SET a = v FROM (SELECT ?1 AS v) WHERE v = v",
                "INSERT INTO t (a) VALUES ('x'), (?1)",
                "INSERT INTO t (c, a) SELECT q.*, ?1 FROM (SELECT code FROM s) AS q",
                "INSERT INTO t (a) SELECT v FROM s JOIN (SELECT ?1 AS v) ON code = code",
                "INSERT INTO t (a) SELECT v FROM (s JOIN (SELECT ?1 AS v))",
                "INSERT INTO t (a) SELECT 'x' WHERE 1 = 1 UNION ALL SELECT ?1",
                "INSERT INTO t (a) WITH v AS (SELECT ?1 AS x) SELECT x FROM v",
                "WITH v(x) AS NOT MATERIALIZED (VALUES (?1)) INSERT INTO t (a) SELECT x FROM v",
                "WITH RECURSIVE v(x) AS (SELECT ?1 UNION SELECT x FROM v) UPDATE t SET a = (SELECT x FROM v)",
                "INSERT INTO t AS q (id, c) VALUES (1, 'x') ON CONFLICT (id) DO UPDATE"
                        + " SET a = CASE WHEN q.c > 'y' THEN 'x' ELSE ?1 END WHERE true",
                "INSERT INTO t (id, c) VALUES (1, 'x') ON CONFLICT (c) DO NOTHING ON CONFLICT DO UPDATE SET a = ?1",
                "INSERT INTO t VALUES (NULL, 'x', ?1, 'z')",
                "REPLACE INTO t (a) VALUES (?1)",
                "/* a */ insert or replace into main.t(a)values(?1)-- b",
            })
    void aValueThatReachesTheColumnIsRefused(String sql) {
        assertThatThrownBy(() -> one(update(connection, sql, CHANGED)))
                .isInstanceOf(R2dbcDataIntegrityViolationException.class)
                .hasMessageMatching(
                        "Parameter 0 is not kept by column '[ab]': declared STRING, it makes it a number,"
                                + " which would change the text\\. Declare the column TEXT or DECIMAL_TEXT to keep every character");
        assertThat(rewritten()).isEqualTo(0);
    }

    /** The statements are made so that it is known where the one parameter goes; SQLite tells what became of it. */
    @Test
    void whateverTheStatementAValueIsRefusedWhereItWouldBeRewrittenAndOnlyThere() {
        int refusals = 0;
        for (int seed = 0; seed < 3_000; seed++) {
            RandomChange change = new RandomChange(new Random(seed));
            String what = "seed " + seed + ": " + change.sql();
            one(connection.beginTransaction());
            boolean refused = false;
            try {
                one(update(connection, change.sql(), CHANGED));
            } catch (R2dbcDataIntegrityViolationException refusal) {
                refused = true;
                refusals++;
            }
            assertThat(refused).as(what).isEqualTo(change.written());
            assertThat(rewritten()).as(what).isEqualTo(0);
            one(connection.rollbackTransaction());
        }
        assertThat(refusals).isBetween(500, 2_500);
    }

    private Object rewritten() {
        return one(values(connection, "SELECT count(*) FROM t WHERE a = 7 OR b = 7"));
    }

    /** A change with one parameter somewhere in it. */
    private static final class RandomChange {

        private final Random random;
        private final String sql;
        private boolean decides;
        private boolean kept;

        RandomChange(Random random) {
            this.random = random;
            this.sql = statement(random.nextInt(9));
        }

        String sql() {
            return sql;
        }

        /** Returns whether the parameter may reach a column that would change it. */
        boolean written() {
            return !decides && !kept;
        }

        private String statement(int form) {
            int place = random.nextInt(3); // the first value, the second, or the condition
            String harmed = value(3, place == 0);
            String other = value(3, place == 1);
            boolean bothHarmed = form == 6;
            kept = place == 1 && !bothHarmed;
            String condition = condition(3, place == 2);
            return switch (form) {
                case 0 -> "UPDATE t SET a = " + harmed + ", c = " + other + " WHERE " + condition;
                case 1 -> "UPDATE t SET c = " + other + ", b = " + harmed + " FROM s WHERE " + condition;
                case 2 -> "INSERT INTO t (c, a) VALUES (" + other + ", " + harmed + ") RETURNING " + condition;
                case 3 -> "INSERT INTO t (a, c) SELECT " + harmed + ", " + other + " FROM s WHERE " + condition;
                case 4 ->
                    "INSERT INTO t (id, c) VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET (a, c) = (" + harmed + ", "
                            + other + ") WHERE " + condition;
                case 5 ->
                    "WITH q AS (SELECT 1 WHERE " + condition + ") UPDATE t SET a = " + harmed + ", c = " + other
                            + " WHERE EXISTS (SELECT * FROM q)";
                case 6 -> "INSERT INTO t (b) SELECT " + harmed + " WHERE " + condition + " UNION ALL SELECT " + other;
                case 7 ->
                    "UPDATE t SET (a, c) = (SELECT " + harmed + ", " + other + " FROM s WHERE " + condition
                            + " LIMIT 1)";
                default ->
                    "INSERT INTO t SELECT NULL, " + harmed + ", 'y', " + other + " FROM s JOIN s AS z ON " + condition;
            };
        }

        private String value(int depth, boolean here) {
            if (depth == 0) {
                return here ? "?1" : "'x'";
            }
            int part = here ? random.nextInt(3) : -1;
            int less = depth - 1;
            return switch (random.nextInt(10)) {
                case 0 -> "(" + value(less, here) + ")";
                case 1 -> "coalesce(NULL, " + value(less, here) + ")";
                case 2 ->
                    "CASE WHEN " + condition(less, part == 0) + " THEN " + value(less, part == 1) + " ELSE "
                            + value(less, part == 2) + " END";
                case 3 ->
                    "(SELECT " + value(less, part > 0) + " FROM s WHERE " + condition(less, part == 0) + " LIMIT 1)";
                case 4 -> "(SELECT " + value(less, here) + ")";
                case 5 ->
                    "iif(" + condition(less, part == 0) + ", " + value(less, part == 1) + ", " + value(less, part == 2)
                            + ")";
                case 6 -> value(less, here) + " || ''";
                case 7 ->
                    "CASE " + tested(less, part == 0) + " WHEN " + tested(less, part == 1) + " THEN "
                            + value(less, part == 2) + " ELSE 'z' END";
                case 8 ->
                    "(SELECT max(v) FROM (SELECT " + value(less, part > 0) + " AS v) AS q WHERE "
                            + condition(less, part == 0) + ")";
                default -> "CAST(" + value(less, here) + " AS TEXT)";
            };
        }

        private String tested(int depth, boolean here) {
            decides |= here;
            return value(depth, here);
        }

        private String condition(int depth, boolean here) {
            decides |= here;
            if (depth == 0) {
                return here ? "?1 = '007'" : "1 = 1";
            }
            int less = depth - 1;
            return switch (random.nextInt(8)) {
                case 0 -> "'k' = " + value(less, here);
                case 1 -> "'k' IN ('x', " + value(less, here) + ")";
                case 2 -> "NOT (" + condition(less, here) + ")";
                case 3 -> condition(less, here) + " AND " + condition(less, false);
                case 4 -> "EXISTS (SELECT 1 FROM s WHERE " + condition(less, here) + ")";
                case 5 -> value(less, here) + " IS NOT NULL";
                case 6 -> "'k' BETWEEN 'a' AND (" + value(less, here) + ")";
                default -> "length(" + value(less, here) + ") > 3 OR " + condition(less, false);
            };
        }
    }
}
