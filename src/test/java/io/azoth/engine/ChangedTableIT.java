package io.azoth.engine;

import static io.azoth.sql.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.Executor;
import io.azoth.sql.Parameters;
import io.azoth.sql.Row;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A table that changes while statements on it are prepared at the server. */
@Databases
class ChangedTableIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestDatabase database;
    private final Engine db;

    ChangedTableIT(TestDatabase database) {
        this.database = database;
        database.run(
                "DROP TABLE IF EXISTS changing",
                "CREATE TABLE changing (id INTEGER)",
                "INSERT INTO changing (id) VALUES (1)");
        db = Engine.create(database.url(), EngineOptions.DEFAULT.withPoolSize(1));
        assertThat(all(db).block(LIMIT)).isEqualTo(1);
        database.run("ALTER TABLE changing ADD COLUMN name VARCHAR(10)");
    }

    @AfterEach
    void close() {
        db.close().block(LIMIT);
    }

    @Test
    void aStatementIsPreparedAnew() {
        StepVerifier.create(all(db)).expectNext(2).expectComplete().verify(LIMIT);
    }

    @Test
    void aTransactionIsRunAgainWhereItMay() {
        StepVerifier.create(db.inTransaction(TransactionOptions.DEFAULT.withAttempts(2), ChangedTableIT::all))
                .expectNext(2)
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void aTransactionThatMayNotBeRunAgainSaysWhatHasHappened() {
        if (database.kind() != DatabaseKind.POSTGRES) {
            return; // the others prepare anew inside of a transaction too
        }
        StepVerifier.create(db.inTransaction(ChangedTableIT::all))
                .expectErrorSatisfies(error -> {
                    assertThat(((AzothException) error).code()).isEqualTo(ErrorCode.STALE_STATEMENT);
                    assertThat(error)
                            .hasMessageStartingWith("A table has changed since the statement was prepared on the "
                                    + "connection, and the transaction is aborted; run it again: ");
                })
                .verify(LIMIT);
        StepVerifier.create(db.inTransaction(ChangedTableIT::all)).expectNext(2).verifyComplete();
    }

    @Test
    void whatComesBehindAFailureSaysSo() {
        if (database.kind() != DatabaseKind.POSTGRES) {
            return; // the others take it
        }
        StepVerifier.create(db.inTransaction(tx -> text("SELECT nothing FROM nowhere")
                        .firstOn(tx)
                        .onErrorComplete()
                        .then(all(tx))))
                .expectErrorSatisfies(error -> {
                    assertThat(((AzothException) error).code()).isEqualTo(ErrorCode.TRANSACTION_ABORTED);
                    assertThat(error)
                            .hasMessageStartingWith(
                                    "A statement of the transaction has failed before, and the database "
                                            + "takes no other in it; roll it back: ");
                })
                .verify(LIMIT);
    }

    /** Nobody hears of an error in the rows that a reader has left. */
    @Test
    void whatComesBehindAFailureThatNobodyHeardSaysSo() {
        if (database.kind() != DatabaseKind.POSTGRES) {
            return; // the others take it
        }
        StepVerifier.create(db.inTransaction(tx -> text("SELECT 1 / (900 - i) FROM generate_series(1, 1000) AS t(i)")
                        .executeOn(tx)
                        .concatMap(Mono::just, 1)
                        .take(2)
                        .then(text("SELECT 1").firstOn(tx))))
                .expectErrorSatisfies(
                        error -> assertThat(((AzothException) error).code()).isEqualTo(ErrorCode.TRANSACTION_ABORTED))
                .verify(LIMIT);
    }

    /** How many columns the table has. */
    private static Mono<Integer> all(Executor executor) {
        return executor.fetch(text("SELECT * FROM changing WHERE id > :n").bind("n", 0), Parameters.NONE)
                .map(Row::asMap)
                .map(Map::size)
                .single();
    }
}
