package io.azoth.dialect.h2;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Wrapped;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Opens H2 connections that read lazily, each on a thread of its own: the driver blocks whoever calls it. */
final class WorkerConnectionFactory implements ConnectionFactory, Wrapped<ConnectionFactory> {
    private final ConnectionFactory factory;

    WorkerConnectionFactory(ConnectionFactory factory) {
        this.factory = factory;
    }

    @Override
    public Mono<Connection> create() {
        return Mono.defer(() -> {
            SerialWorker worker = new SerialWorker();
            return Mono.<Connection>from(factory.create())
                    .flatMap(connection -> H2Binding.run(connection, "SET LAZY_QUERY_EXECUTION 1")
                            .thenReturn(connection))
                    .<Connection>map(connection -> new WorkerConnection(connection, worker))
                    .subscribeOn(Schedulers.fromExecutor(worker::queue));
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
