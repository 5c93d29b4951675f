package io.azoth.jdbc.sqlite;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.jdbc.CancelToken;
import io.azoth.jdbc.Column;
import io.azoth.jdbc.Command;
import io.azoth.jdbc.Cursor;
import io.azoth.jdbc.Outcome;
import io.azoth.jdbc.Session;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.TransactionDefinition;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.DB;

/**
 * One SQLite connection, driven through the JDBC driver's core.
 *
 * <p>The driver is told that it is not in auto-commit mode, which keeps it from sending transactions of its own;
 * SQLite itself stays in auto-commit until it is told to begin.
 */
final class SqliteSession implements Session {

    private static final Set<IsolationLevel> LEVELS = Set.of(
            IsolationLevel.READ_UNCOMMITTED,
            IsolationLevel.READ_COMMITTED,
            IsolationLevel.REPEATABLE_READ,
            IsolationLevel.SERIALIZABLE);

    private static final TransactionDefinition PLAIN = SqliteTransactionMode.IMMEDIATE;

    private final SQLiteConnection connection;
    private final SqliteConfiguration configuration;
    private final DB db;
    private final String version;
    private final StatementCache statements;
    private final LockWait lockWait;
    private final Interruption interruption;
    private final SqliteTransactions transactions;
    private final AffinityGuard guard = new AffinityGuard(this);
    private boolean utf8;
    private volatile boolean autoCommit = true;
    private volatile IsolationLevel isolationLevel = IsolationLevel.SERIALIZABLE;
    private Duration wait;
    private int cursors;
    private boolean closed;

    SqliteSession(SQLiteConnection connection, SqliteConfiguration configuration, @Nullable WriterQueue writers)
            throws SQLException {
        this.connection = connection;
        this.configuration = configuration;
        this.db = connection.getDatabase();
        this.version = db.libversion(); // later the question would wait for the statement that runs
        this.wait = configuration.busyTimeout();
        this.statements = new StatementCache(connection, configuration.statementCacheSize());
        this.lockWait = new LockWait(wait);
        this.interruption = new Interruption(connection);
        this.transactions = new SqliteTransactions(this, writers);
        BusyHandler.setHandler(connection, lockWait);
    }

    /** Finds out how texts are stored; until then they are read the way that works for every encoding. */
    void detectEncoding() throws SQLException {
        utf8 = "UTF-8".equals(text("PRAGMA encoding"));
    }

    DB db() {
        return db;
    }

    boolean utf8() {
        return utf8;
    }

    @Override
    public String databaseVersion() {
        return version;
    }

    /** Takes the driver's lock once instead of for each of its calls. */
    @Override
    public <T extends @Nullable Object> T together(Work<T> work) throws SQLException {
        synchronized (db) {
            return work.run();
        }
    }

    @Override
    public void check(Command command) throws SQLException {
        transactions.requireUsable(command);
        statements.check(command);
    }

    @Override
    @CanIgnoreReturnValue
    public Outcome run(Command command, @Nullable Object[] values, CancelToken token) throws SQLException {
        if (command.kind() == Command.Kind.ROLLBACK && transactions.isDoomed()) {
            transactions.rollback(); // there is nothing left that SQLite could roll back
            return Outcome.ofCount(0);
        }
        transactions.requireUsable(command);
        beginIfManual(command, token);
        int seen = AffinityGuard.look(values);
        boolean endangered = (seen & AffinityGuard.ENDANGERED) != 0 && command.kind() == Command.Kind.CHANGE;
        if (endangered && !transactions.open()) {
            return runWhole(command, values, token);
        }
        boolean succeeded = false;
        try {
            transactions.enter(command, token);
            if (endangered) {
                guard.check(command, values, token);
            }
            Outcome outcome = execute(command, bound(values, seen), (seen & AffinityGuard.LARGE) != 0, token);
            succeeded = true;
            return outcome;
        } catch (SQLException failure) {
            transactions.doom(failure);
            throw failure;
        } finally {
            transactions.ran(command, succeeded);
            forgetSchemaAfter(command);
        }
    }

