package io.azoth.engine;

import static io.azoth.sql.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.Parameters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

/** How what runs at the server is stopped, to the millisecond: a scripted driver in virtual time. */
class ServerStopTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final VirtualTimeScheduler clock = VirtualTimeScheduler.getOrSet();
    private final ScriptedDriver driver = new ScriptedDriver();
    private final Engine db = Engine.create(driver, EngineOptions.DEFAULT.withPoolSize(1));
    private final Engine limited = db.with(ExecutionOptions.DEFAULT.withTimeout(TIMEOUT));
    private final List<ErrorCode> failures = new ArrayList<>();

    @AfterEach
    void restoreTheClock() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void aChangePastItsLimitIsToldToStopUntilItDoes() {
        hear(limited.execute(text("UPDATE numbers SET id = 1"), List.of()));

        after(999, 0);
        after(1, 1);
        after(249, 1);
        after(1, 2);
        after(250, 3);
        driver.endAsStopped();
        assertThat(failures).containsExactly(ErrorCode.STATEMENT_TIMEOUT);
        after(60_000, 3);
        assertThat(driver.cut()).isZero();
    }

    /** A request that came before the statement did has hit nothing. */
    @Test
    void aReadThatNobodyWantsIsToldToStopUntilItDoes() {
        read(db).dispose();

        after(4, 0);
        after(1, 1);
        after(249, 1);
        after(1, 2);
        driver.endAsStopped();
        after(60_000, 2);
        assertThat(driver.cut()).isZero();
        assertThat(driver.opened()).isEqualTo(1);
    }

    @Test
    void aReadPastItsLimitIsToldToStopUntilItDoes() {
        hear(limited.fetch(text("SELECT 1"), Parameters.NONE).then());

        after(1_004, 0);
        after(1, 1);
        after(250, 2);
        driver.endAsStopped();
        assertThat(failures).containsExactly(ErrorCode.STATEMENT_TIMEOUT);
        after(60_000, 2);
        assertThat(driver.cut()).isZero();
    }

    @Test
    void whatEndsInTimeIsNotStopped() {
        hear(limited.execute(text("UPDATE numbers SET id = 1"), List.of()));
        after(999, 0);
        driver.endAsStopped();
        after(60_000, 0);
        assertThat(failures).hasSize(1);
    }

    @Test
    void theEndWaitsForARequestThatIsOnItsWay() {
        Sinks.Empty<Void> answer = Sinks.empty();
        driver.answerStops(answer::asMono);
        hear(limited.execute(text("UPDATE numbers SET id = 1"), List.of()));
        after(1_000, 1);
        driver.endAsStopped();
        hear(db.execute(text("UPDATE numbers SET id = 2"), List.of()));
        assertThat(failures).isEmpty();
        assertThat(driver.running()).as("the next statement was sent").isZero();

        answer.tryEmitEmpty().orThrow();
        assertThat(failures).containsExactly(ErrorCode.STATEMENT_TIMEOUT);
        assertThat(driver.running()).as("the next statement was sent").isEqualTo(1);
        assertThat(driver.opened()).isEqualTo(1);
        after(60_000, 1);
    }

    @Test
    void aRequestThatIsNeverAnsweredCostsTheConnection() {
        driver.answerStops(Mono::never);
        hear(limited.execute(text("UPDATE numbers SET id = 1"), List.of()));
        after(1_000, 1);
        driver.endAsStopped();
        after(9_999, 1);
        assertThat(failures).isEmpty();
        after(1, 1);
        assertThat(failures).containsExactly(ErrorCode.STATEMENT_TIMEOUT);

        hear(db.execute(text("UPDATE numbers SET id = 2"), List.of()));
        assertThat(driver.opened()).isEqualTo(2);
    }

    @Test
    void whatDoesNotStopIsCutOffOnce() {
        hear(limited.execute(text("UPDATE numbers SET id = 1"), List.of()));
        clock.advanceTimeBy(Duration.ofMillis(10_999));
        assertThat(driver.cut()).isZero();
        clock.advanceTimeBy(Duration.ofMillis(1));
        assertThat(driver.cut()).isEqualTo(1);
        clock.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(driver.cut()).isEqualTo(1);
    }

    /** The limits of the transaction, and of the statement in it, are over in the same moment. */
    @Test
    void whatDoesNotStopInATransactionIsCutOffOnce() {
        hear(db.inTransaction(
                TransactionOptions.DEFAULT.withTimeout(TIMEOUT),
                tx -> tx.execute(text("UPDATE numbers SET id = 1"), List.of())));
        clock.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(driver.cut()).isEqualTo(1);
    }

    private Disposable read(Engine engine) {
        return engine.fetch(text("SELECT 1"), Parameters.NONE).subscribe();
    }

    private void hear(Mono<?> statement) {
        statement.subscribe(ignored -> {}, error -> failures.add(((AzothException) error).code()));
    }

    private void after(long millis, int stops) {
        clock.advanceTimeBy(Duration.ofMillis(millis));
        assertThat(driver.stops()).isEqualTo(stops);
    }
}
