package io.azoth.jdbc.sqlite;

import static io.azoth.jdbc.sqlite.Sqlite.one;
import static io.azoth.jdbc.sqlite.Sqlite.run;
import static io.azoth.jdbc.sqlite.Sqlite.update;
import static io.azoth.jdbc.sqlite.Sqlite.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.jdbc.JdbcConnectionFactory;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcRollbackException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.Result;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.test.StepVerifier;

class SqliteCancelTest extends OnOneFile {

    /** Gives one row and then computes for ever. */
    private static final String ENDLESS =
            "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT i FROM c WHERE i = 1 OR i < 0";

    SqliteCancelTest() {
        super(
                List.of(),
                "CREATE TABLE t (n INTEGER)",
                "INSERT INTO t WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 2000) SELECT i FROM c");
    }

    private void connectionIsClean() {
        // The statement queues behind what a cancel left to be undone; only then is the state final.
        assertThat(one(values(connection, "PRAGMA wal_checkpoint(TRUNCATE)"))).isEqualTo(0); // no reader is left
        assertThat(connection.isAutoCommit()).isTrue();
        one(run(connection, "CREATE TABLE later (x)", "DROP TABLE later"));
    }

    @Test
    void aRunningQueryIsStopped() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Disposable running = values(connection, ENDLESS).subscribe(row -> started.countDown());
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
        running.dispose();
        connectionIsClean();
    }

    @Test
    void aQueryThatCountsForEverIsStopped() {
        Disposable running = values(
                        connection,
                        "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT count(*) FROM c")
                .subscribe();
        Workers.awaitInside("NativeDB", "step");
        running.dispose();
        connectionIsClean();
    }

    @Test
    void anotherCursorSurvivesTheCancellationOfAStatementBesideIt() throws Exception {
        AtomicInteger rows = new AtomicInteger();
        CountDownLatch paused = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        BaseSubscriber<Object> reader = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.request(10);
            }

            @Override
            protected void hookOnNext(Object row) {
                if (rows.incrementAndGet() == 10) {
                    paused.countDown();
                }
            }

            @Override
            protected void hookOnComplete() {
                ended.countDown();
            }
        };
        Flux.from(connection.createStatement("SELECT n FROM t").execute())
                .concatMap(result -> result.map((row, metadata) -> row.get(0)), 1)
                .limitRate(1)
                .subscribe(reader);
        assertThat(paused.await(30, TimeUnit.SECONDS)).isTrue();
        CountDownLatch started = new CountDownLatch(1);
        Disposable endless = values(connection, ENDLESS).subscribe(row -> started.countDown());
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
        endless.dispose();
        reader.requestUnbounded();
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(rows.get()).isEqualTo(2000);
    }

    @Test
    void anInterruptedChangeTakesItsTransactionWithItAndSaysSo() {
        one(connection.beginTransaction());
        one(update(connection, "INSERT INTO t VALUES (-1)"));
        Disposable running = update(
                        connection,
                        "INSERT INTO t WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT i FROM c")
                .subscribe();
        Workers.awaitInside("NativeDB", "step");
        running.dispose();
        assertThatThrownBy(() -> one(values(connection, "SELECT 1")))
                .isInstanceOf(R2dbcRollbackException.class)
                .hasMessage("SQLite has rolled the transaction back: [SQLITE_INTERRUPT] Operation terminated by"
                        + " sqlite3_interrupt() (interrupted). Roll back and start it again");
        one(connection.rollbackTransaction());
        assertThat(one(values(connection, "SELECT min(n) FROM t"))).isEqualTo(1);
        connectionIsClean();
    }

    @Test
    void aWaitForTheLockOfAnotherProcessIsGivenUp() throws Exception {
        try (java.sql.Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("test.db"))) {
            other.createStatement().execute("BEGIN IMMEDIATE");
            Disposable waiting = Mono.from(connection.beginTransaction()).subscribe();
            Workers.awaitInside("LockWait", "callback");
            waiting.dispose();
            assertThat(one(values(connection, "SELECT 1"))).isEqualTo(1);
            assertThat(connection.isAutoCommit()).isTrue();
            other.createStatement().execute("ROLLBACK");
        }
        connectionIsClean();
    }

    @Test
    void aWaitInTheLineOfWritersIsGivenUpAndTheLineMovesOn() {
        Connection holder = one(factory.create());
        Connection third = one(factory.create());
        one(holder.beginTransaction());
        Disposable waiting = update(connection, "INSERT INTO t VALUES (-1)").subscribe();
        Workers.awaitInside("WriterQueue", "acquire");
        Mono<Long> behind = update(third, "INSERT INTO t VALUES (-2)").cache();
        Disposable alsoWaiting = behind.subscribe();
        waiting.dispose();
        one(holder.commitTransaction());
        assertThat(behind.block(Sqlite.LONG)).isEqualTo(1L);
        assertThat(one(values(connection, "SELECT min(n) || count(*) FROM t WHERE n < 0")))
                .isEqualTo("-21");
        alsoWaiting.dispose();
        one(holder.close());
        one(third.close());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 255, 256, 257, 1999, 2000})
    void takingSomeRowsClosesTheCursor(int rows) {
        assertThat(one(values(connection, "SELECT n FROM t").take(rows).count()))
                .isEqualTo(rows);
        connectionIsClean();
    }

    @Test
    void cancellingAtEverySignalLeavesTheConnectionClean() throws Exception {
        for (int at = -2; at < 8; at++) {
            int when = at;
            Flux<Object> rows = values(connection, "SELECT n FROM t LIMIT 6");
            CountDownLatch ended = new CountDownLatch(1);
            rows.subscribe(new BaseSubscriber<>() {
                private int seen;

                @Override
                protected void hookOnSubscribe(Subscription subscription) {
                    if (when == -2) {
                        cancel();
                    }
                    subscription.request(1);
                    if (when == -1) {
                        cancel();
                    }
                }

                @Override
                protected void hookOnNext(Object value) {
                    if (seen++ == when) {
                        cancel();
                    }
                    request(1);
                }

                @Override
                protected void hookFinally(SignalType type) {
                    ended.countDown();
                }
            });
            assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
            connectionIsClean();
        }
    }

    @Test
    void cancellingAResultOrItsExecutionAtEveryStepLeavesTheConnectionClean() {
        for (int take = 0; take < 4; take++) {
            one(Flux.from(connection
                            .createStatement("SELECT n FROM t; UPDATE t SET n = n; SELECT n FROM t; SELECT 1")
                            .execute())
                    .take(take)
                    .concatMap(result ->
                            Flux.from(result.map((row, metadata) -> row.get(0))).take(3))
                    .then());
            connectionIsClean();
        }
    }

    @Test
    void cancellingWhileManyRacesLeavesTheConnectionClean() {
        for (int i = 0; i < 300; i++) {
            Disposable work = Flux.from(connection.beginTransaction())
                    .thenMany(Flux.from(connection
                                    .createStatement("UPDATE t SET n = n + 1")
                                    .execute())
                            .flatMap(Result::getRowsUpdated))
                    .thenMany(values(connection, "SELECT n FROM t"))
                    .then(Mono.from(connection.commitTransaction()))
                    .subscribe(done -> {}, error -> {});
            for (int spin = 0; spin < i * 40; spin++) {
                Thread.onSpinWait();
            }
            work.dispose();
            one(connection.rollbackTransaction());
        }
        connectionIsClean();
        assertThat(one(values(connection, "SELECT count(*) FROM (SELECT DISTINCT n - rowid FROM t)")))
                .isEqualTo(1);
    }

    @Test
    void aBeginThatNobodyWaitsForIsUndone() {
        Connection holder = one(factory.create());
        one(holder.beginTransaction());
        Disposable waiting = Mono.from(connection.beginTransaction()).subscribe();
        Workers.awaitInside("WriterQueue", "acquire");
        waiting.dispose();
        one(holder.rollbackTransaction());
        connectionIsClean();
        one(holder.close());
    }

    @Test
    void cancellingConnectionsWhileTheyOpenLeavesNone() {
        for (int i = 0; i < 100; i++) {
            Disposable opening =
                    factory.create().flatMap(late -> Mono.from(late.close())).subscribe();
            for (int spin = 0; spin < i * 200; spin++) {
                Thread.onSpinWait();
            }
            opening.dispose();
        }
        Workers.await(() -> Workers.alive().size() == 1); // the one of this test
    }

    @Test
    void aStatementTimeoutStopsAQuery() {
        one(connection.setStatementTimeout(Duration.ofMillis(50)));
        values(
                        connection,
                        "SELECT count(*) FROM (WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT i FROM c)")
                .as(StepVerifier::create)
                .expectErrorSatisfies(e -> {
                    assertThat(e)
                            .isInstanceOf(R2dbcTimeoutException.class)
                            .hasMessage("The statement was stopped because it ran longer than the statement timeout");
                    assertThat(((R2dbcException) e).getSqlState()).isEqualTo("57014");
                })
                .verify(Sqlite.LONG);
        one(connection.setStatementTimeout(Duration.ZERO));
        one(connection.setStatementTimeout(Duration.ZERO));
        connectionIsClean();
    }

    @Test
    void aStatementTimeoutCountsAllPartsOfAResult() {
        one(connection.setStatementTimeout(Duration.ofMillis(100)));
        values(connection, "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT i FROM c")
                .as(StepVerifier::create)
                .thenConsumeWhile(row -> true)
                .expectError(R2dbcTimeoutException.class)
                .verify(Sqlite.LONG);
        one(connection.setStatementTimeout(Duration.ZERO));
        connectionIsClean();
    }

    @Test
    void aStatementTimeoutFromTheUrlHoldsForEveryConnection() {
        JdbcConnectionFactory limited = Sqlite.file(folder, "statementTimeout=PT0.05S");
        Sqlite.with(limited, c -> values(c, ENDLESS))
                .as(StepVerifier::create)
                .expectNext(1)
                .expectError(R2dbcTimeoutException.class)
                .verify(Sqlite.LONG);
    }
}
