package io.azoth.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;

/** An open result, positioned on a row while {@link #fetch} calls its consumer. Worker thread only. */
public interface Cursor extends Cells, AutoCloseable {

    /** Returns the columns in the order of the result. */
    List<Column> columns();

    /**
     * Steps through up to {@code max} rows and calls {@code onRow} on each while the cursor stands on it.
     *
     * @param max how many rows at most
     * @param onRow called per row; false stops the loop
     * @return false when the result is exhausted
     * @throws SQLException when a step fails
     */
    boolean fetch(long max, BooleanSupplier onRow) throws SQLException;

    /** Ends the result and gives its statement back. Idempotent. */
    @Override
    void close();
}
