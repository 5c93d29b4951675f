package io.azoth.jdbc.sqlite;

import io.azoth.jdbc.Column;
import io.azoth.jdbc.Command;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/** A prepared statement with what is known about its columns. Worker thread only. */
final class NativeStatement {

    private final String sql;
    private final boolean wildcard;
    private final CoreStatement handle;
    private final long address;
    private @Nullable List<Column> columns;
    private boolean busy;
    private boolean evicted;

    NativeStatement(SQLiteConnection connection, Command command) throws SQLException {
        this.sql = command.sql();
        this.wildcard = command.wildcard(); // with a wildcard the same number of columns proves nothing
        this.handle = (CoreStatement) connection.prepareStatement(sql);
        this.address = DriverCalls.address(handle);
    }

    /** Runs the statement to its first row; returns false where it gives none and is at its end. */
    boolean execute(DB db, @Nullable Object @Nullable [] values) throws SQLException {
        return DriverCalls.execute(db, handle, address, values);
    }

    String sql() {
        return sql;
    }

    CoreStatement handle() {
        return handle;
    }

    /** Takes the statement for a run; false when one is under way. */
    boolean take() {
        boolean free = !busy;
        busy = true;
        return free;
    }

    void release() {
        busy = false;
    }

    /** Closes the statement, after its run where one is under way. */
    void evict() {
        evicted = true;
        if (!busy) {
            close();
        }
    }

    boolean evicted() {
        return evicted;
    }

    boolean usable() {
        return !handle.pointer.isClosed();
    }

    /** Returns the columns, read again where the schema can have changed them since. */
    List<Column> columns() throws SQLException {
        List<Column> known = columns;
        if (known == null || wildcard || known.size() != handle.pointer.safeRunInt(DB::column_count)) {
            known = handle.pointer.safeRun(NativeStatement::read);
            columns = known;
        }
        return known;
    }

    private static List<Column> read(DB db, long pointer) throws SQLException {
        int count = db.column_count(pointer);
        Column[] read = new Column[count];
        for (int i = 0; i < count; i++) {
            read[i] = DeclaredTypes.column(db.column_name(pointer, i), db.column_decltype(pointer, i));
        }
        return List.of(read);
    }

    /** Makes it ready for the next run, and lets go of large values. */
    void reset(boolean clearValues) {
        if (!usable()) {
            return;
        }
        try {
            handle.pointer.safeRunInt(DB::reset); // repeats the error of the last run, which was reported
            if (clearValues) {
                handle.pointer.safeRunInt(DB::clear_bindings);
            }
        } catch (SQLException closedMeanwhile) {
            close();
        }
    }

    void close() {
        try {
            handle.pointer.close();
        } catch (SQLException failure) {
            // closing repeats the error of the last run, which was reported
        }
    }
}
