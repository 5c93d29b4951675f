package io.azoth.jdbc;

import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.TransactionDefinition;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One open connection of an embedded database, as the bridge drives it.
 *
 * <p>Every method is called on the connection's worker thread, one at a time, except {@link #interrupt()} and the
 * plain queries {@link #inTransaction()}, {@link #autoCommit()} and {@link #isolationLevel()}, which any thread may
 * call. Failures are the JDBC driver's own, or R2DBC's where there is nothing left to translate.
 */
public interface Session {

    /** Returns the version of the database library. */
    String databaseVersion();

    /**
     * Runs a statement to its end.
     *
     * @param command the statement
     * @param values one value per parameter of the prepared statement
     * @param token stops a wait for a lock
     */
    Outcome run(Command command, @Nullable Object[] values, CancelToken token) throws SQLException;

    /** Some work of a statement. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {

        /** Does the work. */
        T run() throws SQLException;
    }

    /** Does work that calls this session many times in a row; what they have in common need not be done for each. */
    <T extends @Nullable Object> T together(Work<T> work) throws SQLException;

    /** Fails if a statement cannot be prepared. */
    void check(Command command) throws SQLException;

    /** Starts a query; its rows are read from the cursor. Parameters as in {@link #run}. */
    Cursor open(Command command, @Nullable Object[] values, CancelToken token) throws SQLException;

    /** Starts a transaction. A second one is an error. */
    void begin(TransactionDefinition definition, CancelToken token) throws SQLException;

    /** Commits; does nothing without a transaction. */
    void commit() throws SQLException;

    /** Rolls back; does nothing without a transaction. */
    void rollback() throws SQLException;

    /** Sets a savepoint, starting a transaction if there is none, which ends again where nobody waits for it any more. */
    void savepoint(String name, CancelToken token) throws SQLException;

    /** Releases a savepoint. */
    void release(String name) throws SQLException;

    /** Undoes what happened since a savepoint. */
    void rollbackTo(String name) throws SQLException;

    /** Switches auto-commit; switching it on commits an open transaction. */
    void autoCommit(boolean autoCommit, CancelToken token) throws SQLException;

    /** Returns whether statements outside of a transaction commit by themselves. */
    boolean autoCommit();

    /** Returns whether a transaction is open. */
    boolean inTransaction();

    /** Returns the isolation level of the next statement. */
    IsolationLevel isolationLevel();

    /** Sets the isolation level for what follows. */
    void isolationLevel(IsolationLevel level) throws SQLException;

    /** Sets how long a statement may wait for a lock; zero does not wait, null restores the configured time. */
    void lockWaitTimeout(@Nullable Duration timeout);

    /** Rolls back what is open and restores what a new session has. */
    void reset() throws SQLException;

    /** Asks the database whether it still answers. */
    boolean validate();

    /** Stops what runs now without harming cursors that are open beside it. Called only while something runs. */
    void interrupt();

    /** Rolls back what is open and frees every handle. Idempotent. */
    void close();
}
