package io.azoth.engine;

import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.error.EngineException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.Executor;
import io.azoth.sql.Parameters;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** A statement behind a result that is not read to its end: it never hangs, and it never overtakes. */
@Databases
class HalfReadIT {
    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final int ROWS = 10_000;
    private static final String FULL =
            "A statement waits behind a result whose reader has stopped asking, and 500 rows or"
                    + " 67108864 bytes of it are buffered already; read that result to its end first, run this statement on another"
                    + " connection, or raise EngineOptions.withBuffer";

    private final TestDatabase database;
    private final Numbers numbers = new Numbers();
    private final Engine db;
    private final Engine small;

    HalfReadIT(TestDatabase database) {
        this.database = database;
        numbers.fill(database, ROWS);
        db = Engine.create(database.url(), EngineOptions.DEFAULT.withPoolSize(1));
        small = Engine.create(
                database.url(), EngineOptions.DEFAULT.withPoolSize(1).withBuffer(500, 64L * 1024 * 1024));
    }

    @AfterEach
    void close() {
        db.close().then(small.close()).block(LIMIT);
    }

    @Test
    void zippedStatementsRunOneAfterTheOther() {
        Mono<Long> sum = db.inConnection(connection -> Mono.zip(
                        connection.fetch(numbers.upTo(ROWS), Parameters.NONE).count(),
                        connection
                                .fetch(numbers.upTo(ROWS), Parameters.NONE)
                                .limitRate(7)
                                .count(),
                        connection.fetch(numbers.upTo(ROWS), Parameters.NONE).count())
                .map(counts -> counts.getT1() + counts.getT2() + counts.getT3()));

        StepVerifier.create(sum).expectNext(3L * ROWS).expectComplete().verify(LIMIT);
    }

    @Test
    void aQueryForEachRowRunsOnOneConnection() {
        StepVerifier.create(db.inConnectionMany(this::queryForEachRow).count())
                .expectNext((long) ROWS)
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void aQueryForEachRowRunsInATransaction() {
        StepVerifier.create(db.inTransactionMany(this::queryForEachRow).count())
                .expectNext((long) ROWS)
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void aQueryForEachRowRunsOnAPoolOfOne() {
        StepVerifier.create(queryForEachRow(db).count())
                .expectNext((long) ROWS)
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void aTransactionForEachRowRunsOnAPoolOfOne() {
        Flux<Integer> changed = db.fetch(numbers.upTo(300), Parameters.NONE)
                .concatMap(
                        row -> db.inTransaction(tx -> tx.execute(
                                        numbers.update()
                                                .set(numbers.tenfold, 0L)
                                                .where(numbers.id.eq(row.get(numbers.id))),
                                        List.of())
                                .thenReturn(1)),
                        1);

        StepVerifier.create(changed.count()).expectNext(300L).expectComplete().verify(LIMIT);
        assertThat(database.read("SELECT count(*) FROM numbers WHERE tenfold = 0"))
                .containsExactly("300");
    }

    @Test
    void pastTheBoundTheWaitingStatementFailsAndTheReaderIsNotHarmed() {
        SqlConnection connection = small.connect().block(LIMIT);

        assertReaderSurvives(connection);
        connection.close().block(LIMIT);
    }

    @Test
    void pastTheBoundAStatementThatWaitsForAPoolOfOneFails() {
        assertReaderSurvives(small);
    }

    @Test
    void theBoundHoldsInBytesToo() {
        Engine tight = Engine.create(
                database.url(), EngineOptions.DEFAULT.withPoolSize(1).withBuffer(100_000, 20_000));

        StepVerifier.create(tight.fetch(numbers.upTo(ROWS), Parameters.NONE), 1)
                .expectNextCount(1)
                .then(() -> StepVerifier.create(tight.fetch(numbers.upTo(1), Parameters.NONE))
                        .expectErrorSatisfies(error ->
                                assertThat(((EngineException) error).code()).isEqualTo(ErrorCode.RESULT_BUFFER_FULL))
                        .verify(LIMIT))
                .thenRequest(Long.MAX_VALUE)
                .expectNextCount(ROWS - 1)
                .expectComplete()
                .verify(LIMIT);
        tight.close().block(LIMIT);
    }

    @Test
    void aReaderThatStopsForGoodDoesNotKeepTheNextStatementWaiting() {
        SqlConnection connection = db.connect().block(LIMIT);

        StepVerifier.create(connection.fetch(numbers.upTo(ROWS), Parameters.NONE), 3)
                .expectNextCount(3)
                .then(() -> StepVerifier.create(connection.execute(numbers.insert(), List.of(row("id", ROWS + 1))))
                        .expectNextCount(1)
                        .expectComplete()
                        .verify(LIMIT))
                .thenRequest(2)
                .expectNextCount(2)
                .thenCancel()
                .verify(LIMIT);
        connection.close().block(LIMIT);
    }

    @Test
    void aStatementThatWaitedBeforeTheReadBeganDoesNotWaitForEver() {
        SqlConnection connection = db.connect().block(LIMIT);
        Transaction ahead = connection.begin().block(LIMIT);
        Sinks.One<Long> behind = Sinks.one();

        StepVerifier.create(connection.fetch(numbers.upTo(ROWS), Parameters.NONE), 1)
                .then(() -> connection
                        .fetch(numbers.upTo(5), Parameters.NONE)
                        .count()
                        .subscribe(behind::tryEmitValue))
                .then(() -> ahead.commit().subscribe())
                .expectNextCount(1)
                .then(() -> StepVerifier.create(behind.asMono())
                        .expectNext(5L)
                        .expectComplete()
                        .verify(LIMIT))
                .thenCancel()
                .verify(LIMIT);
        connection.close().block(LIMIT);
    }

    /** One row is read, then nothing more is asked for while another statement wants to run. */
    private void assertReaderSurvives(Executor executor) {
        StepVerifier.create(executor.fetch(numbers.upTo(ROWS), Parameters.NONE), 1)
                .expectNextCount(1)
                .then(() -> StepVerifier.create(executor.fetch(numbers.upTo(1), Parameters.NONE))
                        .expectErrorMessage(FULL)
                        .verify(LIMIT))
                .thenRequest(Long.MAX_VALUE)
                .expectNextCount(ROWS - 1)
                .expectComplete()
                .verify(LIMIT);
        StepVerifier.create(executor.fetch(numbers.upTo(1), Parameters.NONE))
                .expectNextCount(1)
                .expectComplete()
                .verify(LIMIT);
    }

    private Flux<Integer> queryForEachRow(Executor executor) {
        return executor.fetch(numbers.upTo(ROWS), Parameters.NONE)
                .flatMap(outer ->
                        executor.fetch(select(numbers.id).where(numbers.id.eq(outer.get(numbers.id))), Parameters.NONE))
                .mapNotNull(inner -> inner.get(numbers.id));
    }
}
