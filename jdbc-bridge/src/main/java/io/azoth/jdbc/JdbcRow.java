package io.azoth.jdbc;

import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import org.jspecify.annotations.Nullable;

/** A row: a view on the cursor while the mapping function runs, or a detached copy. */
final class JdbcRow implements Row {

    private final Database database;
    private final Cells cells;
    private final JdbcRowMetadata metadata;
    private final @Nullable Thread owner;
    private boolean valid = true;

    /**
     * Creates a row.
     *
     * @param owner the only thread that may read it, because the cells are those of the database; null for any
     */
    JdbcRow(Database database, Cells cells, JdbcRowMetadata metadata, @Nullable Thread owner) {
        this.database = database;
        this.cells = cells;
        this.metadata = metadata;
        this.owner = owner;
    }

    @Override
    public RowMetadata getMetadata() {
        return metadata;
    }

    @Override
    public <T> @Nullable T get(int index, Class<T> type) {
        Arguments.require(type, "The type of a value");
        Column column = metadata.column(index);
        if (!valid || (owner != null && owner != Thread.currentThread())) {
            throw new IllegalStateException(
                    "The row is gone: read its values inside of the mapping function, or use flatMap of segments");
        }
        return database.decode(cells, index, column, type);
    }

    @Override
    public <T> @Nullable T get(String name, Class<T> type) {
        return get(metadata.index(name), type);
    }

    JdbcRow detach() {
        return new JdbcRow(database, DetachedCells.copyOf(cells, metadata.size()), metadata, null);
    }

    void invalidate() {
        valid = false;
    }
}
