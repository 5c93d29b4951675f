package io.azoth.engine;

import static io.azoth.sql.Sql.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.Parameters;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
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

    private final TestDatabase database;
    private final Numbers numbers = new Numbers();
    private final Engine db;

    TransactionLimitIT(TestDatabase database) {
        this.database = database;
        numbers.fill(database, 3);
        db = Engine.create(database.url(), EngineOptions.DEFAULT.withPoolSize(1));
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

    private static void assertFails(Publisher<?> publisher, ErrorCode code, String message) {
        StepVerifier.create(publisher)
                .expectErrorSatisfies(error -> {
                    assertThat(error).hasMessage(message);
                    assertThat(((AzothException) error).code()).isEqualTo(code);
                })
                .verify(LIMIT);
    }
}
