package io.azoth.jdbc;

import io.r2dbc.spi.Closeable;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Opens connections of one embedded database, each with a worker thread of its own that ends when it is closed.
 *
 * <p>Thread-safe. {@link #close()} frees what the database keeps for the factory, such as an in-memory database;
 * connections that are open then stay usable.
 */
public final class JdbcConnectionFactory implements ConnectionFactory, Closeable {

    private final Database database;

    /** Creates a factory; nothing is opened before a connection is asked for. */
    public JdbcConnectionFactory(Database database) {
        this.database = database;
    }

    /** {@inheritDoc} Opened on its own worker at subscription; closed again if the subscriber went away meanwhile. */
    @Override
    public Mono<Connection> create() {
        return ConnectMono.of(database);
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return database::name;
    }

    /** {@inheritDoc} Done on a thread of its own, since a large database takes its time to go. */
    @Override
    public Publisher<Void> close() {
        return Mono.create(sink -> {
            SerialWorker worker = new SerialWorker(database.name());
            worker.submit(() -> {
                try {
                    database.close();
                    sink.success();
                } catch (Throwable failure) {
                    sink.error(failure);
                }
            });
            worker.stop();
        });
    }
}
