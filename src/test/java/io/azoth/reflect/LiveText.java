package io.azoth.reflect;

import io.azoth.schema.ddl.CheckDefinition;
import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.DefaultValue;
import io.azoth.schema.ddl.ForeignKeyDefinition;
import io.azoth.schema.ddl.ForeignKeyDefinition.Action;
import io.azoth.schema.ddl.ForeignKeyDefinition.Check;
import io.azoth.schema.ddl.IndexDefinition;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.sql.OrderTerm.Nulls;
import java.util.ArrayList;
import java.util.List;

/** What was read of a table, a line for each part of it, without the names that databases make up. */
final class LiveText {
    private LiveText() {}

    static List<String> columns(TableDefinition table) {
        return table.columns().stream().map(LiveText::column).toList();
    }

    private static String column(ColumnDefinition column) {
        StringBuilder line = new StringBuilder(column.name() + " ");
        line.append(column.type().kind().name().equals("OTHER") ? "other " + column.type() : column.type());
        line.append(column.nullable() ? "" : " not null").append(column.generated() ? " generated" : "");
        if (column.defaultValue() instanceof DefaultValue.Constant constant) {
            line.append(" = ").append(constant.value());
        } else if (column.defaultValue() instanceof DefaultValue.Sql sql) {
            line.append(" = sql ").append(sql.text());
        } else if (column.defaultValue() instanceof DefaultValue.NextOf next) {
            line.append(" = next of ").append(next.sequence());
        }
        if (column.computed() != null) {
            line.append(column.computed().stored() ? " stored " : " virtual ")
                    .append(column.computed().expression());
        }
        return line.toString();
    }

    static List<String> constraints(TableDefinition table) {
        List<String> lines = new ArrayList<>();
        if (table.primaryKey() != null) {
            lines.add("primary key " + table.primaryKeyColumns());
        }
        table.foreignKeys().forEach(key -> lines.add(foreignKey(key)));
        table.uniqueKeys().forEach(key -> lines.add("unique " + key.columns()));
        for (CheckDefinition check : table.checks()) {
            lines.add("check " + check.condition());
        }
        return lines;
    }

    private static String foreignKey(ForeignKeyDefinition key) {
        String line = "foreign key " + key.columns() + " to " + key.target() + " " + key.targetColumns();
        line += key.rules().onDelete() == Action.NO_ACTION
                ? ""
                : " on delete " + key.rules().onDelete();
        return line
                + (key.rules().check() == Check.IMMEDIATE
                        ? ""
                        : " " + key.rules().check());
    }

    static List<String> indexes(TableDefinition table) {
        return table.indexes().stream().map(LiveText::index).toList();
    }

    private static String index(IndexDefinition index) {
        List<String> terms = index.terms().stream()
                .map(term -> (term.expression() ? "(" + term.text() + ")" : term.text())
                        + (term.descending() ? " desc" : "")
                        + (term.nulls() == Nulls.DEFAULT ? "" : " nulls " + term.nulls()))
                .toList();
        return index.name()
                + (index.unique() ? " unique " : " ")
                + terms
                + (index.method() == null ? "" : " by " + index.method())
                + (index.include().isEmpty() ? "" : " with " + index.include())
                + (index.where() == null ? "" : " where " + index.where());
    }
}
