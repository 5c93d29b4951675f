package io.azoth.jdbc.sqlite;

import io.azoth.jdbc.CancelToken;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.DB;

/**
 * Stops what runs.
 *
 * <p>SQLite's interrupt ends every statement that is open on the connection, paused cursors included. It is used only
 * where nothing else is open; beside open cursors the running statement asks its token every so many steps instead.
 */
final class Interruption extends ProgressHandler {

    private static final int STEPS = 2_000;

    private final SQLiteConnection connection;
    private final DB db;
    private final AtomicBoolean alone = new AtomicBoolean();
    private boolean watching;
    private @Nullable CancelToken token;

    Interruption(SQLiteConnection connection) {
        this.connection = connection;
        this.db = connection.getDatabase();
    }

    /** Prepares to run beside other cursors. Worker thread only. */
    void start(CancelToken running, int otherCursors) throws SQLException {
        token = running;
        if (otherCursors > 0) {
            ProgressHandler.setHandler(connection, STEPS, this);
            watching = true;
        } else {
            alone.setRelease(true);
        }
    }

    /** Ends what {@link #start} began. Worker thread only. */
    void end() {
        alone.setRelease(false);
        if (watching) {
            watching = false;
            try {
                ProgressHandler.clearHandler(connection);
            } catch (SQLException closed) {
                // then there is no handler either
            }
        }
        token = null;
    }

    /** Stops what runs. Any thread, and only while something runs. */
    void interrupt() {
        if (alone.get()) {
            try {
                db.interrupt();
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    @Override
    protected int progress() {
        CancelToken running = token;
        return running != null && running.stopped() ? 1 : 0;
    }
}
