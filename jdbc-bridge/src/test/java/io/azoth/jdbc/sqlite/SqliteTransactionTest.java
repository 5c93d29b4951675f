package io.azoth.jdbc.sqlite;

import static io.azoth.jdbc.sqlite.Sqlite.one;
import static io.azoth.jdbc.sqlite.Sqlite.run;
import static io.azoth.jdbc.sqlite.Sqlite.update;
import static io.azoth.jdbc.sqlite.Sqlite.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.jdbc.JdbcConnectionFactory;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Option;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcPermissionDeniedException;
import io.r2dbc.spi.R2dbcRollbackException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.TransactionDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteTransactionTest {

    @TempDir
    private Path folder;

    private JdbcConnectionFactory factory;
    private Connection first;
    private Connection second;

    @BeforeEach
    void open() {
        factory = Sqlite.file(folder);
        first = one(factory.create());
        second = one(factory.create());
        one(run(first, "CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER UNIQUE)"));
    }

    @AfterEach
    void close() {
        one(first.close());
        one(second.close());
        Workers.awaitNone();
    }

    private static TransactionDefinition definition(Map<Option<?>, Object> attributes) {
        return new TransactionDefinition() {
            @Override
            public <T> T getAttribute(Option<T> option) {
                return option.cast(attributes.get(option));
            }
        };
    }

    private Object count(Connection connection) {
        return one(values(connection, "SELECT count(*) FROM t"));
    }

    @Test
    void othersSeeACommitAndNothingBeforeIt() {
        one(first.beginTransaction());
        assertThat(first.isAutoCommit()).isFalse();
        one(update(first, "INSERT INTO t (n) VALUES (1)"));
        assertThat(count(second)).isEqualTo(0);
        one(first.commitTransaction());
        assertThat(first.isAutoCommit()).isTrue();
        assertThat(count(second)).isEqualTo(1);
    }

    @Test
    void aRollbackLeavesNothing() {
        one(first.beginTransaction());
        one(update(first, "INSERT INTO t (n) VALUES (1)"));
        one(first.rollbackTransaction());
        assertThat(first.isAutoCommit()).isTrue();
        assertThat(count(first)).isEqualTo(0);
    }

    @Test
    void endingWithoutATransactionDoesNothing() {
        one(first.commitTransaction());
        one(first.rollbackTransaction());
        assertThat(count(first)).isEqualTo(0);
    }

    @Test
    void aSecondBeginIsAnError() {
        one(first.beginTransaction());
        assertThatThrownBy(() -> one(first.beginTransaction()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("A transaction is open already: use a savepoint to nest");
    }

    @Test
    void withoutAutoCommitEveryStatementIsInATransaction() {
        one(first.setAutoCommit(false));
        one(update(first, "INSERT INTO t (n) VALUES (1)"));
        one(first.rollbackTransaction());
        one(update(first, "INSERT INTO t (n) VALUES (2)"));
        one(first.commitTransaction());
        one(update(first, "INSERT INTO t (n) VALUES (3)"));
        one(first.setAutoCommit(true));
        assertThat(first.isAutoCommit()).isTrue();
        assertThat(one(values(second, "SELECT group_concat(n) FROM t"))).isEqualTo("2,3");
    }

    @Test
    void transactionsBySqlAreFollowed() {
        one(run(first, "BEGIN IMMEDIATE"));
        assertThat(first.isAutoCommit()).isFalse();
        one(run(first, "INSERT INTO t (n) VALUES (1); COMMIT"));
        assertThat(first.isAutoCommit()).isTrue();
        one(run(first, "SAVEPOINT s; INSERT INTO t (n) VALUES (2)"));
        assertThat(first.isAutoCommit()).isFalse();
        one(run(first, "ROLLBACK TO s; RELEASE s"));
        assertThat(first.isAutoCommit()).isTrue();
        one(run(first, "BEGIN; INSERT INTO t (n) VALUES (3); ROLLBACK"));
        assertThat(first.isAutoCommit()).isTrue();
        assertThat(count(second)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s", "a b", "q\"x", "select"})
    void savepointsNestUnderAnyName(String name) {
        one(first.createSavepoint(name));
        one(update(first, "INSERT INTO t (n) VALUES (1)"));
        one(first.createSavepoint("inner"));
        one(update(first, "INSERT INTO t (n) VALUES (2)"));
        one(first.rollbackTransactionToSavepoint("inner"));
        one(first.releaseSavepoint("inner"));
        one(first.releaseSavepoint(name));
        assertThat(first.isAutoCommit()).isFalse();
        one(first.commitTransaction());
        assertThat(count(second)).isEqualTo(1);
    }

    @Test
    void anUnknownSavepointIsAnErrorThatKeepsTheTransaction() {
        one(first.beginTransaction());
        one(update(first, "INSERT INTO t (n) VALUES (1)"));
        assertThatThrownBy(() -> one(first.rollbackTransactionToSavepoint("nope")))
                .hasMessage("no such savepoint: nope [SQLITE_ERROR]");
        one(first.commitTransaction());
        assertThat(count(second)).isEqualTo(1);
    }

    @Test
    void readOnlyTransactionsRefuseWritesAndHoldNobodyUp() {
        one(first.beginTransaction(definition(Map.of(TransactionDefinition.READ_ONLY, true))));
        assertThat(count(first)).isEqualTo(0);
        one(update(second, "INSERT INTO t (n) VALUES (1)"));
        assertThat(count(first)).isEqualTo(0);
        assertThatThrownBy(() -> one(update(first, "INSERT INTO t (n) VALUES (2)")))
                .isInstanceOf(R2dbcPermissionDeniedException.class)
                .hasMessage("attempt to write a readonly database [SQLITE_READONLY]");
        one(first.commitTransaction());
        assertThat(one(update(first, "INSERT INTO t (n) VALUES (2)"))).isEqualTo(1L);
    }

    @ParameterizedTest
    @EnumSource(SqliteTransactionMode.class)
    void everyModeCommits(SqliteTransactionMode mode) {
        one(first.beginTransaction(mode));
        one(update(first, "INSERT INTO t (n) VALUES (1)"));
        one(first.commitTransaction());
        assertThat(count(second)).isEqualTo(1);
    }

    @Test
    void aWriterWaitsNoLongerThanItsTransactionAllows() {
        one(first.beginTransaction());
        assertThatThrownBy(() -> one(second.beginTransaction(
                        definition(Map.of(TransactionDefinition.LOCK_WAIT_TIMEOUT, Duration.ofMillis(20))))))
                .isInstanceOf(R2dbcTimeoutException.class)
                .hasMessage("database is locked [SQLITE_BUSY]")
                .satisfies(e -> assertThat(((R2dbcException) e).getSqlState()).isEqualTo("55P03"));
        assertThat(second.isAutoCommit()).isTrue();
        one(first.rollbackTransaction());
        one(second.beginTransaction());
        one(second.rollbackTransaction());
    }

    @Test
    void aSnapshotThatOthersWrotePastCannotBeWrittenFrom() {
        one(first.beginTransaction(SqliteTransactionMode.DEFERRED));
        assertThat(count(first)).isEqualTo(0);
        one(update(second, "INSERT INTO t (n) VALUES (1)"));
        assertThatThrownBy(() -> one(update(first, "INSERT INTO t (n) VALUES (2)")))
                .isInstanceOf(R2dbcRollbackException.class)
                .satisfies(e -> {
                    assertThat(((R2dbcException) e).getSqlState()).isEqualTo("40001");
                    assertThat(((R2dbcException) e).getErrorCode()).isEqualTo(517);
                });
        one(first.rollbackTransaction());
        assertThat(one(update(first, "INSERT INTO t (n) VALUES (2)"))).isEqualTo(1L);
    }

    @Test
    void aTransactionThatSqliteRolledBackSaysSoUntilItIsRolledBack() {
        one(first.beginTransaction());
        one(update(first, "INSERT INTO t (n) VALUES (1)"));
        assertThatThrownBy(() -> one(update(first, "INSERT OR ROLLBACK INTO t (n) VALUES (1)")))
                .isInstanceOf(R2dbcDataIntegrityViolationException.class);
        String doomed = "SQLite has rolled the transaction back: [SQLITE_CONSTRAINT_UNIQUE] A UNIQUE constraint failed"
                + " (UNIQUE constraint failed: t.n). Roll back and start it again";
        assertThatThrownBy(() -> one(update(first, "INSERT INTO t (n) VALUES (2)")))
                .isInstanceOf(R2dbcRollbackException.class)
                .hasMessage(doomed);
        assertThatThrownBy(() -> count(first))
                .isInstanceOf(R2dbcRollbackException.class)
                .hasMessage(doomed);
        assertThat(first.isAutoCommit()).isFalse();
        one(first.rollbackTransaction());
        assertThat(first.isAutoCommit()).isTrue();
        assertThat(count(first)).isEqualTo(0);
    }

    @Test
    void aTransactionThatSqliteRolledBackIsRolledBackBySqlToo() {
        one(first.beginTransaction());
        assertThatThrownBy(() -> one(
                        run(first, "INSERT INTO t (n) VALUES (1), (2)", "INSERT OR ROLLBACK INTO t (n) VALUES (1)")))
                .isInstanceOf(R2dbcDataIntegrityViolationException.class);
        assertThatThrownBy(() -> one(run(first, "COMMIT"))).isInstanceOf(R2dbcRollbackException.class);
        one(run(first, "ROLLBACK"));
        assertThat(first.isAutoCommit()).isTrue();
        assertThat(one(update(first, "INSERT INTO t (n) VALUES (2)"))).isEqualTo(1L);
        assertThat(count(second)).isEqualTo(1);
    }

    @Test
    void committingWhatSqliteRolledBackIsAnErrorAndEndsIt() {
        one(first.beginTransaction());
        assertThatThrownBy(() -> one(
                        run(first, "INSERT INTO t (n) VALUES (1), (2)", "INSERT OR ROLLBACK INTO t (n) VALUES (1)")))
                .isInstanceOf(R2dbcDataIntegrityViolationException.class);
        assertThatThrownBy(() -> one(first.commitTransaction())).isInstanceOf(R2dbcRollbackException.class);
        assertThat(first.isAutoCommit()).isTrue();
        assertThat(count(second)).isEqualTo(0);
    }

    @Test
    void anErrorThatSqliteSurvivesKeepsTheTransaction() {
        one(first.beginTransaction());
        one(update(first, "INSERT INTO t (n) VALUES (1)"));
        assertThatThrownBy(() -> one(update(first, "INSERT INTO t (n) VALUES (1)")))
                .isInstanceOf(R2dbcDataIntegrityViolationException.class);
        one(update(first, "INSERT INTO t (n) VALUES (2)"));
        one(first.commitTransaction());
        assertThat(count(second)).isEqualTo(2);
    }

    @Test
    void aCommitThatFailsLeavesNoTransaction() {
        one(run(first, "CREATE TABLE child (t INTEGER REFERENCES t DEFERRABLE INITIALLY DEFERRED)"));
        one(first.beginTransaction());
        one(update(first, "INSERT INTO child VALUES (99)"));
        assertThatThrownBy(() -> one(first.commitTransaction()))
                .isInstanceOf(R2dbcDataIntegrityViolationException.class)
                .hasMessage("FOREIGN KEY constraint failed [SQLITE_CONSTRAINT_FOREIGNKEY]");
        assertThat(first.isAutoCommit()).isTrue();
        assertThat(one(values(first, "SELECT count(*) FROM child"))).isEqualTo(0);
    }

    @Test
    void everyStandardIsolationLevelIsGrantedAndOthersRefused() {
        assertThat(first.getTransactionIsolationLevel()).isEqualTo(IsolationLevel.SERIALIZABLE);
        one(first.setTransactionIsolationLevel(IsolationLevel.READ_COMMITTED));
        assertThat(first.getTransactionIsolationLevel()).isEqualTo(IsolationLevel.READ_COMMITTED);
        one(first.beginTransaction(IsolationLevel.REPEATABLE_READ));
        one(first.rollbackTransaction());
        assertThatThrownBy(() -> one(first.beginTransaction(IsolationLevel.valueOf("SNAPSHOT"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SQLite knows no isolation level 'SNAPSHOT': it is always SERIALIZABLE");
    }

    @Test
    void cursorsStayOpenAcrossACommit() {
        one(run(
                first,
                "INSERT INTO t (n) WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 600)"
                        + " SELECT i FROM c"));
        one(first.beginTransaction());
        Object sum = one(values(first, "SELECT n FROM t")
                .cast(Integer.class)
                .concatMap(
                        n -> n == 10
                                ? first.createStatement("UPDATE t SET n = -n WHERE n = 600")
                                        .execute()
                                : reactor.core.publisher.Mono.just(n),
                        1)
                .concatMap(
                        n -> n instanceof Integer i && i == 20
                                ? reactor.core.publisher.Mono.from(first.commitTransaction())
                                        .then(reactor.core.publisher.Mono.just(n))
                                : reactor.core.publisher.Mono.just(n),
                        1)
                .count());
        assertThat(sum).isEqualTo(600L);
        assertThat(one(values(second, "SELECT min(n) FROM t"))).isEqualTo(-600);
    }
}
