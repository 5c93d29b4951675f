package io.azoth.jdbc.sqlite;

import static io.azoth.jdbc.sqlite.Sqlite.one;
import static io.azoth.jdbc.sqlite.Sqlite.run;
import static io.azoth.jdbc.sqlite.Sqlite.update;
import static io.azoth.jdbc.sqlite.Sqlite.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What the driver knows of a column is what the column is now, whoever changed the table and however. */
class SqliteSchemaChangeTest extends OnOneFile {

    private static final String KEEPS = "CREATE TABLE t (v TEXT)";
    private static final String CHANGES = "CREATE TABLE t (v STRING)";
    private static final String DROP = "DROP TABLE t";

    SqliteSchemaChangeTest() {
        super(List.of());
    }

    private void isKept(String table) {
        assertThat(one(update(connection, "INSERT INTO " + table + " VALUES (?)", "007")))
                .isEqualTo(1L);
        assertThat(one(values(connection, "SELECT v FROM " + table + " ORDER BY rowid DESC LIMIT 1")))
                .isEqualTo("007");
    }

    private void isRefused(String table) {
        assertThatThrownBy(() -> one(update(connection, "INSERT INTO " + table + " VALUES (?)", "007")))
                .isInstanceOf(R2dbcDataIntegrityViolationException.class)
                .hasMessage("Parameter 0 is not kept by column 'v': declared STRING, it makes it a number, which would"
                        + " change the text. Declare the column TEXT or DECIMAL_TEXT to keep every character");
    }

    @Test
    void ofAnotherConnection() {
        one(run(connection, KEEPS));
        isKept("t");
        Connection other = one(factory.create());
        one(run(other, DROP, CHANGES));
        isRefused("t");
        one(run(other, DROP, KEEPS));
        isKept("t");
        one(other.close());
    }

    /** The version of a schema that is rolled back is given to the next one. */
    @Test
    void ofATransactionThatIsRolledBack() {
        one(run(connection, CHANGES));
        isRefused("t");
        one(connection.beginTransaction());
        one(run(connection, DROP, KEEPS));
        isKept("t");
        one(connection.rollbackTransaction());
        one(run(connection, DROP, CHANGES));
        isRefused("t");
    }

    @Test
    void ofATransactionThatIsRolledBackBySql() {
        one(run(connection, CHANGES, "BEGIN", DROP, KEEPS));
        isKept("t");
        one(run(connection, "ROLLBACK", DROP, CHANGES));
        isRefused("t");
    }

    @Test
    void ofASavepointThatIsReturnedTo() {
        one(run(connection, CHANGES));
        one(connection.createSavepoint("s"));
        one(run(connection, DROP, KEEPS));
        isKept("t");
        one(connection.rollbackTransactionToSavepoint("s"));
        one(run(connection, DROP, CHANGES));
        isRefused("t");
        one(connection.commitTransaction());
        isRefused("t");
    }

    @Test
    void ofATransactionThatSqliteRolledBack() {
        one(run(connection, CHANGES, "CREATE TABLE u (n INTEGER UNIQUE)", "INSERT INTO u VALUES (1)"));
        one(connection.beginTransaction());
        one(run(connection, DROP, KEEPS));
        isKept("t");
        assertThatThrownBy(() -> one(update(connection, "INSERT OR ROLLBACK INTO u VALUES (1)")))
                .isInstanceOf(R2dbcDataIntegrityViolationException.class);
        one(connection.rollbackTransaction());
        one(run(connection, DROP, CHANGES));
        isRefused("t");
    }

    @Test
    void ofATemporaryTableInFrontOfAnother() {
        one(run(connection, KEEPS));
        isKept("t");
        one(run(connection, "CREATE TEMP TABLE t (v STRING)"));
        isRefused("t");
        isKept("main.t");
        isRefused("temp.t");
        one(run(connection, "DROP TABLE temp.t"));
        isKept("t");
    }

    @Test
    void ofAStrictTableBehindATemporaryOne() {
        one(run(connection, "CREATE TABLE t (v ANY) STRICT"));
        isKept("t");
        one(run(connection, "CREATE TEMP TABLE t (v ANY)"));
        assertThatThrownBy(() -> one(update(connection, "INSERT INTO t VALUES (?)", "007")))
                .isInstanceOf(R2dbcDataIntegrityViolationException.class)
                .hasMessageStartingWith("Parameter 0 is not kept by column 'v': declared ANY");
        isKept("main.t");
    }

    @Test
    void ofADatabaseThatIsAttached() {
        String attach = "ATTACH '" + folder.resolve("other.db") + "' AS other";
        one(run(connection, attach, "CREATE TABLE other.t (v TEXT)"));
        isKept("t");
        isKept("other.t");
        Connection second = one(factory.create());
        one(run(second, attach, "DROP TABLE other.t", "CREATE TABLE other.t (v STRING)"));
        isRefused("t");
        isRefused("other.t");
        one(run(connection, KEEPS)); // now there is one in front of it
        isKept("t");
        isRefused("other.t");
        one(run(second, "DETACH other"));
        one(second.close());
    }

    @Test
    void ofAnotherFileUnderTheSameName() {
        one(run(connection, "ATTACH '" + folder.resolve("a.db") + "' AS other", "CREATE TABLE other.t (v TEXT)"));
        isKept("other.t");
        one(run(
                connection,
                "DETACH other",
                "ATTACH '" + folder.resolve("b.db") + "' AS other",
                "CREATE TABLE other.t (v STRING)"));
        isRefused("other.t");
    }

    /** The statement waits for a transaction that replaces its table, and so must the look at the table. */
    @Test
    void ofAnotherProcessThatIsWaitedFor() throws Exception {
        one(run(connection, KEEPS));
        isKept("t");
        try (java.sql.Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("test.db"))) {
            for (String sql : new String[] {"BEGIN IMMEDIATE", DROP, CHANGES}) {
                other.createStatement().execute(sql);
            }
            Mono<Long> waiting =
                    update(connection, "INSERT INTO t VALUES (?)", "007").cache();
            waiting.subscribe(count -> {}, refusal -> {});
            Workers.awaitInside("LockWait", "callback");
            other.createStatement().execute("COMMIT");
            assertThatThrownBy(() -> one(waiting)).isInstanceOf(R2dbcDataIntegrityViolationException.class);
        }
        assertThat(one(values(connection, "SELECT count(*) FROM t"))).isEqualTo(0);
        assertThat(connection.isAutoCommit()).isTrue();
    }

    @Test
    void aStatementThatFailsForAnotherReasonLeavesNoTransaction() {
        one(run(connection, "CREATE TABLE t (v TEXT UNIQUE)"));
        isKept("t");
        assertThatThrownBy(() -> one(update(connection, "INSERT INTO t VALUES (?)", "007")))
                .isInstanceOf(R2dbcDataIntegrityViolationException.class)
                .hasMessage("UNIQUE constraint failed: t.v [SQLITE_CONSTRAINT_UNIQUE]");
        assertThat(connection.isAutoCommit()).isTrue();
        Connection other = one(factory.create());
        assertThat(one(update(other, "DELETE FROM t"))).isEqualTo(1L);
        one(other.close());
    }
}
