package io.azoth.jdbc.sqlite;

import io.azoth.jdbc.Command;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConnection;

/**
 * Prepared statements that are not in use, the least recently used one leaving first. Worker thread only.
 *
 * <p>A statement in use is out of the cache, so the same SQL may run twice at a time.
 */
final class StatementCache {

    private final SQLiteConnection connection;
    private final int size;
    private final LinkedHashMap<String, NativeStatement> idle = new LinkedHashMap<>(64, 0.75f, true);

    StatementCache(SQLiteConnection connection, int size) {
        this.connection = connection;
        this.size = size;
    }

    NativeStatement take(Command command) throws SQLException {
        NativeStatement found = idle.remove(command.sql());
        return found != null ? found : new NativeStatement(connection, command);
    }

    /** Prepares a statement unless that has been done. */
    void check(Command command) throws SQLException {
        if (!idle.containsKey(command.sql())) {
            put(new NativeStatement(connection, command));
        }
    }

    /** Takes a statement back for the next run. */
    void give(NativeStatement statement, boolean clearValues) {
        statement.reset(clearValues);
        put(statement);
    }

    private void put(NativeStatement statement) {
        if (!statement.usable()) {
            return;
        }
        NativeStatement other = idle.put(statement.sql(), statement);
        if (other != null) {
            other.close();
        }
        if (idle.size() > size) {
            Iterator<Map.Entry<String, NativeStatement>> eldest =
                    idle.entrySet().iterator();
            NativeStatement leaving = eldest.next().getValue();
            eldest.remove();
            leaving.close();
        }
    }

    void clear() {
        List<NativeStatement> all = new ArrayList<>(idle.values());
        idle.clear();
        all.forEach(NativeStatement::close);
    }
}
