package io.azoth.jdbc.sqlite;

import io.azoth.jdbc.CancelToken;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.DB;

/** Sends the pragmas of a new connection. Worker thread only. */
final class ConnectionSetup {

    private final SqliteSession session;
    private final SqliteConfiguration configuration;
    private final @Nullable WriterQueue writers;

    ConnectionSetup(SqliteSession session, SqliteConfiguration configuration, @Nullable WriterQueue writers) {
        this.session = session;
        this.configuration = configuration;
        this.writers = writers;
    }

    void apply() throws SQLException {
        pragma("foreign_keys", configuration.foreignKeys() ? "1" : "0");
        if (configuration.cacheSize() != null) {
            pragma("cache_size", configuration.cacheSize().toString());
        }
        if (configuration.synchronous() != null) {
            pragma("synchronous", configuration.synchronous());
        }
        if (!configuration.readOnly() && !configuration.location().memory()) {
            journalMode();
        }
        for (Map.Entry<String, String> pragma : configuration.pragmas().entrySet()) {
            pragma(pragma.getKey(), pragma.getValue());
        }
        session.text("PRAGMA schema_version"); // reads the file, so that one that is no database fails here
        session.detectEncoding();
    }

    /** Changing the mode needs the file alone, so connections that open at once change it one after the other. */
    private void journalMode() throws SQLException {
        String wanted = configuration.journalMode() == null ? "WAL" : configuration.journalMode();
        if (wanted.equalsIgnoreCase(session.text("PRAGMA journal_mode"))) {
            return;
        }
        boolean turn = writers != null && writers.acquire(new CancelToken(), session.waitNanos());
        try {
            String got = session.text("PRAGMA journal_mode=" + wanted);
            if (configuration.journalMode() != null && !wanted.equalsIgnoreCase(got)) {
                throw DB.newSQLException(1, "the journal mode stays " + got + ", and " + wanted + " was asked for");
            }
        } catch (SQLException failure) {
            if (configuration.journalMode() != null || !busyOrReadOnly(failure)) {
                throw failure;
            }
        } finally {
            if (turn && writers != null) {
                writers.release();
            }
        }
    }

    private static boolean busyOrReadOnly(SQLException failure) {
        int code = SqliteErrors.code(failure) & 0xFF;
        return code == 5 || code == 8;
    }

    private void pragma(String name, String value) throws SQLException {
        boolean number = value.matches("[-+]?[0-9.]+");
        session.text("PRAGMA " + name + "=" + (number ? value : "'" + value + "'"));
    }
}
