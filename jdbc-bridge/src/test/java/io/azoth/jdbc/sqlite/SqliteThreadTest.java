package io.azoth.jdbc.sqlite;

import static io.azoth.jdbc.sqlite.Sqlite.all;
import static io.azoth.jdbc.sqlite.Sqlite.one;
import static io.azoth.jdbc.sqlite.Sqlite.run;
import static io.azoth.jdbc.sqlite.Sqlite.update;
import static io.azoth.jdbc.sqlite.Sqlite.values;
import static io.azoth.jdbc.sqlite.Sqlite.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.jdbc.JdbcConnectionFactory;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Blob;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Wrapped;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class SqliteThreadTest {

    private static final String NUMBERS =
            "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 5000) SELECT i FROM c";

    private final JdbcConnectionFactory factory = Sqlite.memory();

    @AfterEach
    void close() {
        one(factory.close());
        Workers.awaitNone();
    }

    @Test
    void everySignalComesFromTheConnectionsWorker() {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        Consumer<Object> note = signal -> threads.add(Thread.currentThread().getName());
        all(with(factory, connection -> Flux.<Object>concat(
                        noted(connection.beginTransaction(), note),
                        noted(run(connection, "CREATE TABLE t (n)"), note),
                        noted(update(connection, "INSERT INTO t VALUES (1)"), note),
                        noted(values(connection, NUMBERS), note),
                        noted(connection.createSavepoint("s"), note),
                        noted(connection.commitTransaction(), note),
                        noted(connection.validate(io.r2dbc.spi.ValidationDepth.REMOTE), note),
                        noted(values(connection, "SELECT nope"), note).onErrorResume(e -> Mono.empty()))
                .subscribeOn(Schedulers.parallel())));
        assertThat(threads).hasSize(1).allMatch(name -> name.startsWith("azoth-sqlite-"));
    }

    private static <T> Flux<T> noted(Publisher<T> publisher, Consumer<Object> note) {
        return Flux.from(publisher).doOnEach(note::accept);
    }

    @Test
    void whatIsKnownOfAConnectionIsToldWhileAStatementRuns() throws Exception {
        Connection connection = one(factory.create());
        Disposable endless = values(
                        connection,
                        "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT max(i) FROM c")
                .subscribe();
        Workers.awaitInside("SqliteSession", "open");
        CompletableFuture<String> told = CompletableFuture.supplyAsync(
                () -> connection.getMetadata().getDatabaseProductName() + " " + connection.isAutoCommit() + " "
                        + connection.getMetadata().getDatabaseVersion());
        assertThat(told.get(30, TimeUnit.SECONDS)).startsWith("SQLite true 3.");
        endless.dispose();
        one(connection.close());
    }

    @Test
    void eachConnectionHasOneThreadThatEndsWithIt() {
        List<Connection> connections = all(Flux.range(0, 10).flatMap(i -> factory.create()));
        assertThat(Workers.alive()).hasSize(10);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().contains("boundedElastic"));
        one(Flux.fromIterable(connections).flatMap(Connection::close).then());
        Workers.awaitNone();
    }

    @Test
    void theWorkerIsAScheduler() {
        String name = one(with(factory, connection -> {
            Scheduler scheduler = ((Wrapped<?>) connection).unwrap(Scheduler.class);
            return Mono.fromSupplier(() -> Thread.currentThread().getName())
                    .subscribeOn(scheduler)
                    .zipWith(values(connection, "SELECT 1").next().map(one -> Thread.currentThread()
                            .getName()))
                    .map(names -> names.getT1().equals(names.getT2()) + names.getT1());
        }));
        assertThat(name).startsWith("trueazoth-sqlite-");
    }

    @Test
    void aConnectionFromAPoolArrivesOnItsWorker() {
        ConnectionPool pool = new ConnectionPool(
                ConnectionPoolConfiguration.builder(factory).maxSize(1).build());
        for (int i = 0; i < 2; i++) {
            String name = one(Mono.usingWhen(
                    pool.create(),
                    connection -> Mono.just(Thread.currentThread().getName()),
                    Connection::close));
            assertThat(name).startsWith("azoth-sqlite-");
        }
        one(pool.disposeLater());
    }

    @Test
    void rowsAreReadAsTheyAreAskedFor() {
        AtomicInteger mapped = new AtomicInteger();
        with(factory, connection -> Flux.from(
                                connection.createStatement(NUMBERS).execute())
                        .concatMap(
                                result -> result.map((row, metadata) -> {
                                    mapped.incrementAndGet();
                                    return row.get(0, Integer.class);
                                }),
                                0))
                .as(flux -> StepVerifier.create(flux, 0))
                .thenRequest(1)
                .expectNext(1)
                .then(() -> assertThat(mapped).hasValue(1))
                .thenRequest(99)
                .expectNextCount(99)
                .then(() -> assertThat(mapped).hasValue(100))
                .thenRequest(1000)
                .expectNextCount(1000)
                .then(() -> assertThat(mapped).hasValue(1100))
                .thenRequest(Long.MAX_VALUE)
                .expectNextCount(3900)
                .verifyComplete();
    }

    @Test
    void aPausedResultHoldsNobodyUp() {
        with(factory, connection -> {
                    Flux<Object> paused = values(connection, NUMBERS).limitRate(1);
                    return paused.concatMap(
                                    i -> (Integer) i <= 3 ? values(connection, "SELECT ? * 10", i) : Mono.just(i), 1)
                            .take(4);
                })
                .as(StepVerifier::create)
                .expectNext(10, 20, 30, 4)
                .verifyComplete();
    }

    @Test
    void subscriptionsFromManyThreadsQueueOnOneConnection() {
        assertThat(all(with(factory, connection -> run(connection, "CREATE TABLE t (n)")
                        .thenMany(Flux.range(0, 500)
                                .flatMap(
                                        i -> Mono.defer(() -> update(connection, "INSERT INTO t VALUES (?)", i))
                                                .subscribeOn(Schedulers.parallel()),
                                        500)
                                .mergeWith(Flux.range(0, 500)
                                        .flatMap(
                                                i -> Mono.defer(() -> values(connection, "SELECT count(*) FROM t")
                                                                .then(Mono.<Long>empty()))
                                                        .subscribeOn(Schedulers.parallel()),
                                                500)))
                        .thenMany(values(connection, "SELECT count(DISTINCT n) FROM t")))))
                .containsExactly(500);
    }

    @Test
    void operationsRunInOrderOfSubscription() {
        assertThat(all(with(
                        factory,
                        connection -> Flux.mergeSequential(
                                run(connection, "CREATE TABLE t (n)").cast(Object.class),
                                Mono.from(connection.beginTransaction()),
                                update(connection, "INSERT INTO t VALUES (1)"),
                                values(connection, "SELECT count(*) FROM t"),
                                Mono.from(connection.rollbackTransaction()),
                                values(connection, "SELECT count(*) FROM t")))))
                .containsExactly(1L, 1, 0);
    }

    @Test
    void anInterruptOfTheWorkerIsNotLeftToWhatFollows() {
        assertThat(all(with(factory, connection -> values(connection, "SELECT 1")
                        .doOnNext(one -> Thread.currentThread().interrupt())
                        .thenMany(Flux.defer(() -> values(connection, "SELECT 2")))
                        .map(two -> two + " " + Thread.currentThread().isInterrupted()))))
                .containsExactly("2 false");
    }

    /** What runs after the close may itself ask for rows, on the worker or on the thread that it is left to. */
    @Test
    void whatIsAskedForWhileTheWorkerEndsIsAnswered() {
        for (int i = 0; i < 300; i++) {
            Connection connection = one(factory.create());
            Scheduler worker = Objects.requireNonNull(((Wrapped<?>) connection).unwrap(Scheduler.class));
            List<Result> results = all(Flux.range(0, 40)
                    .concatMap(n -> connection.createStatement("SELECT 1").execute()));
            Mono<Void> closed = Mono.from(connection.close()).cache();
            closed.subscribe();
            one(Flux.fromIterable(results)
                    .flatMap(result -> Flux.defer(() -> result.map((row, metadata) -> row.get(0)))
                            .subscribeOn(worker)
                            .onErrorResume(R2dbcException.class, refusal -> Mono.empty()))
                    .then());
            one(closed);
        }
    }

    @Test
    void aLongChainOfStatementsDoesNotGrowTheStack() {
        assertThat(all(with(factory, connection -> Flux.range(0, 20_000)
                        .concatMap(i -> values(connection, "SELECT ?", i))
                        .count())))
                .containsExactly(20_000L);
    }

    @Test
    void theSubscribersContextReachesWhatTheDriverSubscribesTo() {
        Blob blob = Blob.from(Flux.deferContextual(
                context -> Mono.just(ByteBuffer.wrap(context.<String>get("who").getBytes()))));
        assertThat(all(with(factory, connection -> Flux.from(connection
                                        .createStatement("SELECT CAST(? AS TEXT)")
                                        .bind(0, blob)
                                        .execute())
                                .concatMap(result -> result.flatMap(segment -> Mono.deferContextual(context ->
                                        Mono.just(((Result.RowSegment) segment)
                                                        .row()
                                                        .get(0) + " " + context.get("who"))))))
                        .contextWrite(context -> context.put("who", "me"))))
                .containsExactly("me me");
    }
}
