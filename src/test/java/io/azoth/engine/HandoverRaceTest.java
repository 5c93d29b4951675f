package io.azoth.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.mock.MockDatabase;
import io.azoth.sql.Parameters;
import io.azoth.sql.Sql;
import io.azoth.type.SqlTypes;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is handed to a subscriber in the moment of its cancel is given to it or taken back: the only connection comes again. */
class HandoverRaceTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int ROUNDS = 10_000;

    private final MockDatabase database = MockDatabase.of("h2");
    private final Engine db =
            database.engine(EngineOptions.DEFAULT.withPoolSize(1).withAcquireTimeout(LIMIT));
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        other.shutdown();
        db.close().block(LIMIT);
    }

    @Test
    void aConnectionIsGivenOrTakenBack() throws Exception {
        race(Mono.usingWhen(db.connect(), connection -> Mono.never(), SqlConnection::close));
    }

    @Test
    void aTransactionIsGivenOrTakenBack() throws Exception {
        race(Mono.usingWhen(
                db.connect(),
                connection -> Mono.usingWhen(connection.begin(), tx -> Mono.never(), Transaction::rollback),
                SqlConnection::close));
    }

    @Test
    void theTransactionOfAStatementIsGivenOrTakenBack() throws Exception {
        Engine own = db.with(ExecutionOptions.DEFAULT.withTransaction(TransactionOptions.DEFAULT));
        race(own.fetch(Sql.text("SELECT 1").columns(Sql.text("1", SqlTypes.INTEGER)), Parameters.NONE)
                .onErrorComplete());
    }

    /** Lets the wait for a connection end while it is cancelled, over and over. */
    private void race(Publisher<?> waiting) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        for (int i = 0; i < ROUNDS; i++) {
            SqlConnection held = db.connect().block(LIMIT);
            Disposable waiter = Flux.from(waiting).subscribe();
            Future<?> cancelled = other.submit(() -> {
                start.await();
                waiter.dispose();
                return null;
            });
            start.await();
            held.close().block(LIMIT);
            cancelled.get();
            if (i % 1_000 == 0) {
                database.clear();
            }
        }
        assertThat(db.connect().flatMap(SqlConnection::close).thenReturn(true).block(LIMIT))
                .isTrue();
    }
}
