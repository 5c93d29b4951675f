package io.azoth.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.dialect.Dialects;
import io.azoth.dialect.DriverBinding;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/**
 * The thread of a connection whose driver blocks. BlockHound fails an event loop that waits for a lock, were it for that of the
 * worker's queue; in the middle of a pool's work such a failure loses connections.
 */
@Databases(DatabaseKind.H2)
class WorkerIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SUBMITTERS = 4;
    private static final int TASKS = 100_000;

    private final Connection connection;
    private final Executor executor;

    WorkerIT(TestDatabase database) {
        ConnectionFactory driver = ConnectionFactories.get(database.url());
        DriverBinding binding = Dialects.named(driver.getMetadata().getName()).driver();
        connection = Mono.<Connection>from(binding.prepare(driver).create()).block(LIMIT);
        executor = binding.executor(connection);
    }

    @Test
    void eventLoopsSubmitWithoutWaitingAndTasksRunOneByOneInOrder() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        AtomicInteger atOnce = new AtomicInteger();
        int[] last = new int[SUBMITTERS];
        StepVerifier.create(Flux.range(0, SUBMITTERS).flatMap(submitter -> Flux.range(1, TASKS)
                        .publishOn(Schedulers.parallel())
                        .doOnNext(task -> executor.execute(() -> {
                            assertThat(atOnce.incrementAndGet()).isOne();
                            assertThat(last[submitter]).isEqualTo(task - 1);
                            last[submitter] = task;
                            threads.add(Thread.currentThread());
                            atOnce.decrementAndGet();
                        }))
                        .then()))
                .expectComplete()
                .verify(LIMIT);

        Mono.from(connection.close()).block(LIMIT);
        assertThat(last).containsOnly(TASKS);
        assertThat(threads).hasSize(1).allMatch(thread -> thread.getName().startsWith("azoth-h2-"));
    }

    @Test
    void aTaskOfTheWorkerRunsAtOnceAndOneThatThrowsHarmsNoOther() {
        Mono<String> nested = Mono.create(sink -> executor.execute(() -> {
            StringBuilder order = new StringBuilder();
            executor.execute(() -> order.append("inner "));
            sink.success(order.append("outer").toString());
        }));

        executor.execute(() -> {
            throw new IllegalStateException("thrown");
        });

        StepVerifier.create(nested).expectNext("inner outer").expectComplete().verify(LIMIT);
        Mono.from(connection.close()).block(LIMIT);
    }
}
