package io.azoth.engine;

import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.sql.Parameters;
import io.azoth.sql.Result;
import io.azoth.sql.Statement;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.IsolationLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@Databases
class TransactionIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestDatabase database;
    private final Numbers numbers = new Numbers();
    private final List<String> sent = new ArrayList<>();
    private final Engine db;

    TransactionIT(TestDatabase database) {
        this.database = database;
        numbers.fill(database, 3);
        db = Engine.create(database.url(), EngineOptions.DEFAULT.withListener(event -> {
            synchronized (sent) {
                sent.add(event.sql().replaceAll(" .*", ""));
            }
        }));
    }

    @AfterEach
    void close() {
        db.close().block(LIMIT);
    }

    @Test
    void aTransactionThatDoesNothingSendsNothing() {
        StepVerifier.create(db.inTransaction(tx -> Mono.just("done")))
                .expectNext("done")
                .verifyComplete();

        assertThat(sent).isEmpty();
    }

    @Test
    void manyElementsComeAfterTheCommit() {
        Flux<Integer> ids = db.inTransactionMany(tx -> tx.execute(numbers.insert(), List.of(row("id", 4)))
                        .thenMany(tx.fetch(numbers.upTo(9), Parameters.NONE))
                        .mapNotNull(found -> found.get(numbers.id)))
                .doOnNext(ignored -> assertThat(sent).last().isEqualTo("COMMIT"));

        StepVerifier.create(ids).expectNext(1, 2, 3, 4).verifyComplete();
    }

    @Test
    void anExplicitTransactionHoldsItsPlaceUntilItIsEnded() {
        SqlConnection connection = db.connect().block(LIMIT);
        Transaction tx = connection.begin().block(LIMIT);
        AtomicReference<TransactionOutcome> outcome = new AtomicReference<>();
        tx.onEnd(outcome::set);
        Sinks.One<Long> behind = Sinks.one();
        connection.fetch(numbers.upTo(9), Parameters.NONE).count().subscribe(behind::tryEmitValue);
        StepVerifier.create(tx.execute(numbers.insert(), List.of(row("id", 4))))
                .expectNextCount(1)
                .verifyComplete();

        assertThat(tx.isOpen()).isTrue();
        StepVerifier.create(tx.commit()).verifyComplete();

        assertThat(tx.isOpen()).isFalse();
        assertThat(outcome).hasValue(TransactionOutcome.COMMITTED);
        StepVerifier.create(behind.asMono()).expectNext(4L).expectComplete().verify(LIMIT);
        assertThat(sent).containsExactly("BEGIN", "INSERT", "COMMIT", "SELECT");
        connection.close().block(LIMIT);
    }

    @Test
    void closingAConnectionRollsBackWhatIsOpen() {
        SqlConnection connection = db.connect().block(LIMIT);
        Transaction tx = connection.begin().block(LIMIT);
        StepVerifier.create(tx.execute(numbers.insert(), List.of(row("id", 4))))
                .expectNextCount(1)
                .verifyComplete();

        connection.close().block(LIMIT);

        assertThat(sent).containsExactly("BEGIN", "INSERT", "ROLLBACK");
        assertThat(database.read("SELECT count(*) FROM numbers")).containsExactly("3");
    }

    @Test
    void aCancelledPlaceIsGivenUp() {
        SqlConnection connection = db.connect().block(LIMIT);
        Transaction first = connection.begin().block(LIMIT);
        connection.begin().subscribe().dispose();

        StepVerifier.create(first.rollback()).verifyComplete();
        StepVerifier.create(connection.begin().flatMap(Transaction::commit))
                .expectComplete()
                .verify(LIMIT);
        connection.close().block(LIMIT);
    }

    @Test
    void theOutcomeIsHeardAlsoWhenTheSubscriberHasGone() {
        Sinks.One<TransactionOutcome> outcome = Sinks.one();
        Sinks.Empty<Void> inserted = Sinks.empty();
        db.inTransaction(tx -> {
                    tx.onEnd(outcome::tryEmitValue);
                    return tx.execute(numbers.insert(), List.of(row("id", 4)))
                            .doOnNext(ignored -> inserted.tryEmitEmpty())
                            .then(Mono.never());
                })
                .takeUntilOther(inserted.asMono())
                .block(LIMIT);

        StepVerifier.create(outcome.asMono())
                .expectNext(TransactionOutcome.ROLLED_BACK)
                .expectComplete()
                .verify(LIMIT);
        assertThat(database.read("SELECT count(*) FROM numbers")).containsExactly("3");
    }

    @Test
    void anErrorThatTheWorkThrowsRollsBackAndFreesTheConnection() {
        Engine one = Engine.create(database.url(), EngineOptions.DEFAULT.withPoolSize(1));
        for (int i = 0; i < 3; i++) {
            StepVerifier.create(one.inTransaction(tx -> {
                        throw new AssertionError("thrown");
                    }))
                    .expectErrorMessage("thrown")
                    .verify(LIMIT);
        }
        StepVerifier.create(one.fetch(numbers.upTo(1), Parameters.NONE))
                .expectNextCount(1)
                .verifyComplete();
        one.close().block(LIMIT);
    }

    @Test
    void aLockThatIsHeldBlocksNoCaller() {
        SqlConnection holder = db.connect().block(LIMIT);
        Transaction held = holder.begin().block(LIMIT);
        StepVerifier.create(held.execute(change(1), List.of()))
                .expectNextCount(1)
                .verifyComplete();
        Sinks.One<Result> waiting = Sinks.one();

        db.execute(change(1), List.of()).subscribe(waiting::tryEmitValue, waiting::tryEmitError);

        StepVerifier.create(held.commit()).expectComplete().verify(LIMIT);
        StepVerifier.create(waiting.asMono())
                .expectNextCount(1)
                .expectComplete()
                .verify(LIMIT);
        holder.close().block(LIMIT);
    }

    @Test
    void aCallersThreadIsNeverTheDatabases() {
        Mono<String> thread = db.fetch(numbers.upTo(1), Parameters.NONE)
                .map(ignored -> Thread.currentThread().getName())
                .single()
                .subscribeOn(Schedulers.parallel());

        StepVerifier.create(thread)
                .assertNext(
                        name -> assertThat(name).doesNotStartWith("parallel").isNotEqualTo("main"))
                .verifyComplete();
    }

    @Test
    void aPoolThatIsThereAlreadyIsUsedAndLeftOpen() {
        ConnectionPool pool =
                new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(database.url()))
                        .maxSize(1)
                        .build());
        Engine on = Engine.create(pool);

        StepVerifier.create(on.inTransaction(tx -> tx.execute(change(2), List.of())))
                .expectNextCount(1)
                .expectComplete()
                .verify(LIMIT);
        StepVerifier.create(on.fetch(numbers.upTo(3), Parameters.NONE)
                        .flatMap(row -> on.fetch(numbers.upTo(1), Parameters.NONE))
                        .count())
                .expectNext(3L)
                .expectComplete()
                .verify(LIMIT);
        on.close().block(LIMIT);
        assertThat(pool.isDisposed()).isFalse();
        pool.disposeLater().block(LIMIT);
    }

    @Test
    void theIsolationLevelIsThatOfTheTransactionAlone() {
        if (database.kind() == DatabaseKind.SQLITE) {
            return; // every transaction of SQLite is serializable
        }
        Engine one = Engine.create(database.url(), EngineOptions.DEFAULT.withPoolSize(1));
        String sql = database.kind() == DatabaseKind.H2
                ? "SELECT lower(isolation_level) FROM information_schema.sessions WHERE session_id = session_id()"
                : "SELECT current_setting('transaction_isolation')";
        TransactionOptions strict = TransactionOptions.DEFAULT.withIsolation(IsolationLevel.SERIALIZABLE);

        StepVerifier.create(one.inTransaction(strict, tx -> level(tx, sql)))
                .expectNext("serializable")
                .verifyComplete();
        StepVerifier.create(one.inTransaction(tx -> level(tx, sql)))
                .expectNext("read committed")
                .verifyComplete();
        one.close().block(LIMIT);
    }

    private static Mono<String> level(Transaction tx, String sql) {
        return tx.fetch(text(sql), Parameters.NONE).single().mapNotNull(found -> found.get(0, String.class));
    }

    private Statement change(int id) {
        return numbers.update().set(numbers.tenfold, 0L).where(numbers.id.eq(id));
    }
}
