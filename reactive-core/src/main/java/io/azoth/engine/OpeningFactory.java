package io.azoth.engine;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Wrapped;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * The factory under a pool. It lets whoever asked the pool know that a connection is being opened for him: what fails after
 * that is the database's answer, what fails before is an idle connection that had died.
 */
record OpeningFactory(ConnectionFactory factory) implements ConnectionFactory, Wrapped<ConnectionFactory> {
    /** Who asks a pool for a connection, with the Context of {@link #asking}. */
    interface Asker {
        void opening();
    }

    static Context asking(Asker asker) {
        return Context.of(Asker.class, asker);
    }

    @Override
    public Mono<Connection> create() {
        return Mono.deferContextual(context -> {
            context.<Asker>getOrEmpty(Asker.class).ifPresent(Asker::opening);
            return Mono.from(factory.create());
        });
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return factory.getMetadata();
    }

    @Override
    public ConnectionFactory unwrap() {
        return factory;
    }
}
