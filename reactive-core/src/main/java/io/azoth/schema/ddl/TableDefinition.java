package io.azoth.schema.ddl;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A table as DDL defines it, and as it is read back from a live database: plain data, equal where the tables are.
 *
 * @param name its name
 * @param columns its columns in order
 * @param primaryKey its primary key, or null where it has none
 * @param foreignKeys its foreign keys
 * @param uniqueKeys its further unique constraints
 * @param checks the conditions that its rows meet
 * @param indexes its indexes
 * @param comment what its designer says of it, or null
 * @param temporary whether it is seen by one connection alone and gone with it
 */
public record TableDefinition(
        TableName name,
        List<ColumnDefinition> columns,
        @Nullable KeyDefinition primaryKey,
        List<ForeignKeyDefinition> foreignKeys,
        List<KeyDefinition> uniqueKeys,
        List<CheckDefinition> checks,
        List<IndexDefinition> indexes,
        @Nullable String comment,
        boolean temporary) {
    public TableDefinition {
        columns = List.copyOf(columns);
        foreignKeys = List.copyOf(foreignKeys);
        uniqueKeys = List.copyOf(uniqueKeys);
        checks = List.copyOf(checks);
        indexes = List.copyOf(indexes);
    }

    /** The name that statements have for it: a temporary table without a schema is in none at all. */
    public TableName statementName() {
        return temporary && name.schema() == null ? new TableName("", name.name()) : name;
    }

    /** The columns of the primary key in order, empty where it has none. */
    public List<String> primaryKeyColumns() {
        return primaryKey == null ? List.of() : primaryKey.columns();
    }

    /** The same with other foreign keys. */
    public TableDefinition withForeignKeys(List<ForeignKeyDefinition> others) {
        return new TableDefinition(name, columns, primaryKey, others, uniqueKeys, checks, indexes, comment, temporary);
    }

    /** The same with other names for itself, for the tables that it refers to, and for sequences. */
    public TableDefinition mapNames(UnaryOperator<TableName> change) {
        TableDefinition renamed = new TableDefinition(
                change.apply(name),
                columns,
                primaryKey,
                foreignKeys.stream()
                        .map(key -> new ForeignKeyDefinition(
                                key.name(),
                                key.columns(),
                                change.apply(key.target()),
                                key.targetColumns(),
                                key.rules()))
                        .toList(),
                uniqueKeys,
                checks,
                indexes,
                comment,
                temporary);
        return renamed.mapColumns(column -> column.defaultValue() instanceof DefaultValue.NextOf next
                ? column.withDefault(new DefaultValue.NextOf(change.apply(next.sequence())))
                : column);
    }

    /** The same with its columns changed. */
    public TableDefinition mapColumns(UnaryOperator<ColumnDefinition> change) {
        return new TableDefinition(
                name,
                columns.stream().map(change).toList(),
                primaryKey,
                foreignKeys,
                uniqueKeys,
                checks,
                indexes,
                comment,
                temporary);
    }

    /**
     * The same without the names of its constraints: for comparing a table whose constraints were not named with one
     * whose names the database made.
     */
    public TableDefinition unnamed() {
        return new TableDefinition(
                name,
                columns,
                primaryKey == null ? null : new KeyDefinition(null, primaryKey.columns()),
                foreignKeys.stream()
                        .map(key -> new ForeignKeyDefinition(
                                null, key.columns(), key.target(), key.targetColumns(), key.rules()))
                        .toList(),
                uniqueKeys.stream()
                        .map(key -> new KeyDefinition(null, key.columns()))
                        .toList(),
                checks.stream()
                        .map(check -> new CheckDefinition(null, check.condition()))
                        .toList(),
                indexes,
                comment,
                temporary);
    }
}
