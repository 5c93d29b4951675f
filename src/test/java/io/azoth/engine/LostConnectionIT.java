package io.azoth.engine;

import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.Parameters;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.PostgresSessions;
import io.azoth.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A server that ends the connection, which only PostgreSQL can do to us. */
@Databases(DatabaseKind.POSTGRES)
class LostConnectionIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestDatabase database;
    private final Numbers numbers = new Numbers();
    private final Engine db;

    LostConnectionIT(TestDatabase database) {
        this.database = database;
        numbers.fill(database, 5);
        db = Engine.create(database.url(), EngineOptions.DEFAULT.withPoolSize(1));
    }

    @AfterEach
    void close() {
        db.close().block(LIMIT);
        PostgresSessions.of(database).assertNoneConnected();
    }

    @Test
    void aConnectionThatIsLostIsReplaced() {
        for (int i = 0; i < 5; i++) {
            StepVerifier.create(db.fetch(text("SELECT pg_terminate_backend(pg_backend_pid())"), Parameters.NONE)
                            .then())
                    .expectErrorSatisfies(error -> assertLost(error, ErrorCode.CONNECTION_LOST))
                    .verify(LIMIT);
            StepVerifier.create(db.fetch(numbers.upTo(5), Parameters.NONE))
                    .expectNextCount(5)
                    .expectComplete()
                    .verify(LIMIT);
        }
    }

    @Test
    void aTransactionWhoseConnectionIsLostLeavesNothing() {
        AtomicReference<TransactionOutcome> outcome = new AtomicReference<>();
        Mono<Void> work = db.inTransaction(tx -> {
            tx.onEnd(outcome::set);
            return tx.execute(numbers.insert(), List.of(row("id", 70)))
                    .then(tx.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"), List.of()))
                    .then();
        });

        StepVerifier.create(work)
                .expectErrorSatisfies(error -> assertLost(error, ErrorCode.CONNECTION_LOST))
                .verify(LIMIT);
        assertThat(outcome).hasValue(TransactionOutcome.ROLLED_BACK);
        assertThat(database.read("SELECT count(*) FROM numbers WHERE id = 70")).containsExactly("0");
    }

    @Test
    void aConnectionLostDuringCommitLeavesTheOutcomeUnknown() {
        database.run(
                "CREATE FUNCTION leave() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'",
                "CREATE CONSTRAINT TRIGGER leaving AFTER INSERT ON numbers DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
                        + " EXECUTE FUNCTION leave()");
        AtomicReference<TransactionOutcome> outcome = new AtomicReference<>();
        Mono<Void> work = db.inTransaction(tx -> {
            tx.onEnd(outcome::set);
            return tx.execute(numbers.insert(), List.of(row("id", 71))).then();
        });

        StepVerifier.create(work)
                .expectErrorSatisfies(error -> {
                    assertLost(error, ErrorCode.OUTCOME_UNKNOWN);
                    assertThat(error)
                            .hasMessageStartingWith(
                                    "The connection was lost during COMMIT: either everything was kept or"
                                            + " nothing; look before you repeat it. ");
                })
                .verify(LIMIT);
        assertThat(outcome).hasValue(TransactionOutcome.UNKNOWN);
        database.run("DROP TRIGGER leaving ON numbers", "DROP FUNCTION leave()");
        StepVerifier.create(db.fetch(numbers.upTo(5), Parameters.NONE))
                .expectNextCount(5)
                .verifyComplete();
    }

    @Test
    void aConnectionLostBeforeCommitIsSentLeavesNothing() {
        AtomicReference<TransactionOutcome> outcome = new AtomicReference<>();
        Mono<Void> work = db.inTransaction(tx -> {
            tx.onEnd(outcome::set);
            return tx.execute(numbers.insert(), List.of(row("id", 73)))
                    .then(tx.fetch(text("SELECT pg_terminate_backend(pg_backend_pid())"), Parameters.NONE)
                            .then())
                    .onErrorComplete();
        });

        StepVerifier.create(work)
                .expectErrorSatisfies(error -> assertLost(error, ErrorCode.CONNECTION_LOST))
                .verify(LIMIT);
        assertThat(outcome).hasValue(TransactionOutcome.ROLLED_BACK);
        assertThat(database.read("SELECT count(*) FROM numbers WHERE id = 73")).containsExactly("0");
    }

    @Test
    void aCommitThatTheServerRefusesIsRolledBack() {
        database.run(
                "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
                "CREATE TABLE child (id INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED)");
        AtomicReference<TransactionOutcome> outcome = new AtomicReference<>();
        Mono<Void> work = db.inTransaction(tx -> {
            tx.onEnd(outcome::set);
            return tx.execute(text("INSERT INTO child VALUES (1)"), List.of()).then();
        });

        StepVerifier.create(work)
                .expectErrorSatisfies(error -> assertLost(error, ErrorCode.FOREIGN_KEY_VIOLATION))
                .verify(LIMIT);
        assertThat(outcome).hasValue(TransactionOutcome.ROLLED_BACK);
        PostgresSessions.of(database).assertNoneInTransaction();
    }

    @Test
    void aFailureThatTheWorkSwallowsStillRollsBack() {
        Mono<Void> work = db.inTransaction(tx -> tx.execute(numbers.insert(), List.of(row("id", 72)))
                .then(tx.execute(numbers.insert(), List.of(row("id", 1))).onErrorComplete())
                .then());

        StepVerifier.create(work).expectError(AzothException.class).verify(LIMIT);
        assertThat(database.read("SELECT count(*) FROM numbers WHERE id = 72")).containsExactly("0");
        PostgresSessions.of(database).assertNoneInTransaction();
    }

    private static void assertLost(Throwable error, ErrorCode code) {
        assertThat(((AzothException) error).code()).isEqualTo(code);
    }
}
