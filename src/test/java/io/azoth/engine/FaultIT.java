package io.azoth.engine;

import static io.azoth.sql.Sql.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.Parameters;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.PostgresSessions;
import io.azoth.testkit.TestDatabase;
import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/**
 * A driver that fails at each of its calls in turn, instead of the call and after it: everything is kept or nothing, the error
 * says what it is, no connection is lost, and what comes next works.
 */
@Databases
class FaultIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int POOL = 2;

    private final TestDatabase database;
    private final FaultyFactory driver;
    private final Numbers numbers = new Numbers();
    private final Engine db;

    FaultIT(TestDatabase database) {
        this.database = database;
        numbers.fill(database, 3);
        driver = new FaultyFactory(ConnectionFactories.get(database.url()));
        db = Engine.create(driver, EngineOptions.DEFAULT.withPoolSize(POOL));
    }

    @AfterEach
    void close() {
        db.close().block(LIMIT);
        if (database.kind() == DatabaseKind.POSTGRES) {
            PostgresSessions.of(database).assertNoneConnected();
        }
    }

    @Test
    void aReadFailsAtEachCall() {
        failEverywhere(engine -> engine.fetch(numbers.upTo(3), Parameters.NONE).count(), List.of("3"));
    }

    @Test
    void aSlowReadFailsAtEachCall() {
        failEverywhere(
                engine -> engine.fetch(numbers.upTo(3), Parameters.NONE)
                        .concatMap(Mono::just, 1)
                        .count(),
                List.of("3"));
    }

    @Test
    void aStatementWithManySetsOfParametersFailsAtEachCall() {
        failEverywhere(
                engine -> engine.execute(numbers.insert(), List.of(row("id", 4), row("id", 5), row("id", 6))),
                List.of("6"));
    }

    @Test
    void aTransactionFailsAtEachCall() {
        failEverywhere(
                engine -> engine.inTransaction(tx -> insert(tx, 4)
                        .then(tx.fetch(numbers.upTo(4), Parameters.NONE).count())
                        .then(insert(tx, 5))
                        .then(tx.fetch(numbers.upTo(2), Parameters.NONE)
                                .concatMap(Mono::just, 1)
                                .count())),
                List.of("5"));
    }

    @Test
    void aSavepointInATransactionFailsAtEachCall() {
        failEverywhere(
                engine -> engine.inTransaction(tx -> insert(tx, 4)
                        .then(tx.inTransaction(inner -> insert(inner, 5)))
                        .then(tx.inTransaction(inner -> insert(inner, 6).then(Mono.error(new Undone()))))
                        .onErrorResume(Undone.class, undone -> Mono.empty())
                        .then(insert(tx, 7))),
                List.of("6"));
    }

    @Test
    void aConnectionWithTwoTransactionsFailsAtEachCall() {
        failEverywhere(
                engine -> engine.inConnection(connection -> connection
                        .inTransaction(tx -> insert(tx, 4).then(insert(tx, 5)))
                        .then(connection.inTransaction(tx -> insert(tx, 6).then(insert(tx, 7))))),
                List.of("5", "7"));
    }

    private Mono<?> insert(Transaction tx, int id) {
        return tx.execute(numbers.insert(), List.of(row("id", id)));
    }

    /** @param counts how many rows there may be when the work is over, wholly or in part: whole transactions */
    private void failEverywhere(Function<Engine, Mono<?>> work, List<String> counts) {
        for (boolean after : List.of(false, true)) {
            for (boolean fresh : List.of(true, false)) {
                int call = 0;
                do {
                    prepare(fresh);
                    driver.failAt(++call, after);
                } while (fails(work.apply(db), counts, call));
            }
        }
    }

    /** Does the work; false where it was over before the call that was to fail. */
    private boolean fails(Mono<?> work, List<String> counts, int call) {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        work.doOnError(failure::set).onErrorResume(error -> Mono.empty()).then().block(LIMIT);
        boolean failed = driver.hasFailed();
        List<String> calls = driver.calls();
        String what = "call " + call + " of " + calls;
        assertIsClear(failure.get(), failed ? calls.get(call - 1) : "nothing", what);
        assertEveryPlaceIsFree(what);
        assertThat(database.read("SELECT count(*) FROM numbers").get(0))
                .as(what)
                .isIn(failure.get() == null ? counts.subList(counts.size() - 1, counts.size()) : withNone(counts));
        return failed;
    }

    private static List<String> withNone(List<String> counts) {
        List<String> all = new ArrayList<>(counts);
        all.add("3");
        return all;
    }

    /** The error is ours and names the cause; an outcome is unknown only where COMMIT was on its way. */
    private static void assertIsClear(@Nullable Throwable error, String at, String what) {
        if (error == null) {
            assertThat(at).as(what).isIn("nothing", "close");
            return;
        }
        assertThat(error).as(what).isInstanceOf(AzothException.class);
        ErrorCode code = ((AzothException) error).code();
        if (at.equals("commitTransaction")) {
            assertThat(code).as(what).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
        } else if (at.equals("create")) {
            assertThat(code).as(what).isEqualTo(ErrorCode.CONNECT_FAILED);
        } else {
            // Opening makes calls too, on a database that is told something at first.
            assertThat(code).as(what).isIn(ErrorCode.CONNECTION_LOST, ErrorCode.CONNECT_FAILED);
        }
        if (!at.equals("row")) { // a driver that is reading may say so first
            assertThat(error).as(what).hasMessageContaining("injected at");
        }
    }

    private void assertEveryPlaceIsFree(String what) {
        driver.failAt(0, false);
        StepVerifier.create(Flux.range(0, POOL)
                        .flatMap(ignored -> db.connect())
                        .collectList()
                        .flatMapMany(Flux::fromIterable)
                        .concatMap(connection -> connection
                                .fetch(numbers.upTo(1), Parameters.NONE)
                                .count()
                                .flatMap(count -> connection.close().thenReturn(count))))
                .expectNext(1L, 1L)
                .as(what)
                .expectComplete()
                .verify(LIMIT);
    }

    /** With connections that are there already, or with none: opening is a call too. */
    private void prepare(boolean fresh) {
        driver.failAt(0, false);
        StepVerifier.create(db.execute(numbers.delete().where(numbers.id.gt(3)), List.of()))
                .expectNextCount(1)
                .expectComplete()
                .verify(LIMIT);
        if (fresh) {
            driver.loseAll();
        }
    }

    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