    /** Runs a statement in a transaction of its own, so that the table that was looked at is the one that is written. */
    private Outcome runWhole(Command command, @Nullable Object[] values, CancelToken token) throws SQLException {
        begin(PLAIN, token);
        Outcome outcome;
        try {
            outcome = run(command, values, token);
        } catch (SQLException | RuntimeException failure) {
            transactions.rollbackAfter(failure);
            throw failure;
        }
        commit();
        return outcome;
    }

    private void forgetSchemaAfter(Command command) {
        if (command.kind() != Command.Kind.CHANGE) {
            guard.forget();
        }
    }

    /** Forgets what was known of tables that a rollback may have taken away. */
    void rolledBack() {
        guard.forget();
    }

    private void beginIfManual(Command command, CancelToken token) throws SQLException {
        if (!autoCommit && !transactions.open()) {
            switch (command.kind()) {
                case QUERY, CHANGE, DEFINITION ->
                    begin(configuration.readOnly() ? SqliteTransactionMode.DEFERRED : PLAIN, token);
                default -> {}
            }
        }
    }

    private static @Nullable Object[] bound(@Nullable Object[] values, int seen) {
        return (seen & AffinityGuard.NUMBERS) == 0 ? values : AffinityGuard.plain(values);
    }

    private Outcome execute(Command command, @Nullable Object[] values, boolean large, CancelToken token)
            throws SQLException {
        NativeStatement statement = statements.take(command);
        boolean finished = false;
        try {
            start(token, cursors);
            boolean onRow = statement.execute(db, values);
            Outcome outcome = outcome(command, statement, token, onRow);
            finished = !onRow;
            return outcome;
        } finally {
            interruption.end();
            statements.give(statement, finished, large);
            if (command.kind() == Command.Kind.DEFINITION) {
                statements.clear();
            }
        }
    }

