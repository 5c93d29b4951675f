package io.azoth.jdbc.sqlite;

import io.azoth.jdbc.CancelToken;
import io.azoth.jdbc.Command;
import io.r2dbc.spi.R2dbcRollbackException;
import io.r2dbc.spi.TransactionDefinition;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.DB;

/**
 * The transaction of one session: whether it is open, and whether SQLite gave it up.
 *
 * <p>SQLite rolls back by itself after some errors and tells nobody, so that what follows would run in auto-commit.
 * After every error in a transaction it is therefore asked, and a transaction that is gone fails everything up to the
 * rollback. Worker thread only, but for {@link #open()}.
 */
final class SqliteTransactions {

    private enum State {
        NONE,
        ACTIVE,
        DOOMED
    }

    /** What an interrupt leaves that was meant for the statement before. */
    private static final int INTERRUPTED = 9;

    private final SqliteSession session;
    private final @Nullable WriterQueue writers;
    private volatile State state = State.NONE;
    private @Nullable SQLException doom;
    private boolean turn;
    private boolean queryOnly;

    SqliteTransactions(SqliteSession session, @Nullable WriterQueue writers) {
        this.session = session;
        this.writers = writers;
    }

    /** Returns whether a transaction is open. Any thread. */
    boolean open() {
        return state != State.NONE;
    }

    /** Returns whether SQLite has rolled the transaction back and nobody has done so here. */
    boolean isDoomed() {
        return state == State.DOOMED;
    }

    void begin(TransactionDefinition definition, boolean readOnlyFile, CancelToken token) throws SQLException {
        if (state != State.NONE) {
            throw new IllegalStateException("A transaction is open already: use a savepoint to nest");
        }
        session.requireLevel(definition.getAttribute(TransactionDefinition.ISOLATION_LEVEL));
        boolean readOnly = Boolean.TRUE.equals(definition.getAttribute(TransactionDefinition.READ_ONLY));
        SqliteTransactionMode mode = definition.getAttribute(SqliteTransactionMode.MODE);
        if (mode == null) {
            mode = readOnly || readOnlyFile ? SqliteTransactionMode.DEFERRED : SqliteTransactionMode.IMMEDIATE;
        }
        Duration wait = definition.getAttribute(TransactionDefinition.LOCK_WAIT_TIMEOUT);
        session.transactionWait(wait);
        try {
            if (mode != SqliteTransactionMode.DEFERRED) {
                takeTurn(token);
            }
            session.execute("BEGIN " + mode.name(), token);
            state = State.ACTIVE;
            if (readOnly) {
                session.execute("PRAGMA query_only=1", token);
                queryOnly = true;
            }
        } finally {
            if (state == State.NONE) {
                ended();
            }
        }
    }

    /** Commits. Afterwards the transaction is over, also when that failed. */
    void commit() throws SQLException {
        if (state == State.DOOMED) {
            R2dbcRollbackException failure = doomed();
            ended();
            throw failure;
        }
        if (state == State.ACTIVE) {
            try {
                session.execute("COMMIT", new CancelToken());
                ended();
            } catch (SQLException failure) {
                rollbackAfter(failure);
                throw failure;
            }
        }
    }

    void rollbackAfter(Exception failure) {
        try {
            rollback();
        } catch (SQLException another) {
            failure.addSuppressed(another);
        }
    }

    /** Rolls back; tolerates that SQLite has done so already. */
    void rollback() throws SQLException {
        if (state == State.ACTIVE) {
            try {
                session.execute("ROLLBACK", new CancelToken());
            } catch (SQLException failure) {
                if (stillActive()) {
                    throw failure;
                }
            }
        }
        session.rolledBack();
        ended();
    }

    void doom(SQLException reason) {
        if (state == State.ACTIVE && !stillActive()) {
            state = State.DOOMED;
            doom = reason;
            session.rolledBack();
            releaseTurn();
        }
    }

    /** Finds out whether a transaction is open by trying to start one, which takes no lock. */
    private boolean stillActive() {
        try {
            session.execute("BEGIN", new CancelToken());
        } catch (SQLException nested) {
            return SqliteErrors.code(nested) != INTERRUPTED || stillActive();
        }
        try {
            session.execute("ROLLBACK", new CancelToken());
        } catch (SQLException failure) {
            return true;
        }
        return false;
    }

    /** Fails for a statement that would run as if there were no transaction. */
    void requireUsable(Command command) {
        if (state == State.DOOMED && command.kind() != Command.Kind.ROLLBACK) {
            throw doomed();
        }
    }

    private R2dbcRollbackException doomed() {
        String reason = doom == null ? "" : ": " + doom.getMessage();
        return new R2dbcRollbackException(
                "SQLite has rolled the transaction back" + reason + ". Roll back and start it again", "40000", doom);
    }

    /** Waits in line before a statement that writes. */
    void enter(Command command, CancelToken token) throws SQLException {
        if (turn || writers == null || !writes(command)) {
            return;
        }
        if (state == State.ACTIVE) {
            turn = writers.acquire(token, 0); // it may hold a read lock that the writer in front waits for
        } else {
            takeTurn(token);
        }
    }

    private static boolean writes(Command command) {
        return switch (command.kind()) {
            case CHANGE, DEFINITION -> true;
            case BEGIN -> {
                String sql = command.sql().toUpperCase(Locale.ROOT);
                yield sql.contains("IMMEDIATE") || sql.contains("EXCLUSIVE");
            }
            default -> false;
        };
    }

    private void takeTurn(CancelToken token) throws SQLException {
        if (writers == null || turn) {
            return;
        }
        turn = writers.acquire(token, session.waitNanos());
        if (!turn) {
            throw token.stopped() ? DB.newSQLException(9, "interrupted") : DB.newSQLException(5, "database is locked");
        }
    }

    /** Follows what a statement did to the transaction. */
    void ran(Command command, boolean succeeded) {
        if (succeeded) {
            switch (command.kind()) {
                case BEGIN -> state = State.ACTIVE;
                case COMMIT, ROLLBACK -> ended();
                case SAVEPOINT -> state = stillActive() ? State.ACTIVE : State.NONE;
                default -> {}
            }
        }
        if (state == State.NONE) {
            releaseTurn();
        }
    }

    private void ended() {
        state = State.NONE;
        doom = null;
        releaseTurn();
        session.transactionWait(null);
        if (queryOnly) {
            queryOnly = false;
            try {
                session.execute("PRAGMA query_only=0", new CancelToken());
            } catch (SQLException failure) {
                throw new IllegalStateException("The read-only mode of a transaction could not be left", failure);
            }
        }
    }

    void releaseTurn() {
        if (turn && writers != null) {
            turn = false;
            writers.release();
        }
    }
}
