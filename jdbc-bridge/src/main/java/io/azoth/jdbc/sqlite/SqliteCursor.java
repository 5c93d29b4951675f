package io.azoth.jdbc.sqlite;

import io.azoth.jdbc.CancelToken;
import io.azoth.jdbc.Column;
import io.azoth.jdbc.Cursor;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.Codes;
import org.sqlite.core.DB;

/**
 * An open query. Its first row has been stepped to when it is created.
 *
 * <p>Cells are read from SQLite where they are asked for, so what is not read costs nothing. Text comes as bytes,
 * which is cheaper than the driver's text call, where the file's encoding is UTF-8.
 */
final class SqliteCursor implements Cursor {

    private static final byte[] EMPTY = {};
    private static final Storage[] STORAGES = {
        Storage.NULL, Storage.INTEGER, Storage.REAL, Storage.TEXT, Storage.BLOB, Storage.NULL
    };

    private final SqliteSession session;
    private final NativeStatement statement;
    private final List<Column> columns;
    private final CancelToken token;
    private final boolean large;
    private final DB db;
    private final boolean utf8;
    private long pointer;
    private boolean onRow;
    private boolean unread;
    private boolean closed;

    SqliteCursor(SqliteSession session, NativeStatement statement, CancelToken token, boolean onRow, boolean large)
            throws SQLException {
        this.session = session;
        this.statement = statement;
        this.token = token;
        this.large = large;
        this.columns = statement.columns();
        this.db = session.db();
        this.utf8 = session.utf8();
        this.onRow = onRow;
        this.unread = onRow;
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public boolean fetch(long max, BooleanSupplier consumer) throws SQLException {
        SQLException failed = null;
        session.resume(token);
        try {
            return statement.handle().pointer.safeRun((ignored, address) -> step(address, max, consumer));
        } catch (SQLException failure) {
            onRow = false;
            failed = failure;
            throw failure;
        } finally {
            session.pause(failed);
        }
    }

    /** Reads to the end, as part of a run of the statement. */
    void fetchAll(BooleanSupplier consumer) throws SQLException {
        statement.handle().pointer.safeRun((ignored, address) -> step(address, Long.MAX_VALUE, consumer));
    }

    private boolean step(long address, long max, BooleanSupplier consumer) throws SQLException {
        pointer = address;
        for (long left = max; left > 0; left--) {
            if (!unread && !advance(address)) {
                return false;
            }
            unread = false;
            if (!onRow || !consumer.getAsBoolean()) {
                break;
            }
        }
        return onRow;
    }

    private boolean advance(long address) throws SQLException {
        if (onRow) {
            int code = db.step(address);
            onRow = code == Codes.SQLITE_ROW;
            if (!onRow && code != Codes.SQLITE_DONE) {
                db.throwex(code);
            }
        }
        return onRow;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            onRow = false;
            session.closed(statement, large);
        }
    }

    @Override
    public Storage storage(int index) {
        return STORAGES[type(index)];
    }

    private int type(int index) {
        try {
            return db.column_type(pointer, index);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public long longValue(int index) {
        try {
            return db.column_long(pointer, index);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public double doubleValue(int index) {
        try {
            return db.column_double(pointer, index);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public String text(int index) {
        try {
            if (utf8) {
                return new String(blob(index), StandardCharsets.UTF_8);
            }
            String text = db.column_text(pointer, index);
            return text == null ? "" : text;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public byte[] bytes(int index) {
        try {
            return blob(index);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private byte[] blob(int index) throws SQLException {
        byte @Nullable [] bytes = db.column_blob(pointer, index);
        return bytes == null ? EMPTY : bytes; // SQLite has no address for an empty value
    }
}
