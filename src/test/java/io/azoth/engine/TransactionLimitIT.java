package io.azoth.engine;

import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.Parameters;
import io.azoth.sql.TextStatement;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A transaction that is ended from outside while its work goes on: by its time limit, or with its connection. */
@Databases
class TransactionLimitIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final TransactionOptions SHORT = TransactionOptions.DEFAULT.withTimeout(Duration.ofMillis(100));
    private static final String TOO_LONG = "The transaction took longer than PT0.1S and was rolled back";

    /** Minutes of work on each database. */
    private static final TextStatement ENDLESS_READ =
            text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) "
                    + "SELECT count(*) AS n FROM n");

    private static final TextStatement ENDLESS =
            text("INSERT INTO numbers (id) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                    + "WHERE i < 2000000000) SELECT 1000 + count(*) FROM n");

    private final TestDatabase database;
    private final AtomicInteger connections = new AtomicInteger();
    private final Numbers numbers = new Numbers();
    private final Engine db;

    TransactionLimitIT(TestDatabase database) {
        this.database = database;
        numbers.fill(database, 3);
        ConnectionFactory factory = ConnectionFactories.get(database.url());
        db = Engine.create(
                new ConnectionFactory() {
                    @Override
                    public Mono<Connection> create() {
                        return Mono.<Connection>from(factory.create())
                                .doOnSubscribe(ignored -> connections.incrementAndGet());
                    }

                    @Override
                    public ConnectionFactoryMetadata getMetadata() {
                        return factory.getMetadata();
                    }
                },
                EngineOptions.DEFAULT.withPoolSize(1));
    }

    @AfterEach
    void theConnectionIsFreeAndNothingWasKept() {
        StepVerifier.create(db.fetch(numbers.upTo(9), Parameters.NONE).count())
                .expectNext(3L)
                .expectComplete()
                .verify(LIMIT);
        db.close().block(LIMIT);
    }

    @Test
    void workThatNeverEndsIsEnded() {
        AtomicReference<TransactionOutcome> outcome = new AtomicReference<>();
        assertFails(
                db.inTransaction(SHORT, tx -> {
                    tx.onEnd(outcome::set);
                    return tx.execute(numbers.insert(), List.of(row("id", 4))).then(Mono.never());
                }),
                ErrorCode.STATEMENT_TIMEOUT,
                TOO_LONG);

        assertThat(outcome).hasValue(TransactionOutcome.ROLLED_BACK);
    }

    @Test
    void workThatNeverBeginsIsEnded() {
        assertFails(db.inTransaction(SHORT, tx -> Mono.never()), ErrorCode.STATEMENT_TIMEOUT, TOO_LONG);
    }

    @Test
    void workInASavepointIsEndedWithTheTransaction() {
        assertFails(
                db.inTransaction(
                        SHORT,
                        tx -> tx.inTransaction(inner -> inner.execute(numbers.insert(), List.of(row("id", 4)))
                                .then(Mono.never()))),
                ErrorCode.STATEMENT_TIMEOUT,
                TOO_LONG);
    }

    @Test
    void workIsEndedWithItsConnection() {
        assertFails(
                db.inConnection(
                        connection -> connection.inTransaction(tx -> tx.execute(numbers.insert(), List.of(row("id", 4)))
                                .doOnNext(ignored -> connection.close().subscribe())
                                .then(Mono.never()))),
                ErrorCode.CLOSED,
                "The connection is closed; nothing runs on it any more");
    }

    @Test
    void aWriteThatWaitsForALockIsStoppedAtTheLimit() {
        whileTheFirstRowIsLocked(() -> assertTooLong(db.inTransaction(SHORT, this::writeTheFirstRow)));
    }

    @Test
    void aWriteInASavepointIsStoppedAtTheLimitOfItsTransaction() {
        whileTheFirstRowIsLocked(() -> assertTooLong(db.inTransaction(
                SHORT, tx -> tx.inTransaction(TransactionOptions.DEFAULT.withTimeout(LIMIT), this::writeTheFirstRow))));
    }

    @Test
    void aChangeThatRunsIsStoppedAtTheLimit() {
        assertTooLong(db.inTransaction(
                SHORT, tx -> tx.execute(numbers.insert(), List.of(row("id", 4))).then(tx.execute(ENDLESS, List.of()))));
        assertThat(connections).hasValue(1);
    }

    @Test
    void aReadThatRunsIsStoppedAtTheLimit() {
        assertTooLong(db.inTransaction(
                SHORT, tx -> tx.fetch(ENDLESS_READ, Parameters.NONE).then()));
        assertThat(connections).hasValue(1);
    }

    /** The server has sent a page and waits to be asked for the next one: there is nothing to stop, only a portal to close. */
    @Test
    void aReadByPagesWhoseReaderHasStoppedAskingIsEndedAtTheLimit() {
        assertTooLong(db.inTransaction(SHORT, tx -> tx.fetch(numbers.endless(database), Parameters.NONE)
                .concatMap(row -> Mono.never(), 1)
                .then()));
        assertThat(numbers.upTo(9).executeOn(db).count().block(LIMIT)).isEqualTo(3);
        assertThat(connections).hasValue(1);
    }

    @Test
    void aPageThatTakesTooLongIsStoppedAtTheLimit() {
        assertTooLong(db.inTransaction(SHORT, tx -> tx.fetch(ENDLESS_READ, Parameters.NONE)
                .concatMap(row -> Mono.never(), 1)
                .then()));
        assertThat(numbers.upTo(9).executeOn(db).count().block(LIMIT)).isEqualTo(3);
        assertThat(connections).hasValue(1);
    }

    @Test
    void aSavepointThatNobodyWaitsForIsEndedToo() {
        Mono<Integer> work = db.inTransaction(SHORT, tx -> {
            tx.inTransaction(inner -> Mono.never()).subscribe(done -> {}, ended -> {});
            return Mono.just(1);
        });
        StepVerifier.create(work).expectNext(1).expectComplete().verify(LIMIT);
    }

    @Test
    void theEarlierLimitOfStatementAndTransactionHolds() {
        TransactionOptions minute = TransactionOptions.DEFAULT.withTimeout(Duration.ofMinutes(1));
        ExecutionOptions hasty = ExecutionOptions.DEFAULT.withTimeout(Duration.ofMillis(100));

        StepVerifier.create(db.with(hasty).inTransaction(minute, tx -> tx.execute(ENDLESS, List.of())))
                .expectErrorSatisfies(error -> assertThat(error)
                        .hasMessageStartingWith("The statement took longer than PT0.1S and was stopped"))
                .verify(LIMIT);
    }

    @Test
    void aCenturyIsNoLimit() {
        Duration forever = Duration.ofSeconds(Long.MAX_VALUE);
        Engine patient = Engine.create(
                database.url(),
                EngineOptions.DEFAULT
                        .withAcquireTimeout(forever)
                        .withQueueTimeout(forever)
                        .withExecution(ExecutionOptions.DEFAULT.withTimeout(forever)));
        StepVerifier.create(patient.inTransaction(
                        TransactionOptions.DEFAULT.withTimeout(forever),
                        tx -> tx.fetch(numbers.upTo(9), Parameters.NONE).count()))
                .expectNext(3L)
                .expectComplete()
                .verify(LIMIT);
        patient.close().block(LIMIT);
    }

    @Test
    void aLimitIsPositive() {
        assertThatThrownBy(() -> TransactionOptions.DEFAULT.withTimeout(Duration.ZERO))
                .hasMessage("TransactionOptions.timeout is positive, or null for none, not PT0S");
        assertThatThrownBy(() -> TransactionOptions.DEFAULT.withTimeout(Duration.ofMillis(-1)))
                .hasMessage("TransactionOptions.timeout is positive, or null for none, not PT-0.001S");
    }

    private Mono<?> writeTheFirstRow(Transaction tx) {
        return tx.execute(numbers.update().set(numbers.name, "mine").where(numbers.id.eq(1)), List.of());
    }

    /** The lock is held until the task is done, and the engine under test has had one connection in all: none was cut. */
    private void whileTheFirstRowIsLocked(Runnable task) {
        Engine other = Engine.create(database.url());
        SqlConnection holder = other.connect().block(LIMIT);
        Transaction locking = holder.begin().block(LIMIT);
        writeTheFirstRow(locking).block(LIMIT);
        task.run();
        locking.rollback().block(LIMIT);
        holder.close().block(LIMIT);
        other.close().block(LIMIT);
        assertThat(connections).hasValue(1);
    }

    private static void assertTooLong(Publisher<?> publisher) {
        assertFails(publisher, ErrorCode.STATEMENT_TIMEOUT, TOO_LONG);
    }

    private static void assertFails(Publisher<?> publisher, ErrorCode code, String message) {
        StepVerifier.create(publisher)
                .expectErrorSatisfies(error -> {
                    assertThat(error).hasMessage(message);
                    assertThat(((AzothException) error).code()).isEqualTo(code);
                })
                .verify(LIMIT);
    }
}
