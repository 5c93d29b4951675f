package io.azoth.jdbc.sqlite;

import static io.azoth.jdbc.sqlite.Sqlite.all;
import static io.azoth.jdbc.sqlite.Sqlite.one;
import static io.azoth.jdbc.sqlite.Sqlite.run;
import static io.azoth.jdbc.sqlite.Sqlite.update;
import static io.azoth.jdbc.sqlite.Sqlite.values;
import static io.azoth.jdbc.sqlite.Sqlite.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.jdbc.JdbcConnectionFactory;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class SqliteLockTest {

    @TempDir
    private Path folder;

    private JdbcConnectionFactory table(String... options) {
        JdbcConnectionFactory factory = Sqlite.file(folder, options);
        all(with(factory, connection -> run(connection, "CREATE TABLE t (n INTEGER)", "INSERT INTO t VALUES (0)")));
        return factory;
    }

    private static Mono<Void> increment(Connection connection) {
        return Mono.from(connection.beginTransaction())
                .then(values(connection, "SELECT n FROM t").single())
                .flatMap(n -> update(connection, "UPDATE t SET n = ?", (Integer) n + 1))
                .then(Mono.from(connection.commitTransaction()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wal", "delete"})
    void fiftyWritersOfOneFileTakeTurns(String journal) {
        JdbcConnectionFactory factory = table("sqlite.journalMode=" + journal, "sqlite.synchronous=off");
        one(Flux.range(0, 50)
                .flatMap(
                        writer -> Flux.usingWhen(
                                factory.create(),
                                connection -> Flux.range(0, 10).concatMap(i -> increment(connection)),
                                Connection::close),
                        50)
                .then());
        assertThat(all(with(factory, connection -> values(connection, "SELECT n FROM t"))))
                .containsExactly(500);
    }

    @Test
    void writersWithoutTransactionsTakeTurnsToo() {
        JdbcConnectionFactory factory = table("sqlite.synchronous=off");
        one(Flux.range(0, 50)
                .flatMap(
                        writer -> Flux.usingWhen(
                                factory.create(),
                                connection ->
                                        Flux.range(0, 10).concatMap(i -> update(connection, "UPDATE t SET n = n + 1")),
                                Connection::close),
                        50)
                .then());
        assertThat(all(with(factory, connection -> values(connection, "SELECT n FROM t"))))
                .containsExactly(500);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10})
    void aPoolOfAnySizeFinishesReadsAndWritesTogether(int size) {
        JdbcConnectionFactory factory = table("sqlite.synchronous=off");
        ConnectionPool pool = new ConnectionPool(ConnectionPoolConfiguration.builder(factory)
                .initialSize(0)
                .maxSize(size)
                .build());
        one(Flux.range(0, 200)
                .flatMap(
                        i -> Flux.usingWhen(
                                pool.create(),
                                connection -> i % 2 == 0
                                        ? increment(connection)
                                        : values(connection, "SELECT n FROM t").then(),
                                Connection::close),
                        64)
                .then());
        assertThat(all(with(factory, connection -> values(connection, "SELECT n FROM t"))))
                .containsExactly(100);
        one(pool.disposeLater());
        Workers.awaitNone();
    }

    @Test
    void writersOfOneMemoryDatabaseTakeTurns() {
        JdbcConnectionFactory factory = Sqlite.memory();
        all(with(factory, connection -> run(connection, "CREATE TABLE t (n INTEGER)", "INSERT INTO t VALUES (0)")));
        one(Flux.range(0, 20)
                .flatMap(
                        writer -> Flux.usingWhen(
                                factory.create(),
                                connection -> Flux.range(0, 10).concatMap(i -> increment(connection)),
                                Connection::close),
                        20)
                .then());
        assertThat(all(with(factory, connection -> values(connection, "SELECT n FROM t"))))
                .containsExactly(200);
        one(factory.close());
    }

    @Test
    void readersGoOnWhileAWriterWrites() {
        JdbcConnectionFactory factory = table();
        Connection writer = one(factory.create());
        one(writer.beginTransaction());
        one(update(writer, "UPDATE t SET n = 7"));
        assertThat(all(with(factory, connection -> values(connection, "SELECT n FROM t"))))
                .containsExactly(0);
        one(writer.commitTransaction());
        one(writer.close());
    }

    @Test
    void aLockOfAnotherProcessIsWaitedForAsLongAsAllowed() throws Exception {
        JdbcConnectionFactory factory = table("sqlite.busyTimeout=PT0.03S");
        Connection connection = one(factory.create());
        try (java.sql.Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("test.db"))) {
            other.createStatement().execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> one(update(connection, "UPDATE t SET n = 1")))
                    .isInstanceOf(R2dbcTimeoutException.class)
                    .hasMessage("database is locked [SQLITE_BUSY]")
                    .satisfies(
                            e -> assertThat(((R2dbcException) e).getErrorCode()).isEqualTo(5));
            one(connection.setLockWaitTimeout(Duration.ofSeconds(30)));
            Mono<Long> update = update(connection, "UPDATE t SET n = 2").cache();
            update.subscribe();
            Workers.awaitInside("LockWait", "callback");
            other.createStatement().execute("ROLLBACK");
            assertThat(one(update)).isEqualTo(1L);
        }
        one(connection.close());
    }

    @Test
    void aWriterThatIsClosedInTheLineLeavesIt() {
        JdbcConnectionFactory factory = table();
        Connection holder = one(factory.create());
        Connection waiter = one(factory.create());
        one(holder.beginTransaction());
        Mono<Long> waiting = update(waiter, "UPDATE t SET n = 1").cache();
        waiting.subscribe(n -> {}, e -> {});
        Workers.awaitInside("WriterQueue", "acquire");
        one(waiter.close());
        assertThatThrownBy(() -> one(waiting)).hasMessage("The connection is closed");
        one(holder.close());
        assertThat(all(with(factory, connection -> update(connection, "UPDATE t SET n = 1"))))
                .containsExactly(1L);
    }

    @Test
    void writersAreServedInOrderOfArrival() {
        JdbcConnectionFactory factory = table();
        Connection holder = one(factory.create());
        one(holder.beginTransaction());
        List<Connection> waiters = all(Flux.range(0, 5).concatMap(i -> factory.create()));
        List<Mono<Long>> writes = new ArrayList<>();
        for (Connection waiter : waiters) {
            int arrival = writes.size() + 1;
            Mono<Long> write =
                    update(waiter, "INSERT INTO t VALUES (?)", arrival).cache();
            write.subscribe();
            writes.add(write);
            Workers.awaitInside("WriterQueue", "acquire", arrival);
        }
        one(holder.commitTransaction());
        one(Flux.merge(writes).then());
        assertThat(all(values(holder, "SELECT n FROM t WHERE n > 0 ORDER BY rowid")))
                .containsExactly(1, 2, 3, 4, 5);
        one(Flux.fromIterable(waiters).concatMap(Connection::close).then());
        one(holder.close());
    }

    @Test
    void theStandardLockWaitTimeoutIsTakenFromTheUrl() throws Exception {
        JdbcConnectionFactory factory = table("lockWaitTimeout=PT0.02S");
        Connection connection = one(factory.create());
        try (java.sql.Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("test.db"))) {
            other.createStatement().execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> one(update(connection, "UPDATE t SET n = 1")))
                    .isInstanceOf(R2dbcTimeoutException.class)
                    .hasMessage("database is locked [SQLITE_BUSY]");
        }
        one(connection.close());
    }

    @Test
    void aCursorOfTheSameConnectionInTheWayIsAnErrorAtOnce() {
        JdbcConnectionFactory factory = Sqlite.memory();
        all(with(factory, connection -> run(
                        connection,
                        "CREATE TABLE t (n INTEGER)",
                        "INSERT INTO t WITH RECURSIVE c(i) AS"
                                + " (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 1000) SELECT i FROM c")
                .thenMany(values(connection, "SELECT n FROM t").limitRate(1))
                .concatMap(n -> run(connection, "DROP TABLE t"), 1)
                .onErrorResume(R2dbcTransientResourceException.class, e -> {
                    assertThat(e).hasMessage("database table is locked [SQLITE_LOCKED]");
                    assertThat(e.getSqlState()).isEqualTo("55006");
                    return Mono.empty();
                })
                .then(run(connection, "DROP TABLE t"))));
        one(factory.close());
    }
}
