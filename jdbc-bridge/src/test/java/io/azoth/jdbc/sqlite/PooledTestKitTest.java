package io.azoth.jdbc.sqlite;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ValidationDepth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The same 34 tests through r2dbc-pool, whose one connection they share. */
class PooledTestKitTest extends SqliteTestKitTest {

    private ConnectionPool pool;

    @BeforeEach
    @Override
    public void createTable() {
        super.createTable();
        pool = new ConnectionPool(ConnectionPoolConfiguration.builder(super.getConnectionFactory())
                .maxSize(1)
                .build());
    }

    @AfterEach
    void closePool() {
        pool.disposeLater().block();
    }

    @Override
    public ConnectionFactory getConnectionFactory() {
        return pool;
    }

    /** A pool validates the connection behind its own, which lives on when that is closed, and ends with the pool. */
    @Override
    @Test
    public void validate() {
        Mono.from(pool.create())
                .flatMapMany(connection -> Flux.concat(
                        connection.validate(ValidationDepth.LOCAL),
                        connection.validate(ValidationDepth.REMOTE),
                        connection.close(),
                        pool.disposeLater(),
                        connection.validate(ValidationDepth.LOCAL),
                        connection.validate(ValidationDepth.REMOTE)))
                .as(StepVerifier::create)
                .expectNext(true, true, false, false)
                .verifyComplete();
    }
}
