package io.azoth.engine;

import static io.azoth.sql.Sql.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.sql.Parameters;
import io.azoth.sql.Row;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import io.r2dbc.proxy.ProxyConnectionFactory;
import io.r2dbc.proxy.core.MethodExecutionInfo;
import io.r2dbc.proxy.core.QueryExecutionInfo;
import io.r2dbc.proxy.listener.ProxyExecutionListener;
import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** A cancel at each signal that exists: between driver and engine, and between engine and reader. */
@Databases
class CancelSignalIT {
    private static final Duration LIMIT = Duration.ofSeconds(180);

    private final TestDatabase database;
    private final Numbers numbers = new Numbers();

    CancelSignalIT(TestDatabase database) {
        this.database = database;
    }

    @Test
    void aTransactionCancelledAtAnySignalOfTheDriverLeavesAllOrNothing() {
        numbers.fill(database, 1);
        CancelAt cancel = new CancelAt();
        Engine db = Engine.create(
                ProxyConnectionFactory.builder(ConnectionFactories.get(database.url()))
                        .listener(cancel)
                        .build(),
                EngineOptions.DEFAULT.withPoolSize(1));
        int committed = 0;
        int signal = 0;
        do {
            StepVerifier.create(db.execute(numbers.delete(), List.of()))
                    .expectNextCount(1)
                    .verifyComplete();
            cancel.arm(
                    ++signal,
                    db.inTransaction(tx -> tx.execute(numbers.insert(), List.of(row("id", 1)))
                                    .then(tx.execute(numbers.insert(), List.of(row("id", 2)))))
                            .then());
            Long rows = db.fetch(numbers.select(), Parameters.NONE).count().block(LIMIT);
            assertThat(rows).as("rows after a cancel at signal " + signal).isIn(0L, 2L);
            committed += rows == 2L ? 1 : 0;
        } while (!cancel.isPast());

        assertThat(signal).isGreaterThan(8);
        assertThat(committed).isBetween(1, signal - 5);
        db.close().block(LIMIT);
    }

    @Test
    void aReadCancelledAtAnySignalLeavesAUsableConnection() {
        numbers.fill(database, 600);
        Engine db = Engine.create(database.url(), EngineOptions.DEFAULT.withPoolSize(1));
        for (int after = -1; after < 12; after++) {
            int rows = after;
            db.fetch(numbers.upTo(600), Parameters.NONE).subscribe(new CancelAfter(rows, 10));
            db.fetch(numbers.upTo(600), Parameters.NONE).subscribe(new CancelAfter(rows, Long.MAX_VALUE));
            StepVerifier.create(db.fetch(numbers.upTo(600), Parameters.NONE).count())
                    .as("after a cancel at row " + rows)
                    .expectNext(600L)
                    .expectComplete()
                    .verify(LIMIT);
        }
        db.close().block(LIMIT);
    }

    @Test
    void aReadThatWouldNeverEndIsStopped() {
        Engine db = Engine.create(database.url(), EngineOptions.DEFAULT.withPoolSize(1));

        for (int i = 0; i < 20; i++) {
            StepVerifier.create(db.fetch(numbers.endless(database), Parameters.NONE)
                            .take(10)
                            .count())
                    .expectNext(10L)
                    .expectComplete()
                    .verify(LIMIT);
        }
        StepVerifier.create(db.fetch(numbers.endless(database), Parameters.NONE)
                        .next()
                        .then(Mono.just("next")))
                .expectNext("next")
                .expectComplete()
                .verify(LIMIT);
        db.close().block(LIMIT);
    }

