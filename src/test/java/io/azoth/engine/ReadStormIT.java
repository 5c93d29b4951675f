package io.azoth.engine;

import static io.azoth.sql.Sql.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.sql.Parameters;
import io.azoth.testkit.CapturedLog;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.PostgresSessions;
import io.azoth.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Reads, connections and transactions that are given up at any moment: every connection comes back, clean. */
@Databases
class ReadStormIT {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int POOL = 3;

    private final TestDatabase database;
    private final Numbers numbers = new Numbers();
    private final Engine db;
    private final Random random = new Random(7);

    ReadStormIT(TestDatabase database) {
        this.database = database;
        numbers.fill(database, 2_000);
        db = Engine.create(database.url(), EngineOptions.DEFAULT.withPoolSize(POOL));
    }

    @AfterEach
    void everyConnectionIsBack() {
        StepVerifier.create(Flux.range(0, POOL)
                        .flatMap(ignored -> db.connect())
                        .collectList()
                        .flatMapMany(Flux::fromIterable)
                        .concatMap(connection -> connection
                                .fetch(numbers.upTo(2_000), Parameters.NONE)
                                .count()
                                .flatMap(count -> connection.close().thenReturn(count))))
                .expectNext(2_000L, 2_000L, 2_000L)
                .expectComplete()
                .verify(LIMIT);
        db.close().block(LIMIT);
        if (database.kind() == DatabaseKind.POSTGRES) {
            PostgresSessions.of(database).assertNoneConnected();
        }
    }

    @Test
    void readsAreGivenUp() {
        storm(() -> db.fetch(numbers.upTo(2_000), Parameters.NONE));
    }

    @Test
    void slowReadsAreGivenUp() {
        // Not limitRate: it drops an error of its own where a cancel meets a row.
        storm(() -> db.fetch(numbers.upTo(2_000), Parameters.NONE).concatMap(Mono::just, 5));
    }

    @Test
    void readsOnAConnectionAreGivenUp() {
        storm(() -> db.inConnectionMany(connection -> connection
                .fetch(numbers.upTo(2_000), Parameters.NONE)
                .concatMap(row -> connection.fetch(numbers.upTo(1), Parameters.NONE), 4)));
    }

    @Test
    void readsInATransactionAreGivenUp() {
        storm(() -> db.inTransactionMany(tx -> tx.fetch(numbers.upTo(2_000), Parameters.NONE)
                .take(50)
                .concatWith(tx.fetch(numbers.upTo(500), Parameters.NONE))));
    }

    @Test
    void connectionsAndPlacesAreGivenUp() {
        storm(() -> Mono.usingWhen(
                db.connect(),
                connection -> Mono.usingWhen(
                        connection.begin(),
                        tx -> tx.execute(numbers.insert(), List.of(row("id", 5_000)))
                                .then(tx.fetch(numbers.upTo(10), Parameters.NONE)
                                        .then()),
                        Transaction::rollback),
                SqlConnection::close));
        assertThat(database.read("SELECT count(*) FROM numbers WHERE id >= 5000"))
                .containsExactly("0");
    }

    private void storm(java.util.function.Supplier<Publisher<?>> work) {
        try (CapturedLog dropped = CapturedLog.atInfo("reactor.core.publisher.Operators")) {
            StepVerifier.create(Flux.range(0, 400)
                            .flatMap(
                                    ignored -> Flux.from(work.get())
                                            .takeUntilOther(Mono.delay(Duration.ofNanos(random.nextInt(5_000_000))))
                                            .then(),
                                    12)
                            .then())
                    .expectComplete()
                    .verify(LIMIT);
            assertThat(dropped.messages()).isEmpty();
        }
    }
}
