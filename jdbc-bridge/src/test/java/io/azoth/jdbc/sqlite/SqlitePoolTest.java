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
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Lifecycle;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Wrapped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What one user of a pooled connection leaves behind does not meet the next. */
class SqlitePoolTest {

    @TempDir
    private Path folder;

    private ConnectionPool pool;

    @BeforeEach
    void open() {
        JdbcConnectionFactory factory = Sqlite.file(folder);
        all(with(factory, connection -> run(connection, "CREATE TABLE t (n)", "INSERT INTO t VALUES (1), (2), (3)")));
        pool = new ConnectionPool(
                ConnectionPoolConfiguration.builder(factory).maxSize(1).build());
    }

    @AfterEach
    void close() {
        one(pool.disposeLater());
        Workers.awaitNone();
    }

    @Test
    void anOpenTransactionIsRolledBack() {
        Connection first = one(pool.create());
        one(first.beginTransaction());
        one(update(first, "DELETE FROM t"));
        one(first.close());
        Connection second = one(pool.create());
        assertThat(second.isAutoCommit()).isTrue();
        assertThat(one(values(second, "SELECT count(*) FROM t"))).isEqualTo(3);
        one(second.close());
    }

    @Test
    void settingsAreThoseOfANewConnection() {
        Connection first = one(pool.create());
        one(first.setAutoCommit(false));
        one(first.setTransactionIsolationLevel(IsolationLevel.READ_COMMITTED));
        one(first.setStatementTimeout(Duration.ofNanos(1)));
        one(first.close());
        Connection second = one(pool.create());
        assertThat(second.isAutoCommit()).isTrue();
        assertThat(second.getTransactionIsolationLevel()).isEqualTo(IsolationLevel.SERIALIZABLE);
        assertThat(all(values(second, "SELECT n FROM t"))).containsExactly(1, 2, 3);
        one(second.close());
    }

    @Test
    void aResultThatWasNotReadToItsEndIsClosed() throws Exception {
        Connection first = one(pool.create());
        CountDownLatch row = new CountDownLatch(1);
        Flux.from(first.createStatement("SELECT n FROM t").execute())
                .concatMap(result -> result.map((each, metadata) -> each.get(0)), 0)
                .subscribe(new BaseSubscriber<>() {
                    @Override
                    protected void hookOnSubscribe(Subscription subscription) {
                        subscription.request(1);
                    }

                    @Override
                    protected void hookOnNext(Object value) {
                        row.countDown();
                    }

                    @Override
                    protected void hookOnError(Throwable error) {}
                });
        assertThat(row.await(30, TimeUnit.SECONDS)).isTrue();
        one(first.close());
        Connection second = one(pool.create());
        one(run(second, "DROP TABLE t"));
        one(second.close());
    }

    @Test
    void aStormOfCancelledTransactionsLeavesNothingHalfDone() {
        for (int i = 0; i < 2000; i++) {
            int n = 100 + i;
            var work = Flux.usingWhen(
                            pool.create(),
                            connection -> Mono.from(connection.beginTransaction())
                                    .then(update(connection, "INSERT INTO t VALUES (?)", n))
                                    .then(update(connection, "INSERT INTO t VALUES (?)", n))
                                    .then(Mono.from(connection.commitTransaction())),
                            Connection::close)
                    .subscribe(done -> {}, error -> {});
            for (int spin = 0; spin < (i % 300) * 60; spin++) {
                Thread.onSpinWait();
            }
            work.dispose();
        }
        assertThat(all(Flux.usingWhen(
                        pool.create(),
                        c -> values(
                                c,
                                "SELECT count(*) FROM (SELECT n FROM t WHERE n >= 100 GROUP BY n HAVING count(*) <> 2)"),
                        Connection::close)))
                .containsExactly(0);
        Workers.await(() -> pool.getMetrics().orElseThrow().acquiredSize() == 0);
    }

    @Test
    void aConnectionThatWentBackIsNotUsedUnderTheHandsOfTheNext() {
        JdbcConnectionFactory factory = Sqlite.file(folder);
        Connection raw = one(factory.create());
        Lifecycle lifecycle = (Lifecycle) raw;
        one(lifecycle.postAllocate());
        one(raw.beginTransaction());
        one(lifecycle.preRelease());
        String message = "The connection was given back to its pool";
        assertThatThrownBy(() -> one(update(raw, "DELETE FROM t"))).hasMessage(message);
        assertThatThrownBy(() -> one(raw.commitTransaction())).hasMessage(message);
        assertThatThrownBy(() -> one(raw.beginTransaction())).hasMessage(message);
        one(raw.rollbackTransaction());
        one(lifecycle.postAllocate());
        assertThat(one(update(raw, "DELETE FROM t"))).isEqualTo(3L);
        one(raw.close());
    }

    /** Otherwise the second statement would run in a transaction of the next user. */
    @Test
    void whatIsLeftOfAStatementDoesNotRunForTheNextUser() throws Exception {
        JdbcConnectionFactory factory = Sqlite.file(folder);
        Connection raw = one(factory.create());
        Lifecycle lifecycle = (Lifecycle) raw;
        one(lifecycle.postAllocate());
        CountDownLatch first = new CountDownLatch(1);
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        BaseSubscriber<Result> script = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.request(1);
            }

            @Override
            protected void hookOnNext(Result result) {
                first.countDown();
            }

            @Override
            protected void hookOnError(Throwable failure) {
                refusal.complete(failure);
            }
        };
        raw.createStatement("UPDATE t SET n = n; DELETE FROM t").execute().subscribe(script);
        assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();
        one(lifecycle.preRelease());
        one(lifecycle.postAllocate());
        one(raw.beginTransaction());
        script.request(1);
        assertThat(refusal.get(30, TimeUnit.SECONDS)).hasMessage("The connection was given back to its pool");
        one(raw.commitTransaction());
        assertThat(one(values(raw, "SELECT count(*) FROM t"))).isEqualTo(3);
        one(raw.close());
    }

    /** The pool publishes a connection on its worker, before it asks whether the connection still lives. */
    @Test
    void aConnectionThatDiedInThePoolIsReplacedAndCostsNoPlace() {
        for (int i = 0; i < 3; i++) {
            Connection lent = one(pool.create());
            Connection raw = (Connection) ((Wrapped<?>) lent).unwrap();
            one(lent.close());
            one(raw.close());
            Workers.awaitNone();
            Connection next = one(pool.create());
            assertThat(one(values(next, "SELECT count(*) FROM t"))).isEqualTo(3);
            one(next.close());
        }
        assertThat(pool.getMetrics().orElseThrow().allocatedSize()).isOne();
    }

    @Test
    void theMetadataTellsTheProductAndItsVersion() {
        Connection connection = one(pool.create());
        assertThat(connection.getMetadata().getDatabaseProductName()).isEqualTo("SQLite");
        assertThat(connection.getMetadata().getDatabaseVersion())
                .isEqualTo(one(values(connection, "SELECT sqlite_version()")));
        one(connection.close());
    }
}
