package io.azoth.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.Parameters;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Connections that die while nobody uses them, as all do when a server restarts. */
@Databases
class IdleConnectionIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int POOL = 6;

    private final Numbers numbers = new Numbers();
    private final Driver driver;
    private final Engine db;

    IdleConnectionIT(TestDatabase database) {
        numbers.fill(database, 3);
        driver = new Driver(ConnectionFactories.get(database.url()));
        db = Engine.create(driver, EngineOptions.DEFAULT.withPoolSize(POOL).withAcquireTimeout(Duration.ofSeconds(20)));
    }

    @AfterEach
    void everyPlaceIsThere() {
        driver.refusing = false;
        takeAll();
        db.close().block(LIMIT);
    }

    @Test
    void deadOnesArePassedOverByWhoComesFirst() {
        dieIdle();
        StepVerifier.create(fetch()).expectNext(3L).expectComplete().verify(LIMIT);
        assertThat(driver.attempts).hasValue(POOL + 1);
    }

    @Test
    void deadOnesArePassedOverByManyAtOnce() {
        dieIdle();
        StepVerifier.create(Flux.range(0, 4 * POOL)
                        .flatMap(ignored -> fetch(), 4 * POOL)
                        .all(count -> count == 3))
                .expectNext(true)
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void aDatabaseThatRefusesIsAskedOnce() {
        dieIdle();
        driver.refusing = true;
        StepVerifier.create(fetch())
                .expectErrorSatisfies(error -> {
                    assertThat(((AzothException) error).code()).isEqualTo(ErrorCode.CONNECT_FAILED);
                    assertThat(error).rootCause().hasMessage("refused");
                })
                .verify(LIMIT);
        assertThat(driver.attempts).hasValue(POOL + 1);
    }

    private Mono<Long> fetch() {
        return db.fetch(numbers.upTo(9), Parameters.NONE).count();
    }

    private void dieIdle() {
        takeAll();
        Flux.fromIterable(driver.opened).concatMap(Connection::close).then().block(LIMIT);
        assertThat(driver.attempts).hasValue(POOL);
    }

    private void takeAll() {
        StepVerifier.create(Flux.range(0, POOL)
                        .flatMap(ignored -> db.connect())
                        .collectList()
                        .flatMapMany(Flux::fromIterable)
                        .concatMap(SqlConnection::close))
                .expectComplete()
                .verify(LIMIT);
    }

    private static final class Driver implements ConnectionFactory {
        private final ConnectionFactory factory;
        private final Queue<Connection> opened = new ConcurrentLinkedQueue<>();
        private final AtomicInteger attempts = new AtomicInteger();
        private volatile boolean refusing;

        Driver(ConnectionFactory factory) {
            this.factory = factory;
        }

        @Override
        public Mono<Connection> create() {
            return Mono.defer(() -> {
                attempts.incrementAndGet();
                return refusing
                        ? Mono.error(new R2dbcNonTransientResourceException("refused"))
                        : Mono.<Connection>from(factory.create()).doOnNext(opened::add);
            });
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return factory.getMetadata();
        }
    }
}
