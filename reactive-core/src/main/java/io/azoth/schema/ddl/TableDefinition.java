package io.azoth.schema.ddl;

import java.util.List;

/**
 * A table as DDL defines it, and as it is read back from a live database: plain data, equal where the tables are.
 *
 * @param name its name
 * @param columns its columns in order
 * @param primaryKey the columns of its primary key in order, empty where it has none
 * @param foreignKeys its foreign keys
 * @param uniqueKeys the columns of each further unique constraint
 */
public record TableDefinition(
        TableName name,
        List<ColumnDefinition> columns,
        List<String> primaryKey,
        List<ForeignKeyDefinition> foreignKeys,
        List<List<String>> uniqueKeys) {
    public TableDefinition {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        foreignKeys = List.copyOf(foreignKeys);
        uniqueKeys = uniqueKeys.stream().map(List::copyOf).toList();
    }
}
