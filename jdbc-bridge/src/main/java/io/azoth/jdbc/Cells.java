package io.azoth.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * The cells of one row as the database stores them, before they become Java values.
 *
 * <p>A cursor's cells change with every row and are read only on the connection's worker thread.
 */
public interface Cells {

    /** How a single value is stored, which may differ from row to row whatever the column declares. */
    enum Storage {
        NULL,
        INTEGER,
        REAL,
        TEXT,
        BLOB
    }

    /** Returns how the cell at {@code index}, which starts at 0, is stored. */
    Storage storage(int index);

    /** Returns an INTEGER cell. */
    long longValue(int index);

    /** Returns a REAL cell. */
    double doubleValue(int index);

    /** Returns a TEXT cell. */
    String text(int index);

    /** Returns a BLOB cell in an array of the caller's own; of zero length for an empty BLOB. */
    byte[] bytes(int index);

    /** Returns the cell as it is stored: null, Long, Double, String or byte[]. */
    default @Nullable Object value(int index) {
        return switch (storage(index)) {
            case NULL -> null;
            case INTEGER -> longValue(index);
            case REAL -> doubleValue(index);
            case TEXT -> text(index);
            case BLOB -> bytes(index);
        };
    }
}
