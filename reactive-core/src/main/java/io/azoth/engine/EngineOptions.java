package io.azoth.engine;

import io.azoth.error.EngineException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.SchemaTranslation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How an engine uses its connections.
 *
 * @param poolSize the most connections at one time; a dialect may need fewer (one for SQLite in memory)
 * @param acquireTimeout how long to wait for a connection
 * @param queueTimeout how long a statement waits behind a transaction on the same connection
 * @param bufferedRows how many rows of a half-read result are kept so that a waiting statement may run
 * @param bufferedBytes the same by estimated size
 * @param listeners who hears of each statement
 * @param execution how statements run where nothing nearer says otherwise
 */
public record EngineOptions(
        int poolSize,
        Duration acquireTimeout,
        Duration queueTimeout,
        int bufferedRows,
        long bufferedBytes,
        List<StatementListener> listeners,
        ExecutionOptions execution) {
    /** Ten connections, thirty seconds, 100,000 rows or 64 MiB, no listener. */
    public static final EngineOptions DEFAULT = new EngineOptions(
            10,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            100_000,
            64L * 1024 * 1024,
            List.of(),
            ExecutionOptions.DEFAULT);

    public EngineOptions {
        positive(poolSize, "poolSize");
        positive(Limits.millis(acquireTimeout), "acquireTimeout");
        positive(Limits.millis(queueTimeout), "queueTimeout");
        positive(bufferedRows, "bufferedRows");
        positive(bufferedBytes, "bufferedBytes");
        listeners = List.copyOf(listeners);
    }

    /** The same with another number of connections. */
    public EngineOptions withPoolSize(int size) {
        return new EngineOptions(size, acquireTimeout, queueTimeout, bufferedRows, bufferedBytes, listeners, execution);
    }

    /** The same with another wait for a connection. */
    public EngineOptions withAcquireTimeout(Duration timeout) {
        return new EngineOptions(poolSize, timeout, queueTimeout, bufferedRows, bufferedBytes, listeners, execution);
    }

    /** The same with another wait behind a transaction. */
    public EngineOptions withQueueTimeout(Duration timeout) {
        return new EngineOptions(poolSize, acquireTimeout, timeout, bufferedRows, bufferedBytes, listeners, execution);
    }

    /** The same with another bound for half-read results. */
    public EngineOptions withBuffer(int rows, long bytes) {
        return new EngineOptions(poolSize, acquireTimeout, queueTimeout, rows, bytes, listeners, execution);
    }

    /** The same with one more listener. */
    public EngineOptions withListener(StatementListener listener) {
        List<StatementListener> more = new ArrayList<>(listeners);
        more.add(listener);
        return new EngineOptions(poolSize, acquireTimeout, queueTimeout, bufferedRows, bufferedBytes, more, execution);
    }

    /** The same with options for each statement. */
    public EngineOptions withExecution(ExecutionOptions options) {
        return new EngineOptions(
                poolSize, acquireTimeout, queueTimeout, bufferedRows, bufferedBytes, listeners, options);
    }

    /** The same with other schemas in the place of those that tables name, as for one schema a tenant. */
    public EngineOptions withSchemas(SchemaTranslation translation) {
        return withExecution(execution.withSchemas(translation));
    }

    private static void positive(long number, String what) {
        if (number <= 0) {
            throw new EngineException(
                    ErrorCode.INVALID_STATE, "EngineOptions." + what + " must be positive, not " + number);
        }
    }
}
