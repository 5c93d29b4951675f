package io.azoth.engine;

import static io.azoth.sql.Sql.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.Parameters;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** A driver that refuses what begins or ends a transaction, or throws instead of answering. */
@Databases
class HostileDriverIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestDatabase database;
    private final HostileFactory driver;
    private final Numbers numbers = new Numbers();
    private final Engine db;

    HostileDriverIT(TestDatabase database) {
        this.database = database;
        numbers.fill(database, 3);
        driver = new HostileFactory(database);
        db = Engine.create(driver, EngineOptions.DEFAULT.withPoolSize(1));
    }

    @Test
    void aRollbackThatThrowsAfterARefusedCommitStillEndsTheTransaction() {
        AtomicReference<TransactionOutcome> outcome = new AtomicReference<>();
        driver.replace(
                "commitTransaction",
                () -> Mono.error(new R2dbcDataIntegrityViolationException("refused", "23503", 787)));
        driver.replace("rollbackTransaction", () -> {
            throw new IllegalStateException("thrown");
        });

        StepVerifier.create(db.inTransaction(tx -> {
                    tx.onEnd(outcome::set);
                    return tx.execute(numbers.insert(), List.of(row("id", 4)));
                }))
                .expectErrorSatisfies(error -> assertThat(error).rootCause().hasMessage("refused"))
                .verify(LIMIT);

        assertThat(outcome).hasValue(TransactionOutcome.ROLLED_BACK);
        driver.restore();
        assertRows(3);
    }

    @Test
    void nothingRunsWhereTheTransactionCouldNotBegin() {
        if (database.kind() == DatabaseKind.POSTGRES) {
            return; // the first statement is sent with BEGIN, and both fail together
        }
        for (int i = 0; i < 300; i++) {
            Sinks.Empty<Void> begin = Sinks.empty();
            driver.replace("beginTransaction", begin::asMono);
            SqlConnection connection = db.connect().block(LIMIT);
            Transaction tx = connection.begin().block(LIMIT);
            insert(tx, 1_000 + i * 50);
            int first = 1_001 + i * 50;
            Mono.when(
                            Mono.fromRunnable(() -> begin.tryEmitError(new R2dbcNonTransientResourceException("no")))
                                    .subscribeOn(Schedulers.parallel()),
                            Mono.fromRunnable(() -> {
                                        for (int id = first; id < first + 20; id++) {
                                            insert(tx, id);
                                        }
                                    })
                                    .subscribeOn(Schedulers.parallel()))
                    .block(LIMIT);
            StepVerifier.create(tx.commit()).expectError(AzothException.class).verify(LIMIT);
            connection.close().block(LIMIT);
        }
        driver.restore();
        assertRows(3);
    }

    private void insert(Transaction tx, int id) {
        tx.execute(numbers.insert(), List.of(row("id", id)))
                .subscribe(ignored -> {}, error -> assertThat(((AzothException) error).code())
                        .isNotEqualTo(ErrorCode.UNIQUE_VIOLATION));
    }

    private void assertRows(long rows) {
        StepVerifier.create(db.fetch(numbers.select(), Parameters.NONE).count())
                .expectNext(rows)
                .expectComplete()
                .verify(LIMIT);
        db.close().block(LIMIT);
    }
}
