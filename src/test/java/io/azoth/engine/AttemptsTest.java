package io.azoth.engine;

import static io.azoth.sql.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.error.ErrorCode;
import io.azoth.mock.MockAnswer;
import io.azoth.mock.MockDatabase;
import io.azoth.mock.MockStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Transactions that are run again where the database could not keep them beside others. */
class AttemptsTest {
    private static final String CHANGE = "UPDATE stock SET pieces = pieces - 1";
    private static final TransactionOptions THRICE = TransactionOptions.DEFAULT.withAttempts(3);
    private static final MockAnswer REFUSED = MockAnswer.failure(ErrorCode.SERIALIZATION_FAILURE, "concurrent");

    private final MockDatabase database = MockDatabase.of("postgresql");
    private final Engine db = database.engine();
    private final List<Integer> runs = new ArrayList<>();

    AttemptsTest() {
        database.on(CHANGE).always(MockAnswer.count(1));
    }

    @Test
    void onlyTheElementsOfTheRunThatWasKeptAreEmitted() {
        database.on("COMMIT").answer(REFUSED, REFUSED);

        StepVerifier.create(db.inTransactionMany(
                        THRICE, tx -> change(tx).thenMany(Flux.just("a", "b").map(name -> name + runs.size()))))
                .expectNext("a3", "b3")
                .verifyComplete();
    }

    @Test
    void aTransactionOnAConnectionIsRunAgainOnTheSame() {
        database.on("COMMIT").answer(REFUSED);

        StepVerifier.create(db.inConnection(connection ->
                        connection.inTransaction(THRICE, this::change).then(Mono.just("done"))))
                .expectNext("done")
                .verifyComplete();
        assertThat(sent()).containsExactly("BEGIN", CHANGE, "COMMIT", "ROLLBACK", "BEGIN", CHANGE, "COMMIT");
    }

    @Test
    void workThatFailsIsRunAgainToo() {
        database.on("UPDATE stock SET pieces = 0").answer(REFUSED).always(MockAnswer.count(1));

        StepVerifier.create(db.inTransaction(
                        THRICE,
                        tx -> text("UPDATE stock SET pieces = 0").runOn(tx).map(result -> result.rowCount())))
                .expectNext(1L)
                .verifyComplete();
    }

    @Test
    void nothingIsRunAgainForWhoHasGoneInThePause() {
        database.on("COMMIT").always(REFUSED);

        VirtualTimeScheduler clock = VirtualTimeScheduler.getOrSet();
        try {
            Disposable waiting = db.inTransaction(THRICE, this::change).subscribe();
            assertThat(sent()).containsExactly("BEGIN", CHANGE, "COMMIT", "ROLLBACK");
            waiting.dispose();
            clock.advanceTimeBy(Duration.ofHours(1));
        } finally {
            VirtualTimeScheduler.reset();
        }
        assertThat(sent()).hasSize(4);
        assertThat(runs).hasSize(1);
    }

    private Mono<Void> change(Transaction tx) {
        return Mono.fromRunnable(() -> runs.add(runs.size() + 1))
                .then(text(CHANGE).runOn(tx))
                .then();
    }

    private List<String> sent() {
        return database.statements().stream().map(MockStatement::sql).toList();
    }
}
