package io.azoth.jdbc.sqlite;

import io.azoth.jdbc.JdbcConnectionFactory;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.ConnectionFactoryProvider;
import io.r2dbc.spi.Option;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * Answers {@code r2dbc:sqlite:} URLs; found by R2DBC itself.
 *
 * <pre>{@code
 * ConnectionFactory factory = ConnectionFactories.get("r2dbc:sqlite:///shop.db?sqlite.busyTimeout=2000");
 * }</pre>
 */
public final class SqliteConnectionFactoryProvider implements ConnectionFactoryProvider {

    /** The driver's name in URLs and options. */
    public static final String DRIVER = "sqlite";

    /** DELETE, TRUNCATE, PERSIST, MEMORY, WAL or OFF. By default WAL, where the file can be written. */
    public static final Option<String> JOURNAL_MODE = Option.valueOf("sqlite.journalMode");

    /** OFF, NORMAL, FULL or EXTRA. By default what SQLite does, which is FULL. */
    public static final Option<String> SYNCHRONOUS = Option.valueOf("sqlite.synchronous");

    /** How long a statement waits for a lock; in a URL milliseconds or an ISO duration. By default five seconds. */
    public static final Option<Duration> BUSY_TIMEOUT = Option.valueOf("sqlite.busyTimeout");

    /** Whether foreign keys are enforced. By default they are. */
    public static final Option<Boolean> FOREIGN_KEYS = Option.valueOf("sqlite.foreignKeys");

    /** The page cache of a connection, in pages, or in KiB where negative. */
    public static final Option<Integer> CACHE_SIZE = Option.valueOf("sqlite.cacheSize");

    /** How many prepared statements a connection keeps. By default 256. */
    public static final Option<Integer> STATEMENT_CACHE_SIZE = Option.valueOf("sqlite.statementCacheSize");

    /** Whether the file is opened for reading only. */
    public static final Option<Boolean> READ_ONLY = Option.valueOf("sqlite.readOnly");

    /** Whether the file cannot change at all, so that SQLite takes no locks. Implies reading only. */
    public static final Option<Boolean> IMMUTABLE = Option.valueOf("sqlite.immutable");

    /** The names of the options above, in order. */
    static final Set<String> KNOWN = new TreeSet<>(Set.of(
            JOURNAL_MODE.name(),
            SYNCHRONOUS.name(),
            BUSY_TIMEOUT.name(),
            FOREIGN_KEYS.name(),
            CACHE_SIZE.name(),
            STATEMENT_CACHE_SIZE.name(),
            READ_ONLY.name(),
            IMMUTABLE.name()));

    @Override
    public ConnectionFactory create(ConnectionFactoryOptions options) {
        return new JdbcConnectionFactory(new SqliteDatabase(SqliteOptions.read(options)));
    }

    @Override
    public boolean supports(ConnectionFactoryOptions options) {
        return DRIVER.equals(options.getValue(ConnectionFactoryOptions.DRIVER));
    }

    @Override
    public String getDriver() {
        return DRIVER;
    }
}
