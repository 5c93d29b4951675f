package io.azoth.engine;

import static io.azoth.sql.Sql.parameter;
import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.text;
import static io.azoth.type.SqlTypes.INTEGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.TextStatement;
import io.azoth.sql.Update;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** The limit of time of one statement: it is stopped where it runs, and its connection goes on. */
@Databases
class StatementTimeoutIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ExecutionOptions SHORT = ExecutionOptions.DEFAULT.withTimeout(Duration.ofMillis(100));
    private static final String TOO_LONG =
            "The statement took longer than PT0.1S and was stopped; make it faster, or raise ExecutionOptions.withTimeout";

    /** Minutes of work on each database, before the first row. */
    private static final String ENDLESS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) ";

    private final TestDatabase database;
    private final Numbers numbers = new Numbers();
    private final List<StatementEvent> heard = new CopyOnWriteArrayList<>();
    private final Sinks.One<StatementOutcome> ended = Sinks.one();
    private final Engine db;

    StatementTimeoutIT(TestDatabase database) {
        this.database = database;
        numbers.fill(database, 3);
        db = Engine.create(
                database.url(),
                EngineOptions.DEFAULT
                        .withPoolSize(1)
                        .withListener(heard::add)
                        .withListener(event -> ended.tryEmitValue(event.outcome())));
    }

    @AfterEach
    void theConnectionIsFreeAndNothingWasKept() {
        StepVerifier.create(numbers.upTo(9).executeOn(db).count())
                .expectNext(3L)
                .expectComplete()
                .verify(LIMIT);
        db.close().block(LIMIT);
    }

    @Test
    void aReadIsStopped() {
        assertTooLong(endlessRead().executeOn(db.with(SHORT)));
        assertHeard();
    }

    @Test
    void aReadIsStoppedInATransaction() {
        assertTooLong(db.inTransaction(tx -> tx.execute(numbers.insert(), List.of(row("id", 4)))
                .then(endlessRead().executeOn(tx.with(SHORT)).then())));
    }

    @Test
    void aChangeIsStopped() {
        assertTooLong(db.with(SHORT).execute(endlessChange(), List.of()));
        assertHeard();
    }

    @Test
    void aChangeIsStoppedInATransaction() {
        assertTooLong(db.inTransaction(tx -> tx.execute(numbers.insert(), List.of(row("id", 4)))
                .then(tx.with(SHORT).execute(endlessChange(), List.of()))));
    }

    @Test
    void whatIsInTimeIsNotStopped() {
        ExecutionOptions enough = ExecutionOptions.DEFAULT.withTimeout(Duration.ofSeconds(20));
        StepVerifier.create(db.with(enough)
                        .inTransaction(tx -> tx.execute(numbers.insert(), List.of(row("id", 4)))
                                .then(numbers.upTo(9).executeOn(tx).count())
                                .flatMap(count -> tx.rollback().thenReturn(count)))
                        .onErrorComplete())
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void eachOfManyStatementsHasTheLimitForItself() {
        Update rename = numbers.update().set(numbers.name, "again").where(numbers.id.eq(parameter("number", INTEGER)));
        ExecutionOptions enough = ExecutionOptions.DEFAULT.withTimeout(Duration.ofSeconds(20));

        StepVerifier.create(db.with(enough)
                        .execute(rename, List.of(row("number", 1), row("number", 2), row("number", 3)))
                        .map(result -> result.rowCount()))
                .expectNext(3L)
                .expectComplete()
                .verify(LIMIT);
        assertThat(heard.stream()
                        .filter(event -> event.sql().startsWith("UPDATE"))
                        .count())
                .isGreaterThan(1);
        numbers.fill(database, 3);
    }

    @Test
    void noLimitIsTheLimitOfOneThatAsksForNone() {
        Engine hasty = Engine.create(database.url(), EngineOptions.DEFAULT.withExecution(SHORT));
        StepVerifier.create(numbers.upTo(9)
                        .executeOn(hasty.with(ExecutionOptions.DEFAULT.withTimeout(Duration.ZERO)))
                        .count())
                .expectNext(3L)
                .verifyComplete();
        assertTooLong(endlessRead().executeOn(hasty));
        hasty.close().block(LIMIT);
    }

    @Test
    void aReaderThatStopsAskingHearsOfItBehindTheRowsThatAreThere() {
        numbers.fill(database, 20_000);
        StepVerifier.create(numbers.upTo(20_000).executeOn(db.with(SHORT)), 1)
                .expectNextCount(1)
                .then(() -> assertThat(ended.asMono().block(LIMIT)).isEqualTo(StatementOutcome.FAILED))
                .thenRequest(Long.MAX_VALUE)
                .thenConsumeWhile(row -> true)
                .expectErrorSatisfies(StatementTimeoutIT::assertTooLong)
                .verify(LIMIT);
        numbers.fill(database, 3);
    }

    @Test
    void aChangeThatWaitsForALockIsStopped() {
        Engine other = Engine.create(database.url());
        SqlConnection holder = other.connect().block(LIMIT);
        Transaction locking = holder.begin().block(LIMIT);
        locking.execute(numbers.delete(), List.of()).block(LIMIT);
        assertTooLong(db.with(SHORT).execute(numbers.delete(), List.of()));
        locking.rollback().block(LIMIT);
        holder.close().block(LIMIT);
        other.close().block(LIMIT);
    }

    /** The database has limits of its own, which a session may have set. */
    @Test
    void afterwardsTheSessionHasItsOwnLimitsAgain() {
        if (database.kind() != DatabaseKind.H2) {
            return;
        }
        String limits = "SELECT LOCK_TIMEOUT() || ' ' || SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS "
                + "WHERE SETTING_NAME = 'QUERY_TIMEOUT'";
        StepVerifier.create(db.inConnection(connection -> connection
                        .execute(text("SET LOCK_TIMEOUT 777"), List.of())
                        .then(connection.execute(text("SET QUERY_TIMEOUT 60000"), List.of()))
                        .then(endlessRead()
                                .executeOn(connection.with(SHORT))
                                .then()
                                .onErrorComplete())
                        .then(text(limits).scalarOn(connection, String.class))
                        .flatMap(found -> connection
                                .execute(text("SET QUERY_TIMEOUT 0"), List.of())
                                .thenReturn(found))))
                .expectNext("777 60000")
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void aShorterLimitOfTheSessionIsNotTakenForTheStatements() {
        if (database.kind() != DatabaseKind.H2) {
            return;
        }
        ExecutionOptions patient = ExecutionOptions.DEFAULT.withTimeout(Duration.ofSeconds(20));
        StepVerifier.create(db.inConnection(connection -> connection
                        .execute(text("SET QUERY_TIMEOUT 50"), List.of())
                        .then(endlessRead().executeOn(connection.with(patient)).then())
                        .onErrorResume(error -> connection
                                .execute(text("SET QUERY_TIMEOUT 0"), List.of())
                                .then(Mono.error(error)))))
                .expectErrorSatisfies(
                        error -> assertThat(error).hasMessageStartingWith("The statement was stopped before its end: "))
                .verify(LIMIT);
    }

    private void assertHeard() {
        assertThat(heard).hasSize(1).allSatisfy(event -> {
            assertThat(event.outcome()).isEqualTo(StatementOutcome.FAILED);
            assertThat(event.error()).isInstanceOf(AzothException.class);
            assertThat(((AzothException) event.error()).code()).isEqualTo(ErrorCode.STATEMENT_TIMEOUT);
        });
    }

    private static void assertTooLong(Publisher<?> publisher) {
        StepVerifier.create(publisher)
                .expectErrorSatisfies(StatementTimeoutIT::assertTooLong)
                .verify(LIMIT);
    }

    private static void assertTooLong(Throwable error) {
        assertThat(error).hasMessageStartingWith(TOO_LONG);
        assertThat(((AzothException) error).code()).isEqualTo(ErrorCode.STATEMENT_TIMEOUT);
        assertThat(((AzothException) error).statement()).isNotNull();
    }

    private static TextStatement endlessRead() {
        return text(ENDLESS + "SELECT count(*) FROM n");
    }

    private static TextStatement endlessChange() {
        return text("UPDATE numbers SET tenfold = (" + ENDLESS + "SELECT count(*) FROM n)");
    }
}
