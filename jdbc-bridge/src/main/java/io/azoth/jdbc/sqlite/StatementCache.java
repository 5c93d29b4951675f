package io.azoth.jdbc.sqlite;

import io.azoth.jdbc.Command;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * Prepared statements by their text, the least recently used one leaving first. Worker thread only.
 *
 * <p>The same SQL may run twice at a time: the second run gets a statement of its own, which is not kept.
 */
final class StatementCache {

    private final SQLiteConnection connection;
    private final int size;
    private final LinkedHashMap<String, NativeStatement> known = new LinkedHashMap<>(64, 0.75f, true);

    private @Nullable NativeStatement last;

    StatementCache(SQLiteConnection connection, int size) {
        this.connection = connection;
        this.size = size;
    }

    @SuppressWarnings("ReferenceEquality") // the parsed text is the same object for the same statement
    NativeStatement take(Command command) throws SQLException {
        NativeStatement recent = last;
        if (recent != null && recent.sql() == command.sql() && recent.take()) {
            return recent; // one statement with many rows of values
        }
        NativeStatement found = known.get(command.sql());
        last = found;
        if (found != null && found.take()) {
            return found;
        }
        NativeStatement prepared = new NativeStatement(connection, command);
        boolean unused = prepared.take();
        if (found == null) {
            put(prepared);
        } else {
            prepared.evict();
        }
        return prepared;
    }

    /** Prepares a statement unless that has been done. */
    void check(Command command) throws SQLException {
        if (!known.containsKey(command.sql())) {
            put(new NativeStatement(connection, command));
        }
    }

    /**
     * Takes a statement back for the next run.
     *
     * @param finished whether it ran to its end, after which it needs no reset
     * @param clearValues whether it holds large values
     */
    void give(NativeStatement statement, boolean finished, boolean clearValues) {
        statement.release();
        if (statement.evicted()) {
            statement.close();
            return;
        }
        if (!finished || clearValues) {
            statement.reset(clearValues);
        }
        if (!statement.usable()) { // an error of the kind after which the driver closes it
            last = null;
            boolean unused = known.remove(statement.sql(), statement);
        }
    }

    private void put(NativeStatement statement) {
        known.put(statement.sql(), statement);
        if (known.size() > size) {
            Iterator<NativeStatement> eldest = known.values().iterator();
            NativeStatement leaving = eldest.next();
            eldest.remove();
            leaving.evict();
            last = null;
        }
    }

    void clear() {
        List<NativeStatement> all = new ArrayList<>(known.values());
        known.clear();
        last = null;
        all.forEach(NativeStatement::evict);
    }
}
