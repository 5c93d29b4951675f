package io.azoth.schema;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a foreign key refers to: a column, or the name of one that is found when it is first needed. */
final class Reference {
    private final @Nullable Column<?> column;
    private final String path;

    private Reference(@Nullable Column<?> column, String path) {
        this.column = column;
        this.path = path;
    }

    static Reference to(Column<?> column) {
        return new Reference(column, column.table().name() + "." + column.name());
    }

    static Reference to(String path) {
        int dot = path.lastIndexOf('.');
        if (dot <= 0 || dot == path.length() - 1) {
            throw new DefinitionException(
                    ErrorCode.UNKNOWN_REFERENCE, "A foreign key refers to 'table.column', not to '" + path + "'");
        }
        return new Reference(null, path);
    }

    /** The column; looked for in the metadata of the table that refers to it. */
    Column<?> resolve(Table from, String columnName) {
        if (column != null) {
            return column;
        }
        int dot = path.lastIndexOf('.');
        return find(from, columnName, path.substring(0, dot), path.substring(dot + 1));
    }

    /** A column of a table in the metadata of the table that refers to it. */
    static Column<?> find(Table from, String columnName, String targetName, String targetColumn) {
        Table target = from.metadata().find(targetName);
        String who = "The foreign key " + from.name() + "." + columnName + " refers to '" + targetName + "."
                + targetColumn + "', but ";
        if (target == null) {
            throw new DefinitionException(
                    ErrorCode.UNKNOWN_REFERENCE,
                    who + "the metadata has no table '" + targetName + "'; it has "
                            + from.metadata().names());
        }
        Column<?> found = target.find(targetColumn);
        if (found == null) {
            throw new DefinitionException(
                    ErrorCode.UNKNOWN_REFERENCE,
                    who + "table '" + target.name() + "' has no column '" + targetColumn + "'; it has "
                            + target.columnNames());
        }
        return found;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Reference that && path.equals(that.path) && Objects.equals(column, that.column);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return path;
    }
}
