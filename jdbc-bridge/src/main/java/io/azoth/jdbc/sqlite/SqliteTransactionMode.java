package io.azoth.jdbc.sqlite;

import io.r2dbc.spi.Option;
import io.r2dbc.spi.TransactionDefinition;
import org.jspecify.annotations.Nullable;

/**
 * When a transaction takes SQLite's write lock. Each is a definition for {@code beginTransaction}.
 *
 * <p>Without one, a read-write transaction is {@link #IMMEDIATE} and a read-only one {@link #DEFERRED}.
 */
public enum SqliteTransactionMode implements TransactionDefinition {
    /** At the first write, which fails when another connection has written since the first read. */
    DEFERRED,
    /** At the start. */
    IMMEDIATE,
    /** At the start, and outside of WAL mode it keeps readers away too. */
    EXCLUSIVE;

    /** The attribute of a transaction definition that carries a mode. */
    public static final Option<SqliteTransactionMode> MODE = Option.valueOf("sqlite.transactionMode");

    @Override
    public <T> @Nullable T getAttribute(Option<T> option) {
        return option.equals(MODE) ? option.cast(this) : null;
    }
}
