package io.azoth.jdbc.sqlite;

import static io.azoth.jdbc.sqlite.Sqlite.all;
import static io.azoth.jdbc.sqlite.Sqlite.one;
import static io.azoth.jdbc.sqlite.Sqlite.run;
import static io.azoth.jdbc.sqlite.Sqlite.update;
import static io.azoth.jdbc.sqlite.Sqlite.values;
import static io.azoth.jdbc.sqlite.Sqlite.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.jdbc.Database;
import io.azoth.jdbc.JdbcConnectionFactory;
import io.r2dbc.spi.Connection;
import java.lang.reflect.Proxy;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a close, or an error that nobody plans for, leaves behind: nothing, and nobody who waits. */
class SqliteCloseTest extends OnOneFile {

    private static final String ENDLESS =
            "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT max(i) FROM c";

    SqliteCloseTest() {
        super(List.of(), "CREATE TABLE t (n INTEGER)");
    }

    private static <T> Mono<T> started(Mono<T> work) {
        Mono<T> started = work.cache();
        started.subscribe(done -> {}, failure -> {});
        return started;
    }

    /** The insert is refused because its connection closes, so what was written before it must not be kept alone. */
    @Test
    void aCommitBehindAStatementThatTheCloseLeftOutKeepsNothing() {
        one(connection.beginTransaction());
        one(update(connection, "INSERT INTO t VALUES (1)"));
        Mono<Object> running = started(values(connection, ENDLESS).next());
        Workers.awaitInside("NativeDB", "step");
        Mono<Long> left = started(update(connection, "INSERT INTO t VALUES (2)"));
        Mono<Void> commit = started(Mono.from(connection.commitTransaction()));
        one(connection.close());
        for (Mono<?> refused : new Mono<?>[] {running, left, commit}) {
            assertThatThrownBy(() -> one(refused)).hasMessage("The connection is closed");
        }
        assertThat(all(with(factory, c -> values(c, "SELECT count(*) FROM t")))).containsExactly(0);
    }

    @Test
    void aCommitThatWasAskedForBeforeTheCloseIsDone() {
        one(connection.beginTransaction());
        one(update(connection, "INSERT INTO t VALUES (1)"));
        Mono<Void> commit = started(Mono.from(connection.commitTransaction()));
        one(connection.close());
        one(commit);
        assertThat(all(with(factory, c -> values(c, "SELECT count(*) FROM t")))).containsExactly(1);
    }

    @Test
    void aSubscriberThatThrowsKeepsNothingOpen() throws Exception {
        one(run(connection, "INSERT INTO t VALUES (1), (2)"));
        CountDownLatch row = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            Flux.from(connection.createStatement("SELECT n FROM t").execute())
                    .concatMap(result -> result.map((each, metadata) -> each.get(0)), 0)
                    .as(rows -> (org.reactivestreams.Publisher<Object>) rows)
                    .subscribe(new Subscriber<>() {
                        @Override
                        public void onSubscribe(Subscription subscription) {
                            subscription.request(1);
                        }

                        @Override
                        public void onNext(Object value) {
                            row.countDown();
                        }

                        @Override
                        public void onError(Throwable failure) {
                            throw new IllegalStateException("planned");
                        }

                        @Override
                        public void onComplete() {}
                    });
        }
        assertThat(row.await(30, TimeUnit.SECONDS)).isTrue();
        one(connection.close());
        Workers.awaitNone();
        assertThat(OpenFiles.named(folder.toString())).isEmpty();
    }

    @Test
    void anErrorOfTheMachineIsToldToo() {
        assertThatThrownBy(() ->
                        all(Flux.from(connection.createStatement("SELECT 1").execute())
                                .concatMap(result -> result.map((row, metadata) -> {
                                    throw new NoClassDefFoundError("planned");
                                }))))
                .isInstanceOf(NoClassDefFoundError.class)
                .hasMessage("planned");
        assertThat(one(values(connection, "SELECT 1"))).isEqualTo(1);
    }

    @Test
    void aDatabaseWhoseLibraryCannotBeLoadedIsAnError() {
        Database broken = (Database) Proxy.newProxyInstance(
                Database.class.getClassLoader(), new Class<?>[] {Database.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("name")) {
                        return "sqlite";
                    }
                    throw new UnsatisfiedLinkError("no such library");
                });
        assertThatThrownBy(() -> one(new JdbcConnectionFactory(broken).create()))
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasMessage("no such library");
        Workers.await(() -> Workers.alive().size() == 1); // that of this test
    }

    @Test
    void aSavepointThatWaitsForALockIsEndedByTheClose() throws Exception {
        one(connection.setLockWaitTimeout(Duration.ofSeconds(Long.MAX_VALUE)));
        try (java.sql.Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("test.db"))) {
            other.createStatement().execute("BEGIN IMMEDIATE");
            Mono<Void> savepoint = started(Mono.from(connection.createSavepoint("s")));
            Workers.awaitInside("LockWait", "callback");
            one(connection.close());
            assertThatThrownBy(() -> one(savepoint)).hasMessage("The connection is closed");
        }
    }

    @Test
    void aSavepointThatNobodyWaitsForLeavesNoTransaction() {
        Connection holder = one(factory.create());
        one(holder.beginTransaction());
        var waiting = Mono.from(connection.createSavepoint("s")).subscribe();
        Workers.awaitInside("WriterQueue", "acquire");
        waiting.dispose();
        one(holder.close());
        assertThat(one(values(connection, "SELECT 1"))).isEqualTo(1);
        assertThat(connection.isAutoCommit()).isTrue();
    }

    @Test
    void timeoutsMayBeAsLongAsADurationCanBe() {
        Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);
        one(connection.setLockWaitTimeout(forEver));
        one(connection.setStatementTimeout(forEver));
        assertThat(one(update(connection, "INSERT INTO t VALUES (1)"))).isEqualTo(1L);
        JdbcConnectionFactory patient =
                Sqlite.file(folder, "sqlite.busyTimeout=" + forEver, "statementTimeout=" + forEver);
        assertThat(all(with(patient, c -> values(c, "SELECT n FROM t")))).containsExactly(1);
    }

    @Test
    void theFactoryIsClosedOnAThreadOfItsOwn() {
        JdbcConnectionFactory memory = Sqlite.memory();
        all(with(memory, c -> run(c, "CREATE TABLE t (n)")));
        String thread = one(Mono.from(memory.close())
                .then(Mono.fromSupplier(() -> Thread.currentThread().getName())));
        assertThat(thread).startsWith("azoth-sqlite-");
        one(memory.close());
    }
}
