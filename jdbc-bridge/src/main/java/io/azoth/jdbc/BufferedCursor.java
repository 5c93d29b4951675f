package io.azoth.jdbc;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The rows of a statement that was run to its end. Confined to the worker thread like any cursor. */
final class BufferedCursor implements Cursor {

    private static final DetachedCells NONE = new DetachedCells(new Object[0]);

    private final List<Column> columns;
    private List<@Nullable Object[]> rows;
    private int next;
    private DetachedCells current = NONE;

    BufferedCursor(List<Column> columns, List<@Nullable Object[]> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public boolean fetch(long max, BooleanSupplier onRow) {
        for (long left = max; left > 0 && next < rows.size(); left--) {
            current = new DetachedCells(rows.get(next++));
            if (!onRow.getAsBoolean()) {
                break;
            }
        }
        return next < rows.size();
    }

    @Override
    public void close() {
        rows = List.of();
        current = NONE;
    }

    @Override
    public Storage storage(int index) {
        return current.storage(index);
    }

    @Override
    public long longValue(int index) {
        return current.longValue(index);
    }

    @Override
    public double doubleValue(int index) {
        return current.doubleValue(index);
    }

    @Override
    public String text(int index) {
        return current.text(index);
    }

    @Override
    public byte[] bytes(int index) {
        return current.bytes(index);
    }
}
