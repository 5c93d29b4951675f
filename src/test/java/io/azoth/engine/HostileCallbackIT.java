package io.azoth.engine;

import static io.azoth.sql.Sql.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.sql.Parameters;
import io.azoth.testkit.CapturedLog;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** Callbacks that throw: they harm nobody else, and hold no connection. */
@Databases
class HostileCallbackIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestDatabase database;
    private final Numbers numbers = new Numbers();

    HostileCallbackIT(TestDatabase database) {
        this.database = database;
        numbers.fill(database, 3);
    }

    @Test
    void aCallbackThatThrowsAtTheEndHoldsNothing() {
        Engine db = Engine.create(database.url(), EngineOptions.DEFAULT.withPoolSize(1));
        AtomicReference<TransactionOutcome> outcome = new AtomicReference<>();
        try (CapturedLog log = CapturedLog.of(Transaction.class.getName())) {
            StepVerifier.create(db.inTransaction(tx -> {
                        tx.onEnd(ended -> {
                            throw new AssertionError("thrown");
                        });
                        tx.onEnd(outcome::set);
                        return tx.execute(numbers.insert(), List.of(row("id", 4)));
                    }))
                    .expectNextCount(1)
                    .expectComplete()
                    .verify(LIMIT);

            assertThat(outcome).hasValue(TransactionOutcome.COMMITTED);
            assertThat(log.levelledMessages()).containsExactly("WARN A callback at a transaction's end failed");
        }
        assertWorks(db, 4);
    }

    @Test
    void aListenerThatThrowsAnErrorHoldsNothing() {
        Engine db = Engine.create(
                database.url(), EngineOptions.DEFAULT.withPoolSize(1).withListener(new Throwing()));
        try (CapturedLog log = CapturedLog.of(Engine.class.getName())) {
            for (int i = 4; i < 7; i++) {
                int id = i;
                StepVerifier.create(db.inTransaction(tx -> tx.execute(numbers.insert(), List.of(row("id", id)))))
                        .expectNextCount(1)
                        .expectComplete()
                        .verify(LIMIT);
            }
            assertWorks(db, 6);
            assertThat(log.levelledMessages()).contains("WARN A statement listener failed");
        }
    }

    private void assertWorks(Engine db, long rows) {
        StepVerifier.create(db.fetch(numbers.upTo(9), Parameters.NONE).count())
                .expectNext(rows)
                .expectComplete()
                .verify(LIMIT);
        db.close().block(LIMIT);
    }

    private static final class Throwing implements StatementListener {
        @Override
        public void statementStarted(String sql, List<@Nullable Object> parameters) {
            throw new AssertionError("at the start");
        }

        @Override
        public void statementEnded(StatementEvent event) {
            throw new AssertionError("at the end");
        }
    }
}
