package io.azoth.engine;

import static io.azoth.sql.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.Parameters;
import io.azoth.sql.TextStatement;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.r2dbc.proxy.ProxyConnectionFactory;
import io.r2dbc.proxy.core.MethodExecutionInfo;
import io.r2dbc.proxy.core.QueryExecutionInfo;
import io.r2dbc.proxy.listener.ProxyExecutionListener;
import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Which results of a transaction are fetched by pages, which costs a round trip more: those of which a part may be enough. */
@Databases(DatabaseKind.POSTGRES)
class PagingIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestDatabase database;
    private final Numbers numbers = new Numbers();
    private final List<Object> pages = new CopyOnWriteArrayList<>();
    private final AtomicInteger rows = new AtomicInteger();
    private final Engine db;

    PagingIT(TestDatabase database) {
        this.database = database;
        numbers.fill(database, 5);
        db = Engine.create(ProxyConnectionFactory.builder(ConnectionFactories.get(database.url()))
                .listener(new ProxyExecutionListener() {
                    @Override
                    public void beforeMethod(MethodExecutionInfo call) {
                        if (call.getMethod().getName().equals("fetchSize")) {
                            pages.add(call.getMethodArgs()[0]);
                        }
                    }

                    @Override
                    public void eachQueryResult(QueryExecutionInfo row) {
                        rows.incrementAndGet();
                    }
                })
                .build());
    }

    @AfterEach
    void close() {
        db.close().block(LIMIT);
    }

    @Test
    void oneRowIsNotPaged() {
        StepVerifier.create(db.inTransaction(tx -> numbers.upTo(1).oneOn(tx)).map(row -> row.get(numbers.name)))
                .expectNext("number 1")
                .expectComplete()
                .verify(LIMIT);
        StepVerifier.create(db.inTransaction(tx -> numbers.upTo(0).oneOn(tx)))
                .expectComplete()
                .verify(LIMIT);
        assertThat(pages).isEmpty();
    }

    @Test
    void aReaderOfAFewRowsPages() {
        StepVerifier.create(db.inTransaction(tx -> tx.fetch(numbers.upTo(5), Parameters.NONE)
                        .concatMap(Mono::just, 1)
                        .take(2)
                        .count()))
                .expectNext(2L)
                .expectComplete()
                .verify(LIMIT);
        assertThat(pages).containsExactly(1_000);
    }

    @Test
    void theFirstRowCostsTheSameOfAnyResult() {
        numbers.fill(database, 50_000);
        StepVerifier.create(db.inTransaction(tx -> numbers.upTo(50_000)
                        .firstOn(tx)
                        .then(numbers.upTo(7).executeOn(tx).count())))
                .expectNext(7L)
                .expectComplete()
                .verify(LIMIT);
        assertThat(pages).containsExactly(1);
        assertThat(rows).hasValueLessThanOrEqualTo(1 + 7);
    }

    @Test
    void aLaterPageThatTakesTooLongIsStopped() {
        TextStatement slow =
                text("SELECT i, CASE WHEN i > 10 THEN pg_sleep(60)::text END FROM generate_series(1, 20) AS t(i)");
        StepVerifier.create(
                        db.with(ExecutionOptions.DEFAULT.withFetchSize(10).withTimeout(Duration.ofMillis(200)))
                                .fetch(slow, Parameters.NONE)
                                .map(row -> row.get("i")),
                        15)
                .expectNext(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
                .expectErrorSatisfies(
                        error -> assertThat(((AzothException) error).code()).isEqualTo(ErrorCode.STATEMENT_TIMEOUT))
                .verify(LIMIT);
    }

    /**
     * Rows that the driver had read and nobody asked for, in memory that no collector frees. What is on its way while a reader
     * leaves differs from time to time, so many leave, and the allocator takes 8 MB at once: what is held without {@code
     * DriverBinding.discarded} is many times that.
     */
    @Test
    void rowsThatAreLeftUnreadLoseNoMemory() {
        TextStatement wide = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                + "SELECT i, repeat('x', 1000) FROM n");
        Mono<Void> leaves = db.inTransaction(tx -> {
            Sinks.Empty<Void> first = Sinks.empty();
            return tx.fetch(wide, Parameters.NONE)
                    .concatMap(row -> Mono.never().doOnSubscribe(ignored -> first.tryEmitEmpty()), 1)
                    .takeUntilOther(first.asMono().publishOn(Schedulers.parallel()))
                    .then();
        });
        leaves.repeat(100).blockLast(LIMIT);
        long before = memory();
        leaves.repeat(600).blockLast(LIMIT);
        assertThat(memory() - before).isLessThan(30_000_000);
    }

    private static long memory() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }

    @Test
    void theFirstRowTakesTheFetchSizeThatWasAskedFor() {
        StepVerifier.create(db.with(ExecutionOptions.DEFAULT.withFetchSize(3))
                        .inTransaction(tx -> numbers.upTo(5).firstOn(tx))
                        .map(row -> row.get(numbers.id)))
                .expectNext(1)
                .expectComplete()
                .verify(LIMIT);
        assertThat(pages).containsExactly(3);
    }
}
