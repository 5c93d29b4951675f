package io.azoth.mock;

import io.azoth.dialect.Dialect;
import io.azoth.dialect.DialectAware;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import reactor.core.publisher.Mono;

/**
 * Connections to a mock database, as many as are wanted.
 *
 * @param database what they lead to
 * @param dialect how they are spoken to
 */
record MockConnectionFactory(MockDatabase database, Dialect dialect) implements ConnectionFactory, DialectAware {
    @Override
    public Mono<Connection> create() {
        return Mono.fromSupplier(() -> new MockConnection(database, dialect.name()));
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return dialect::name;
    }
}
