package io.azoth.engine;

import io.azoth.error.EngineException;
import io.azoth.error.ErrorCode;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Option;
import io.r2dbc.spi.TransactionDefinition;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction asks for beyond the defaults.
 *
 * @param isolation the isolation level, null for the database's default
 * @param readOnly true where nothing will be changed; PostgreSQL and SQLite then refuse changes, H2 has no such mode
 * @param timeout how long it may take from BEGIN to the end of the work, null for no limit; past it, what
 *     runs is stopped at the server and it is rolled back. Inside a transaction the earlier limit holds.
 * @param attempts how often the work may run in all, 1 for once: it is run again, with a pause that grows, when the database
 *     could not keep it beside a concurrent transaction ({@code SERIALIZATION_FAILURE}), or a table has changed since a
 *     statement of it was prepared ({@code STALE_STATEMENT}). The work must be safe to repeat.
 *     Inside a transaction it says nothing, for only the outermost can be run again.
 */
public record TransactionOptions(
        @Nullable IsolationLevel isolation,
        boolean readOnly,
        @Nullable Duration timeout,
        int attempts) {
    /** The database's isolation level, read and write, no time limit, one attempt. */
    public static final TransactionOptions DEFAULT = new TransactionOptions(null, false, null, 1);

    public TransactionOptions {
        if (attempts < 1) {
            throw invalid("attempts is 1 or more, not " + attempts);
        }
        if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
            throw invalid("timeout is positive, or null for none, not " + timeout);
        }
    }

    private static EngineException invalid(String what) {
        return new EngineException(ErrorCode.INVALID_STATE, "TransactionOptions." + what);
    }

    /** The same with an isolation level. */
    public TransactionOptions withIsolation(IsolationLevel level) {
        return new TransactionOptions(level, readOnly, timeout, attempts);
    }

    /** The same, read only or not. */
    public TransactionOptions withReadOnly(boolean only) {
        return new TransactionOptions(isolation, only, timeout, attempts);
    }

    /** The same with a limit of time; null for none. */
    public TransactionOptions withTimeout(@Nullable Duration limit) {
        return new TransactionOptions(isolation, readOnly, limit, attempts);
    }

    /** The same with a number of attempts in all, for work that is safe to repeat. */
    public TransactionOptions withAttempts(int count) {
        return new TransactionOptions(isolation, readOnly, timeout, count);
    }

    /**
     * @param deadline when it has to be over, and no lock is waited for any more; null for no limit
     */
    TransactionDefinition definition(@Nullable Deadline deadline) {
        return new Definition(
                isolation, readOnly ? Boolean.TRUE : null, deadline == null ? null : TimeLimit.left(deadline));
    }

    /** The SQL that begins it, for logs. */
    String describe() {
        return "BEGIN" + (isolation == null ? "" : " ISOLATION LEVEL " + isolation.asSql())
                + (readOnly ? " READ ONLY" : "");
    }

    private record Definition(
            @Nullable IsolationLevel isolation,
            @Nullable Boolean readOnly,
            @Nullable Duration lockWait) implements TransactionDefinition {
        @Override
        @SuppressWarnings("unchecked")
        public <T> @Nullable T getAttribute(Option<T> option) {
            if (option.equals(ISOLATION_LEVEL)) {
                return (T) isolation;
            }
            if (option.equals(LOCK_WAIT_TIMEOUT)) {
                return (T) lockWait;
            }
            return option.equals(READ_ONLY) ? (T) readOnly : null;
        }
    }
}