    /** Between two pages there is nothing to stop at the server, so a driver that pages has to be left at the end of one. */
    @Test
    void aReadByPagesThatWouldNeverEndIsStopped() {
        AtomicInteger opened = new AtomicInteger();
        Engine db = Engine.create(
                ProxyConnectionFactory.builder(ConnectionFactories.get(database.url()))
                        .onAfterMethod(call ->
                                opened.addAndGet(call.getMethod().getName().equals("create") ? 1 : 0))
                        .build(),
                EngineOptions.DEFAULT.withPoolSize(1));
        Engine paging = db.with(ExecutionOptions.DEFAULT.withFetchSize(10));

        for (int i = 0; i < 10; i++) {
            StepVerifier.create(paging.fetch(numbers.endless(database), Parameters.NONE)
                            .take(15)
                            .count())
                    .expectNext(15L)
                    .expectComplete()
                    .verify(LIMIT);
        }
        StepVerifier.create(db.inTransaction(tx -> Mono.just("next")))
                .expectNext("next")
                .expectComplete()
                .verify(LIMIT);
        assertThat(opened).hasValue(1);
        db.close().block(LIMIT);
    }

    @Test
    void aReadStoppedInsideATransactionLetsItGoOn() {
        numbers.fill(database, 0);
        Engine db = Engine.create(database.url(), EngineOptions.DEFAULT.withPoolSize(1));
        Mono<Long> work = db.inTransaction(tx -> tx.execute(numbers.insert(), List.of(row("id", 1_000)))
                .then(tx.fetch(numbers.endless(database), Parameters.NONE)
                        .take(10)
                        .count())
                .then(tx.execute(numbers.insert(), List.of(row("id", 1_001))))
                .thenReturn(1L));

        StepVerifier.create(work).expectNext(1L).expectComplete().verify(LIMIT);
        assertThat(database.read("SELECT count(*) FROM numbers WHERE id >= 1000"))
                .containsExactly("2");
        db.close().block(LIMIT);
    }

    /** Asks, takes so many rows, cancels; -1 cancels before asking. */
    private static final class CancelAfter extends BaseSubscriber<Row> {
        private final int rows;
        private final long demand;
        private int seen;

        CancelAfter(int rows, long demand) {
            this.rows = rows;
            this.demand = demand;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            if (rows < 0) {
                cancel();
                return;
            }
            request(demand);
            if (rows == 0) {
                cancel();
            }
        }

        @Override
        protected void hookOnNext(Row row) {
            assertThat(isDisposed()).as("a row after the cancel").isFalse();
            if (++seen == rows) {
                cancel();
            }
        }

        @Override
        protected void hookFinally(SignalType type) {
            assertThat(type).isNotEqualTo(SignalType.ON_ERROR);
        }
    }

    /** Counts what passes between engine and driver, and cancels at one of these moments. */
    private static final class CancelAt implements ProxyExecutionListener {
        private final AtomicInteger passed = new AtomicInteger();
        private final AtomicReference<Disposable> victim = new AtomicReference<>();
        private volatile boolean reached;
        private volatile int target = Integer.MAX_VALUE;
        private volatile Sinks.Empty<Void> ended = Sinks.empty();

        /** Subscribes, and returns when the work has ended or was cancelled. */
        void arm(int signal, Mono<Void> work) {
            ended = Sinks.empty();
            passed.set(0);
            Sinks.Empty<Void> end = ended;
            target = signal;
            reached = false;
            // Known before the work begins: a Disposable that subscribe() gives comes too late for what runs meanwhile.
            BaseSubscriber<Void> running = new BaseSubscriber<>() {};
            victim.set(running);
            work.doFinally(ignored -> end.tryEmitEmpty()).subscribe(running);
            end.asMono().block(LIMIT);
            target = Integer.MAX_VALUE;
        }

        /** Whether the last work ended before the signal came. */
        boolean isPast() {
            return !reached;
        }

        private void signal() {
            if (passed.incrementAndGet() == target) {
                reached = true;
                victim.get().dispose();
            }
        }

        @Override
        public void beforeMethod(MethodExecutionInfo info) {
            signal();
        }

        @Override
        public void afterMethod(MethodExecutionInfo info) {
            signal();
        }

        @Override
        public void beforeQuery(QueryExecutionInfo info) {
            signal();
        }

        @Override
        public void afterQuery(QueryExecutionInfo info) {
            signal();
        }

        @Override
        public void eachQueryResult(QueryExecutionInfo info) {
            signal();
        }
    }
}
