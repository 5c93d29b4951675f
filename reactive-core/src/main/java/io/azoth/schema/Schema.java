package io.azoth.schema;

import io.azoth.type.SqlType;
import java.util.List;

/** What tables are built from; meant for static import. */
public final class Schema {
    private Schema() {}

    /**
     * A column.
     *
     * @param name its name, unquoted; quoted in SQL where the target needs it
     * @param type its type
     * @param options what it has besides, such as {@link #primaryKey()}
     */
    public static <T> ColumnSpec<T> column(String name, SqlType<T> type, ColumnOption... options) {
        return new ColumnSpec<>(name, type, List.of(options));
    }

    /** Part of the primary key. A single key column of an integer type that refers to nothing is made by the database. */
    public static ColumnOption primaryKey() {
        return new ColumnOption.PrimaryKey();
    }

    /** Never NULL. */
    public static ColumnOption notNull() {
        return new ColumnOption.NotNull();
    }

    /** No two rows with the same value. */
    public static ColumnOption unique() {
        return new ColumnOption.Unique();
    }

    /** The program gives the key: the database makes none. */
    public static ColumnOption assigned() {
        return new ColumnOption.Assigned();
    }

    /**
     * Refers to a column of a table in the same metadata, which may be defined later.
     *
     * @param path {@code "table.column"}
     */
    public static ColumnOption foreignKey(String path) {
        return new ColumnOption.ForeignKey(Reference.to(path));
    }

    /** Refers to a column. */
    public static ColumnOption foreignKey(Column<?> column) {
        return new ColumnOption.ForeignKey(Reference.to(column));
    }
}
