package io.azoth.engine;

import static io.azoth.sql.Sql.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.error.AzothException;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.proxy.ProxyConnectionFactory;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A program's own pool with something around it that looks on, as frameworks have one. */
@Databases
class GivenPoolIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Numbers numbers = new Numbers();
    private final AtomicInteger lent = new AtomicInteger();
    private final FaultyFactory driver;
    private final ConnectionPool pool;
    private final Engine db;

    GivenPoolIT(TestDatabase database) {
        numbers.fill(database, 3);
        driver = new FaultyFactory(ConnectionFactories.get(database.url()));
        pool = new ConnectionPool(
                ConnectionPoolConfiguration.builder(driver).maxSize(1).build());
        db = Engine.create(ProxyConnectionFactory.builder(pool)
                .onAfterMethod(call -> lent.addAndGet(call.getMethod().getName().equals("create") ? 1 : 0))
                .build());
    }

    @AfterEach
    void thePoolIsLeftOpen() {
        db.close().block(LIMIT);
        assertThat(pool.isDisposed()).isFalse();
        pool.disposeLater().block(LIMIT);
    }

    /** A pool on the pool would keep what it has been lent. */
    @Test
    void itsConnectionsAreThereForOthers() {
        count(3);
        StepVerifier.create(Mono.<Connection>from(pool.create())
                        .flatMap(connection -> Mono.from(connection.close()))
                        .thenReturn("lent"))
                .expectNext("lent")
                .expectComplete()
                .verify(LIMIT);
        count(3);
        assertThat(lent).hasValue(2);
    }

    @Test
    void whatBreaksIsNotGivenBackToIt() {
        count(3);
        driver.failAt(3, false);
        StepVerifier.create(db.inTransaction(tx -> tx.execute(numbers.insert(), List.of(row("id", 4)))
                        .then(tx.execute(numbers.insert(), List.of(row("id", 5))))))
                .expectError(AzothException.class)
                .verify(LIMIT);
        driver.failAt(0, false);
        count(3);
        assertThat(pool.getMetrics().orElseThrow().allocatedSize()).isEqualTo(1);
    }

    private void count(long rows) {
        StepVerifier.create(numbers.upTo(9).executeOn(db).count())
                .expectNext(rows)
                .expectComplete()
                .verify(LIMIT);
    }
}
