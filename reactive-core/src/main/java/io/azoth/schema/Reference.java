package io.azoth.schema;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.ddl.TableName;
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
        String target = path.substring(0, dot);
        return find(from, columnName, new Target(target, from.metadata().find(target)), path.substring(dot + 1));
    }

    /** A column of a table in the metadata of the table that refers to it. */
    static Column<?> find(Table from, String columnName, TableName target, String targetColumn) {
        return find(
                from, columnName, new Target(target.toString(), from.metadata().find(target)), targetColumn);
    }

    private static Column<?> find(Table from, String columnName, Target named, String targetColumn) {
        Table target = named.found();
        String targetName = named.name();
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

    private record Target(String name, @Nullable Table found) {}

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
