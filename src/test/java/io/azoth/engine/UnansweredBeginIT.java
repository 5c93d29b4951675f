package io.azoth.engine;

import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.Parameters;
import io.azoth.sql.Row;
import io.azoth.sql.TextStatement;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** A transaction that ends before the reply to its BEGIN has come, because the statement that rode with it was cancelled. */
@Databases
class UnansweredBeginIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestDatabase database;
    private final Numbers numbers = new Numbers();
    private final Engine db;

    UnansweredBeginIT(TestDatabase database) {
        this.database = database;
        numbers.fill(database, 3);
        db = Engine.create(database.url(), EngineOptions.DEFAULT.withPoolSize(1));
    }

    /** What runs next on the connection would be part of a transaction that nobody ends. */
    @AfterEach
    void theConnectionIsInNoTransaction() {
        db.execute(numbers.insert(), List.of(row("id", 4))).block(LIMIT);
        assertThat(database.read("SELECT count(*) FROM numbers")).containsExactly("4");
        db.close().block(LIMIT);
    }

    @Test
    void itIsCommitted() {
        StepVerifier.create(db.inTransaction(tx -> askAndCancel(tx).thenReturn("done")))
                .expectNext("done")
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void itIsRolledBack() {
        StepVerifier.create(db.inTransaction(tx -> askAndCancel(tx).then(Mono.error(new IllegalStateException("no")))))
                .expectErrorMessage("no")
                .verify(LIMIT);
    }

    @Test
    void itHasASavepoint() {
        StepVerifier.create(db.inTransaction(tx -> askAndCancel(tx)
                        .then(tx.inTransaction(inner ->
                                inner.fetch(numbers.select(), Parameters.NONE).count()))))
                .expectNext(3L)
                .expectComplete()
                .verify(LIMIT);
    }

    /** What its work does when it is cancelled comes too late to begin it, and there is nothing to take back. */
    @Test
    void aSavepointThatIsCancelledBeforeItBeginsIsNotRolledBackTo() {
        StepVerifier.create(db.inTransaction(tx -> cancelledBeforeItBegins(tx::inTransaction)
                        .then(tx.fetch(numbers.select(), Parameters.NONE).count())))
                .expectNext(3L)
                .expectComplete()
                .verify(LIMIT);
    }

    private Mono<Void> cancelledBeforeItBegins(Function<Function<Transaction, Mono<Void>>, Mono<Void>> transaction) {
        return Mono.defer(() -> {
            Sinks.Empty<Void> started = Sinks.empty();
            Function<Transaction, Mono<Void>> work = inner -> Mono.usingWhen(
                    Mono.just(inner),
                    ignored -> Mono.<Void>never().doOnSubscribe(subscription -> started.tryEmitEmpty()),
                    done -> Mono.empty(),
                    (ended, error) -> Mono.empty(),
                    cancelled -> cancelled.execute(numbers.delete(), List.of()).onErrorComplete());
            return transaction.apply(work).takeUntilOther(started.asMono().publishOn(Schedulers.parallel()));
        });
    }

    @Test
    void itIsRolledBackWhereAValueCannotBeBound() {
        TextStatement unknown = text("SELECT 1 WHERE 1 = :n").bind("n", new Object());
        StepVerifier.create(db.inTransaction(
                        tx -> tx.fetch(unknown, Parameters.NONE).then()))
                .expectErrorMatches(error -> ((AzothException) error).code() == ErrorCode.WRONG_TYPE)
                .verify(LIMIT);
    }

    /** A transaction is given to its work on the driver's thread, which reads no reply before the work returns. */
    private Mono<Void> askAndCancel(Transaction tx) {
        return Mono.fromRunnable(() -> {
            BaseSubscriber<Row> reader = new BaseSubscriber<>() {
                @Override
                protected void hookOnSubscribe(Subscription subscription) {
                    request(1);
                }
            };
            tx.fetch(numbers.select(), Parameters.NONE).subscribe(reader);
            reader.cancel();
        });
    }
}
