package io.azoth.jdbc.sqlite;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.Codes;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/**
 * Runs a prepared statement with the native calls that it takes, and no more.
 *
 * <p>What the JDBC driver offers asks SQLite for the number of parameters each time, and looks after a transaction mode
 * that is not used here; a tenth of an insert. Its own batch binds by a method that it keeps to its package, and so does
 * this class where it is let, which is on the class path. Where it is not, as in a module that is closed, or where another
 * version of the driver has no such method, statements run the official way. Worker thread only.
 */
final class DriverCalls {

    private static final @Nullable MethodHandle BIND = bind();

    private static final @Nullable Object[] NONE = {};

    private DriverCalls() {}

    private static @Nullable MethodHandle bind() {
        try {
            return MethodHandles.privateLookupIn(DB.class, MethodHandles.lookup())
                    .findVirtual(
                            DB.class, "sqlbind", MethodType.methodType(int.class, long.class, int.class, Object.class));
        } catch (ReflectiveOperationException | RuntimeException closed) {
            return null;
        }
    }

    /** Returns where SQLite keeps a statement, which is good until the statement is closed. */
    static long address(CoreStatement statement) throws SQLException {
        return statement.pointer.safeRunLong((db, address) -> address);
    }

    /**
     * Binds and steps once. A statement that gives no row is ready for its next run.
     *
     * @param address where SQLite keeps the statement
     * @param values one for each parameter
     * @return whether it stands on a row
     */
    static boolean execute(DB db, CoreStatement statement, long address, @Nullable Object @Nullable [] values)
            throws SQLException {
        if (BIND == null) {
            return db.execute(statement, values);
        }
        if (statement.pointer.isClosed()) {
            throw new SQLException("The prepared statement has been finalized");
        }
        @Nullable Object[] given = values == null ? NONE : values;
        for (int i = 0; i < given.length; i++) {
            int code = bind(db, address, i, given[i]);
            if (code != Codes.SQLITE_OK) {
                db.throwex(code);
            }
        }
        int code = db.step(address);
        if (code == Codes.SQLITE_ROW) {
            return true;
        }
        int unused = db.reset(address); // keeps the message of what failed
        if (code != Codes.SQLITE_DONE) {
            db.throwex(code);
        }
        return false;
    }

    private static int bind(DB db, long address, int index, @Nullable Object value) throws SQLException {
        try {
            return (int) Objects.requireNonNull(BIND).invokeExact(db, address, index, value);
        } catch (SQLException | RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
