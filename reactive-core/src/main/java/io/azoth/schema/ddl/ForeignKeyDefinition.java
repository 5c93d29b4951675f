package io.azoth.schema.ddl;

import java.util.List;

/**
 * A foreign key as DDL defines it.
 *
 * @param columns the referring columns
 * @param target the table that they refer to
 * @param targetColumns the columns there, in the same order
 */
public record ForeignKeyDefinition(List<String> columns, TableName target, List<String> targetColumns) {
    public ForeignKeyDefinition {
        columns = List.copyOf(columns);
        targetColumns = List.copyOf(targetColumns);
    }
}
