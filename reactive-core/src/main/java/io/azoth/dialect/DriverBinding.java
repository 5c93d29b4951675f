package io.azoth.dialect;

import io.azoth.error.ErrorCode;
import io.azoth.type.SqlType;
import io.r2dbc.spi.ColumnMetadata;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * How a database is reached through its R2DBC driver: values in both directions, transactions, cancellation, threads and
 * errors. Stateless and safe for any thread.
 */
public interface DriverBinding {
    /**
     * The factory as the engine shall use it: with the settings that each new connection needs, and with a thread of its
     * own for each connection of a driver that blocks.
     *
     * @param factory the driver's own
     */
    default ConnectionFactory prepare(ConnectionFactory factory) {
        return factory;
    }

    /**
     * How many connections a pool may hold.
     *
     * @param url what the URL says
     * @param wanted what the engine's options ask for
     */
    default int poolSize(ConnectionFactoryOptions url, int wanted) {
        return wanted;
    }

    /**
     * Where the driver's publishers of a connection are subscribed to, requested from and cancelled. The default calls
     * the driver on the caller's thread, which is right for a driver that never blocks.
     */
    default Executor executor(Connection connection) {
        return Runnable::run;
    }

    /**
     * Binds one value.
     *
     * @param statement the driver's statement
     * @param index the position, from 0
     * @param type the type
     * @param stored the value in the class that the base type stores, or null
     */
    void bind(Statement statement, int index, SqlType<?> type, @Nullable Object stored);

    /** Reads columns of a type in the class that its base type stores. */
    ColumnReader reader(SqlType<?> type);

    /** The type of a column of which only the driver knows something. */
    SqlType<?> typeOf(ColumnMetadata column);

    /** Begins a transaction, with the isolation and mode that the definition asks for. */
    default Publisher<Void> begin(Connection connection, TransactionDefinition definition) {
        return connection.beginTransaction(definition);
    }

    /** Whether the first statement may be sent before the reply to BEGIN has come. */
    default boolean beginRides() {
        return false;
    }

    /**
     * How a running read is stopped at the server, or null where cancelling the driver's publisher stops it and the
     * driver itself lets nothing overtake that. While and after it runs, the rows that still come are read and dropped.
     */
    default @Nullable Publisher<Void> stop(Connection connection) {
        return null;
    }

    /**
     * Has the driver itself stop what runs, or waits for a lock, for longer, from the next statement on; null where it cannot,
     * and the statement is stopped by {@link #stop} when its time is over. It takes no round trip to the server.
     *
     * @param limit the limit, zero for none of the statement's own: what the connection had before, where the driver tells
     */
    default @Nullable Publisher<Void> limit(Connection connection, Duration limit) {
        return null;
    }

    /**
     * How many rows the driver is told to fetch at a time inside a transaction, when a reader asks for some rows only; 0
     * for no paging.
     */
    default int pageSize() {
        return 0;
    }

    /**
     * Takes what the driver has read, when nobody wants it any more and the driver itself lets go of it without freeing its
     * memory; null where there is no such memory. Any thread may call it.
     */
    default @Nullable Consumer<Object> discarded() {
        return null;
    }

    /** What a driver's error is, the same on every database; {@link ErrorCode#DATABASE_ERROR} where nothing else fits. */
    ErrorCode classify(R2dbcException error);

    /** Whether a message was never sent, because the connection was known to be lost before. */
    default boolean wasNeverSent(Throwable error) {
        return false;
    }

    /**
     * A connection as its driver made it, whatever pools and proxies have put around it.
     *
     * @param type the driver's class
     * @return null where there is none of that class inside
     */
    static <T> @Nullable T unwrapped(Connection connection, Class<T> type) {
        Object inner = connection;
        while (!type.isInstance(inner) && inner instanceof Wrapped<?> wrapped && wrapped.unwrap() != inner) {
            inner = wrapped.unwrap();
        }
        return type.isInstance(inner) ? type.cast(inner) : null;
    }

    /** Reads one column of a driver's row in the class that its SQL type stores; called once per cell, so it does no look-up. */
    @FunctionalInterface
    interface ColumnReader {
        /**
         * The value of a column, or null.
         *
         * @param row the driver's row, valid during the call alone
         * @param index the position, from 0
         */
        @Nullable
        Object read(Row row, int index);
    }
}
