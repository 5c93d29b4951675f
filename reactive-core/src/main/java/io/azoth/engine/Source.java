package io.azoth.engine;

import io.azoth.dialect.Dialect;
import io.azoth.dialect.DialectAware;
import io.azoth.dialect.Dialects;
import io.azoth.error.EngineException;
import io.azoth.error.ErrorCode;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.pool.PoolMetrics;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Where an engine's connections come from.
 *
 * @param resources what everything of the engine shares
 * @param leases hands connections out
 * @param disposal closes what the engine itself has opened
 */
record Source(EngineResources resources, Leases leases, Mono<Void> disposal) {
    /**
     * On the driver's factory for a URL.
     *
     * @throws EngineException if the URL cannot be read, or no driver knows it
     */
    static Source of(String url, EngineOptions options) {
        ConnectionFactoryOptions parsed = parsed(url);
        ConnectionFactory factory = factory(parsed);
        Dialect dialect = dialect(factory);
        return of(factory, dialect, options, dialect.driver().poolSize(parsed, options.poolSize()));
    }

    /** On a factory that is there already. */
    static Source of(ConnectionFactory factory, EngineOptions options) {
        Dialect dialect = dialect(factory);
        ConnectionPool pool = poolOf(factory);
        if (pool != null) {
            int size = pool.getMetrics().map(PoolMetrics::getMaxAllocatedSize).orElse(options.poolSize());
            EngineResources resources = new EngineResources(dialect, options);
            return new Source(resources, new Leases(resources, factory, size), Mono.empty());
        }
        return of(factory, dialect, options, options.poolSize());
    }

    /** The pool that a factory is, or stands around: a second one would keep its connections from all others. */
    private static @Nullable ConnectionPool poolOf(ConnectionFactory factory) {
        Object inner = factory;
        while (!(inner instanceof ConnectionPool) && inner instanceof Wrapped<?> wrapped && wrapped.unwrap() != inner) {
            inner = wrapped.unwrap();
        }
        return inner instanceof ConnectionPool pool ? pool : null;
    }

    private static ConnectionFactoryOptions parsed(String url) {
        try {
            return ConnectionFactoryOptions.parse(url);
        } catch (IllegalArgumentException e) {
            throw new EngineException(
                    ErrorCode.INVALID_URL,
                    "The URL cannot be read: " + DriverErrors.text(e)
                            + "; write r2dbc:driver://user:password@host:port/database",
                    e);
        }
    }

    private static ConnectionFactory factory(ConnectionFactoryOptions options) {
        ConnectionFactory found;
        try {
            found = ConnectionFactories.find(options);
        } catch (RuntimeException e) {
            throw new EngineException(
                    ErrorCode.INVALID_URL,
                    "The driver '" + driver(options) + "' does not accept the URL: " + DriverErrors.text(e),
                    e);
        }
        if (found == null) {
            throw new EngineException(
                    ErrorCode.UNKNOWN_URL_SCHEME,
                    "No R2DBC driver on the class path knows 'r2dbc:" + driver(options)
                            + "'; add the driver's library, or correct the URL");
        }
        return found;
    }

    private static Object driver(ConnectionFactoryOptions options) {
        Object name = options.getValue(ConnectionFactoryOptions.DRIVER);
        return name == null ? "" : name;
    }

    private static Dialect dialect(ConnectionFactory factory) {
        return factory instanceof DialectAware aware
                ? aware.dialect()
                : Dialects.named(factory.getMetadata().getName());
    }

    private static Source of(ConnectionFactory factory, Dialect dialect, EngineOptions options, int size) {
        EngineResources resources = new EngineResources(dialect, options);
        ConnectionPool pool = new ConnectionPool(ConnectionPoolConfiguration.builder(
                        new OpeningFactory(dialect.driver().prepare(factory)))
                .initialSize(0)
                .maxSize(size)
                .maxCreateConnectionTime(Duration.ofMillis(Limits.millis(options.acquireTimeout())))
                .allocatorSubscribeOn(Schedulers.immediate())
                .acquireRetry(0)
                .build());
        return new Source(resources, new Leases(resources, pool, size), pool.disposeLater());
    }
}
