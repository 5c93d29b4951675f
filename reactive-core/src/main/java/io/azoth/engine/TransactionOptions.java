package io.azoth.engine;

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
 * @param timeout how long it may take from BEGIN to the end of the work, null for no limit; past it, it is rolled back
 */
public record TransactionOptions(
        @Nullable IsolationLevel isolation,
        boolean readOnly,
        @Nullable Duration timeout) {
    /** The database's isolation level, read and write, no time limit. */
    public static final TransactionOptions DEFAULT = new TransactionOptions(null, false, null);

    /** The same with an isolation level. */
    public TransactionOptions withIsolation(IsolationLevel level) {
        return new TransactionOptions(level, readOnly, timeout);
    }

    /** The same, read only or not. */
    public TransactionOptions withReadOnly(boolean only) {
        return new TransactionOptions(isolation, only, timeout);
    }

    /** The same with a limit of time. */
    public TransactionOptions withTimeout(Duration limit) {
        return new TransactionOptions(isolation, readOnly, limit);
    }

    TransactionDefinition definition() {
        return new Definition(isolation, readOnly ? Boolean.TRUE : null);
    }

    /** The SQL that begins it, for logs. */
    String describe() {
        return "BEGIN" + (isolation == null ? "" : " ISOLATION LEVEL " + isolation.asSql())
                + (readOnly ? " READ ONLY" : "");
    }

    private record Definition(
            @Nullable IsolationLevel isolation, @Nullable Boolean readOnly) implements TransactionDefinition {
        @Override
        @SuppressWarnings("unchecked")
        public <T> @Nullable T getAttribute(Option<T> option) {
            if (option.equals(ISOLATION_LEVEL)) {
                return (T) isolation;
            }
            return option.equals(READ_ONLY) ? (T) readOnly : null;
        }
    }
}
