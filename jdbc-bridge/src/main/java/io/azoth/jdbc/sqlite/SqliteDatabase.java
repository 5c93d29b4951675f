package io.azoth.jdbc.sqlite;

import io.azoth.jdbc.Cells;
import io.azoth.jdbc.Column;
import io.azoth.jdbc.Command;
import io.azoth.jdbc.Database;
import io.azoth.jdbc.Script;
import io.azoth.jdbc.Session;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.lang.ref.Cleaner;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteOpenMode;

/** One SQLite database and how connections to it are set up. Thread-safe. */
final class SqliteDatabase implements Database {

    private static final Cleaner CLEANER = Cleaner.create();
    private static final int PARSED = 512;

    private final SqliteConfiguration configuration;
    private final @Nullable WriterQueue writers;
    private final KeepAlive keepAlive = new KeepAlive();
    private final Cleaner.Cleanable cleanable;
    private final Map<String, Script> parsed = new ConcurrentHashMap<>();

    SqliteDatabase(SqliteConfiguration configuration) {
        this.configuration = configuration;
        this.writers = configuration.readOnly()
                ? null
                : WriterQueue.of(configuration.location().key());
        this.cleanable = CLEANER.register(this, keepAlive);
    }

    @Override
    public String name() {
        return "SQLite";
    }

    @Override
    public @Nullable Duration statementTimeout() {
        Duration timeout = configuration.statementTimeout();
        return timeout == null || timeout.isZero() ? null : timeout;
    }

    @Override
    public Session connect() throws SQLException {
        if (configuration.location().memory()) {
            keepAlive.open(this::openConnection);
        }
        SQLiteConnection connection = openConnection();
        try {
            SqliteSession session = new SqliteSession(connection, configuration, writers);
            new ConnectionSetup(session, configuration, writers).apply();
            return session;
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    private SQLiteConnection openConnection() {
        SQLiteConfig config = new SQLiteConfig();
        config.setGetGeneratedKeys(false);
        config.setReadOnly(configuration.readOnly());
        config.setBusyTimeout(0);
        config.setOpenMode(SQLiteOpenMode.NOMUTEX); // a connection has one thread, and an interrupt needs no mutex
        SQLiteConnection connection = create(config);
        connection.getConnectionConfig().setAutoCommit(false); // the flag alone: nothing is sent
        return connection;
    }

    private SQLiteConnection create(SQLiteConfig config) {
        SqliteLocation location = configuration.location();
        try {
            return (SQLiteConnection) config.createConnection(location.url());
        } catch (SQLException failure) {
            R2dbcException translated = SqliteErrors.translate(failure, null);
            throw new R2dbcNonTransientResourceException(
                    translated.getMessage() + ": " + location.name(),
                    translated.getSqlState(),
                    translated.getErrorCode(),
                    failure);
        }
    }

    @Override
    public Script parse(String sql) {
        Script known = parsed.get(sql);
        if (known != null) {
            return known;
        }
        Script script = ScriptParser.parse(sql);
        if (parsed.size() >= PARSED) {
            parsed.clear();
        }
        parsed.put(sql, script);
        return script;
    }

    @Override
    public Script returning(Script script, String... columns) {
        StringBuilder clause = new StringBuilder(" RETURNING ");
        for (int i = 0; i < columns.length; i++) {
            // quoted so that a column that is not there is an error and not a text
            clause.append(i == 0 ? "" : ", ")
                    .append('`')
                    .append(columns[i].replace("`", "``"))
                    .append('`');
        }
        if (columns.length == 0) {
            clause.append('*');
        }
        List<Command> commands = new ArrayList<>();
        for (Command command : script.commands()) {
            commands.add(command.kind() == Command.Kind.CHANGE ? returning(command, clause.toString()) : command);
        }
        return new Script(script.sql(), List.copyOf(commands), script.used(), script.names());
    }

    private static Command returning(Command command, String clause) {
        if (command.returnsRows()) {
            throw new IllegalStateException("The statement has a RETURNING clause already: " + command.sql());
        }
        return new Command(
                command.sql() + clause,
                command.kind(),
                command.slots(),
                true,
                command.wildcard() || clause.endsWith("*"));
    }

    @Override
    public Object encode(Object value) {
        return ValueEncoder.encode(value);
    }

    @Override
    public <T> @Nullable T decode(Cells cells, int index, Column column, Class<T> type) {
        return ValueDecoder.decode(cells, index, column, type);
    }

    @Override
    public R2dbcException translate(SQLException failure, @Nullable String sql) {
        return SqliteErrors.translate(failure, sql);
    }

    @Override
    public void close() {
        cleanable.clean();
    }

    @FunctionalInterface
    private interface Opener {
        SQLiteConnection open();
    }

    /** Keeps a database in memory between its connections. Must not know the database that it is cleaned with. */
    private static final class KeepAlive implements Runnable {

        private @Nullable SQLiteConnection connection;
        private boolean closed;

        synchronized void open(Opener opener) {
            if (closed) {
                throw new R2dbcNonTransientResourceException("The connection factory is closed", "08003");
            }
            if (connection == null) {
                connection = opener.open();
            }
        }

        @Override
        public synchronized void run() {
            closed = true;
            if (connection != null) {
                try {
                    connection.close();
                } catch (SQLException failure) {
                    throw new IllegalStateException(failure);
                } finally {
                    connection = null;
                }
            }
        }
    }
}
