package io.azoth.schema;

import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.ForeignKeyDefinition;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.TableItem.KeyLink;
import java.util.ArrayList;
import java.util.List;

/** Between tables and their plain data. */
final class Definitions {
    private Definitions() {}

    static TableDefinition of(Table table) {
        List<ForeignKeyDefinition> foreignKeys = new ArrayList<>();
        for (KeyLink link : table.foreignKeys()) {
            foreignKeys.add(new ForeignKeyDefinition(
                    names(link.columns()),
                    new TableName(link.target().schemaName(), link.target().name()),
                    names(link.targetColumns())));
        }
        List<List<String>> unique = new ArrayList<>();
        table.columns().stream().filter(Column::isUnique).forEach(column -> unique.add(List.of(column.name())));
        return new TableDefinition(
                table.definitionName(),
                table.columns().stream().map(table::definition).toList(),
                names(table.primaryKeyColumns()),
                foreignKeys,
                unique);
    }

    static Table toTable(TableDefinition definition, MetaData metadata) {
        ColumnSpec<?>[] columns = definition.columns().stream()
                .map(column -> spec(column, definition))
                .toArray(ColumnSpec<?>[]::new);
        return Table.of(definition.name().toString(), metadata, columns);
    }

    private static ColumnSpec<?> spec(ColumnDefinition column, TableDefinition table) {
        List<ColumnOption> options = new ArrayList<>();
        boolean key = table.primaryKey().contains(column.name());
        if (key) {
            options.add(Schema.primaryKey());
            if (!column.generated()) {
                options.add(Schema.assigned());
            }
        } else if (!column.nullable()) {
            options.add(Schema.notNull());
        }
        if (table.uniqueKeys().contains(List.of(column.name()))) {
            options.add(Schema.unique());
        }
        for (ForeignKeyDefinition foreignKey : table.foreignKeys()) {
            if (foreignKey.columns().equals(List.of(column.name()))) {
                options.add(Schema.foreignKey(
                        foreignKey.target() + "." + foreignKey.targetColumns().get(0)));
            }
        }
        return new ColumnSpec<>(column.name(), column.type(), options);
    }

    private static List<String> names(List<? extends ColumnExpression<?>> columns) {
        return columns.stream().map(ColumnExpression::name).toList();
    }
}
