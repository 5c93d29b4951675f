package io.azoth.schema;

import io.azoth.schema.ddl.CheckDefinition;
import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.DefaultValue;
import io.azoth.schema.ddl.ForeignKeyDefinition;
import io.azoth.schema.ddl.ForeignKeyDefinition.Rules;
import io.azoth.schema.ddl.IndexDefinition;
import io.azoth.schema.ddl.KeyDefinition;
import io.azoth.schema.ddl.TableChange.AddColumn;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.TableItem.KeyLink;
import io.azoth.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Between tables and their plain data. */
final class Definitions {
    private Definitions() {}

    static TableDefinition of(Table table) {
        List<KeyDefinition> unique = new ArrayList<>();
        table.columns().stream()
                .filter(column -> column.spec().has(ColumnOption.Unique.class))
                .forEach(column -> unique.add(new KeyDefinition(null, List.of(column.name()))));
        List<CheckDefinition> checks = new ArrayList<>();
        List<IndexDefinition> indexes = new ArrayList<>();
        String comment = null;
        boolean temporary = false;
        for (TableOption option : table.options()) {
            if (option instanceof TableOption.Unique key) {
                unique.add(key.key());
            } else if (option instanceof TableOption.Condition condition) {
                checks.add(condition.check());
            } else if (option instanceof TableOption.Index index) {
                indexes.add(index.index());
            } else if (option instanceof TableOption.Comment said) {
                comment = said.text();
            } else if (option instanceof TableOption.Temporary) {
                temporary = true;
            }
        }
        TableDefinition plain = new TableDefinition(
                table.definitionName(),
                table.columns().stream().map(Definitions::of).toList(),
                Keys.primary(table),
                foreignKeys(table),
                unique,
                checks,
                indexes,
                comment,
                temporary);
        return table.metadata().naming().name(plain);
    }

    private static ColumnDefinition of(Column<?> column) {
        ColumnSpec<?> spec = column.spec();
        boolean generated = column == column.table().generatedKey() || spec.has(ColumnOption.Identity.class);
        return of(spec, column.table().toString(), column.isNullable(), generated);
    }

    /** A column that is added to a table that exists: it is no part of its key. Its constraints are named as those are. */
    static AddColumn added(ColumnSpec<?> spec, Table table) {
        ColumnDefinition column = of(
                spec, table.toString(), !spec.has(ColumnOption.NotNull.class), spec.has(ColumnOption.Identity.class));
        List<String> columns = List.of(spec.name());
        ColumnOption.ForeignKey key = spec.find(ColumnOption.ForeignKey.class);
        List<ForeignKeyDefinition> keys = key == null
                ? List.of()
                : List.of(foreignKey(columns, key.reference().resolve(table, spec.name()), key.rules()));
        TableDefinition named = table.metadata()
                .naming()
                .name(new TableDefinition(
                        table.definitionName(),
                        List.of(column),
                        null,
                        keys,
                        spec.has(ColumnOption.Unique.class) ? List.of(new KeyDefinition(null, columns)) : List.of(),
                        List.of(),
                        List.of(),
                        null,
                        false));
        return new AddColumn(
                column,
                named.uniqueKeys().isEmpty() ? null : named.uniqueKeys().get(0),
                named.foreignKeys().isEmpty() ? null : named.foreignKeys().get(0));
    }

    private static ForeignKeyDefinition foreignKey(List<String> columns, Column<?> target, Rules rules) {
        return new ForeignKeyDefinition(null, columns, target.table().definitionName(), List.of(target.name()), rules);
    }

    private static ColumnDefinition of(ColumnSpec<?> spec, String table, boolean nullable, boolean generated) {
        ColumnOption.Default value = spec.find(ColumnOption.Default.class);
        ColumnOption.ComputedFrom computed = spec.find(ColumnOption.ComputedFrom.class);
        ColumnOption.Comment comment = spec.find(ColumnOption.Comment.class);
        return new ColumnDefinition(
                spec.name(),
                spec.type().stored(),
                nullable,
                generated,
                value == null ? null : stored(value.value(), spec.type(), table + "." + spec.name()),
                computed == null ? null : computed.computed(),
                comment == null ? null : comment.text());
    }

    /** Constants in the class that the column stores, so that 0 may stand for 0.00 as it does in SQL. */
    static DefaultValue stored(DefaultValue value, SqlType<?> type, String where) {
        if (!(value instanceof DefaultValue.Constant constant)) {
            return value;
        }
        Object given = constant.value();
        if (given instanceof Number number && !type.javaType().isInstance(given) && !type.isAdapted()) {
            given = Numbers.to(type, number, where);
        }
        type.check(given, where);
        return new DefaultValue.Constant(Objects.requireNonNull(type.toStored(given)));
    }

    private static List<ForeignKeyDefinition> foreignKeys(Table table) {
        List<ForeignKeyDefinition> definitions = new ArrayList<>();
        for (Keys.ForeignKey key : table.keys()) {
            KeyLink link = key.link();
            definitions.add(new ForeignKeyDefinition(
                    key.name(),
                    names(link.columns()),
                    new TableName(link.target().schemaName(), link.target().name()),
                    names(link.targetColumns()),
                    key.rules()));
        }
        return definitions;
    }

    static TablePart[] parts(TableDefinition definition) {
        List<TablePart> parts = new ArrayList<>();
        definition.columns().forEach(column -> parts.add(spec(column, definition)));
        KeyDefinition key = definition.primaryKey();
        if (key != null) {
            parts.add(new TableOption.PrimaryKey(key));
        }
        definition.uniqueKeys().forEach(unique -> parts.add(new TableOption.Unique(unique)));
        definition.foreignKeys().forEach(foreign -> {
            parts.add(new TableOption.ForeignKey(
                    foreign.name(), foreign.columns(), foreign.target(), foreign.targetColumns(), foreign.rules()));
        });
        definition.checks().forEach(check -> parts.add(new TableOption.Condition(check)));
        definition.indexes().forEach(index -> parts.add(new TableOption.Index(index)));
        if (definition.comment() != null) {
            parts.add(new TableOption.Comment(definition.comment()));
        }
        if (definition.temporary()) {
            parts.add(new TableOption.Temporary());
        }
        return parts.toArray(TablePart[]::new);
    }

    private static ColumnSpec<?> spec(ColumnDefinition column, TableDefinition table) {
        List<@Nullable ColumnOption> options = new ArrayList<>();
        boolean key = table.primaryKeyColumns().contains(column.name());
        options.add(key ? new ColumnOption.PrimaryKey() : null);
        options.add(key || column.nullable() ? null : new ColumnOption.NotNull());
        options.add(column.generated() ? new ColumnOption.Identity() : key ? new ColumnOption.Assigned() : null);
        options.add(column.defaultValue() == null ? null : new ColumnOption.Default(column.defaultValue()));
        options.add(column.computed() == null ? null : new ColumnOption.ComputedFrom(column.computed()));
        options.add(column.comment() == null ? null : new ColumnOption.Comment(column.comment()));
        List<ColumnOption> given = new ArrayList<>();
        for (ColumnOption option : options) {
            if (option != null) {
                given.add(option);
            }
        }
        return new ColumnSpec<>(column.name(), column.type(), given);
    }

    private static List<String> names(List<? extends ColumnExpression<?>> columns) {
        return columns.stream().map(ColumnExpression::name).toList();
    }
}