    private Outcome outcome(Command command, NativeStatement statement, CancelToken token, boolean onRow)
            throws SQLException {
        boolean changes = command.kind() == Command.Kind.CHANGE;
        if (!onRow && changes && !command.returnsRows()) {
            return Outcome.ofCount(db.changes());
        }
        List<Column> columns = statement.columns();
        if (columns.isEmpty()) {
            return Outcome.ofCount(0);
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        if (onRow) {
            SqliteCursor cursor = new SqliteCursor(this, statement, token, true, false);
            cursor.fetchAll(() -> {
                @Nullable Object[] row = new Object[columns.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = cursor.value(i);
                }
                return rows.add(row);
            });
        }
        return new Outcome(changes ? db.changes() : 0, columns, rows);
    }

    @Override
    public Cursor open(Command command, @Nullable Object[] values, CancelToken token) throws SQLException {
        transactions.requireUsable(command);
        beginIfManual(command, token);
        int seen = AffinityGuard.look(values);
        boolean large = (seen & AffinityGuard.LARGE) != 0;
        NativeStatement statement = statements.take(command);
        SqliteCursor cursor = null;
        try {
            start(token, cursors);
            boolean onRow = statement.execute(db, bound(values, seen));
            cursor = new SqliteCursor(this, statement, token, onRow, large);
            cursors++;
            return cursor;
        } catch (SQLException failure) {
            interruption.end(); // it must not hit the question whether the transaction is still there
            transactions.doom(failure);
            throw failure;
        } finally {
            interruption.end();
            if (cursor == null) {
                statements.give(statement, false, large);
            }
        }
    }

    /** Continues an open cursor. */
    void resume(CancelToken token) throws SQLException {
        start(token, cursors - 1);
    }

    /** Ends a part of a cursor's work. */
    void pause(@Nullable SQLException failure) {
        interruption.end();
        if (failure != null) {
            transactions.doom(failure);
        }
    }

    /** Takes the statement of a cursor back. */
    void closed(NativeStatement statement, boolean largeValues) {
        cursors--;
        statements.give(statement, false, largeValues);
    }

    private void start(CancelToken token, int otherCursors) throws SQLException {
        if (token.stopped()) {
            throw DB.newSQLException(9, "interrupted");
        }
        lockWait.serve(token);
        interruption.start(token, otherCursors);
    }

    /** Runs a statement of our own. */
    void execute(String sql, CancelToken token) throws SQLException {
        NativeStatement statement = statements.take(own(sql));
        try {
            lockWait.serve(token);
            boolean unused = statement.execute(db, null);
        } finally {
            statements.give(statement, false, false);
        }
    }

    /** Returns the first column of the first row, as text. */
    @CanIgnoreReturnValue
    @Nullable
    String text(String sql) throws SQLException {
        List<@Nullable Object[]> rows = rows(new CancelToken(), sql);
        Object first = rows.isEmpty() ? null : rows.get(0)[0];
        return first == null ? null : first.toString();
    }

    /** Returns the rows of a query of our own. */
    List<@Nullable Object[]> rows(CancelToken token, String sql, @Nullable Object... values) throws SQLException {
        List<@Nullable Object[]> rows = execute(own(sql), values, false, token).rows();
        return rows == null ? List.of() : rows;
    }

    private static Command own(String sql) {
        return new Command(sql, Command.Kind.UTILITY, List.of(), false, false);
    }

    @Override
    public void begin(TransactionDefinition definition, CancelToken token) throws SQLException {
        transactions.begin(definition, configuration.readOnly(), token);
    }

    @Override
    public void commit() throws SQLException {
        transactions.commit();
    }

    @Override
    public void rollback() throws SQLException {
        transactions.rollback();
    }

    @Override
    public void savepoint(String name, CancelToken token) throws SQLException {
        boolean began = !transactions.open();
        if (began) {
            begin(configuration.readOnly() ? SqliteTransactionMode.DEFERRED : PLAIN, token);
        }
        try {
            run(own("SAVEPOINT " + quoted(name)), new Object[0], token);
        } catch (SQLException | RuntimeException failure) {
            if (began) {
                transactions.rollbackAfter(failure);
            }
            throw failure;
        }
        if (began && token.stopped()) {
            rollback();
        }
    }

    @Override
    public void release(String name) throws SQLException {
        run(own("RELEASE SAVEPOINT " + quoted(name)), new Object[0], new CancelToken());
    }

    @Override
    public void rollbackTo(String name) throws SQLException {
        run(own("ROLLBACK TO SAVEPOINT " + quoted(name)), new Object[0], new CancelToken());
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public void autoCommit(boolean autoCommit, CancelToken token) throws SQLException {
        if (autoCommit && transactions.open()) {
            transactions.commit();
        }
        this.autoCommit = autoCommit;
    }

    @Override
    public boolean autoCommit() {
        return autoCommit;
    }

    @Override
    public boolean inTransaction() {
        return transactions.open();
    }

    @Override
    public IsolationLevel isolationLevel() {
        return isolationLevel;
    }

    @Override
    public void isolationLevel(IsolationLevel level) {
        requireLevel(level);
        isolationLevel = level;
    }

    /** SQLite is serializable, which is what every level of the standard allows. */
    void requireLevel(@Nullable IsolationLevel level) {
        if (level != null && !LEVELS.contains(level)) {
            throw new IllegalArgumentException(
                    "SQLite knows no isolation level '" + level.asSql() + "': it is always SERIALIZABLE");
        }
    }

    @Override
    public void lockWaitTimeout(@Nullable Duration timeout) {
        wait = timeout == null ? configuration.busyTimeout() : timeout;
        lockWait.limit(wait);
    }

    /** Sets the lock wait of the current transaction; null restores the connection's. */
    void transactionWait(@Nullable Duration timeout) {
        lockWait.limit(timeout == null ? wait : timeout);
    }

    long waitNanos() {
        return lockWait.limitNanos();
    }

    @Override
    public void reset() throws SQLException {
        transactions.rollback();
        autoCommit = true;
        isolationLevel = IsolationLevel.SERIALIZABLE;
        lockWaitTimeout(null);
    }

    @Override
    public boolean validate() {
        try {
            return "1".equals(text("SELECT 1"));
        } catch (SQLException failure) {
            return false;
        }
    }

    @Override
    public void interrupt() {
        interruption.interrupt();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            transactions.rollback();
        } catch (SQLException | RuntimeException failure) {
            transactions.releaseTurn(); // closing rolls back what is left
        }
        statements.clear();
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new IllegalStateException("SQLite could not be closed", failure);
        }
    }
}
