package io.azoth.dialect.sqlite;

import io.azoth.compile.DdlSteps;
import io.azoth.schema.ddl.AlterTable;
import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.CreateIndex;
import io.azoth.schema.ddl.CreateTable;
import io.azoth.schema.ddl.CreateTables;
import io.azoth.schema.ddl.DropTable;
import io.azoth.schema.ddl.DropTables;
import io.azoth.schema.ddl.KeyDefinition;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.schema.ddl.TableOrder;
import io.azoth.sql.DdlStatement;
import io.azoth.type.SqlTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * SQLite adds no foreign key to a table that exists, but takes one to a table that does not exist. It keeps no comments:
 * they are left out.
 */
final class SqliteSteps extends DdlSteps {
    @Override
    protected List<DdlStatement> create(TableDefinition table, boolean ifNotExists) {
        List<DdlStatement> steps = new ArrayList<>();
        steps.add(new CreateTable(table, ifNotExists, null));
        table.indexes().forEach(index -> steps.add(new CreateIndex(table.statementName(), index, ifNotExists, null)));
        return steps;
    }

    @Override
    protected List<DdlStatement> create(CreateTables create) {
        Map<Object, TableDefinition> whole = new HashMap<>();
        create.tables().forEach(table -> whole.put(table.name(), table));
        List<DdlStatement> steps = new ArrayList<>();
        for (TableDefinition table : TableOrder.breakingCircles(create.tables()).tables()) {
            steps.addAll(create(whole.getOrDefault(table.name(), table), create.ifNotExists()));
        }
        return steps;
    }

    /** A key of a column that is added is part of the column. */
    @Override
    protected List<DdlStatement> alter(AlterTable alter) {
        return List.of(alter);
    }

    @Override
    protected List<DdlStatement> drop(DropTables drop) {
        TableOrder.Plan plan = TableOrder.breakingCircles(drop.tables());
        List<DdlStatement> steps = new ArrayList<>();
        if (!plan.closing().isEmpty()) {
            steps.add(new DeferForeignKeys());
        }
        Map<TableName, TableDefinition> rest = new LinkedHashMap<>();
        for (int i = plan.tables().size() - 1; i >= 0; i--) {
            rest.put(plan.tables().get(i).name(), plan.tables().get(i));
        }
        drop.tables().forEach(table -> rest.put(table.name(), table));
        List<DdlStatement> last = new ArrayList<>();
        for (TableDefinition table : List.copyOf(rest.values())) {
            DropTable gone = new DropTable(table.statementName(), drop.ifExists(), null);
            rest.remove(table.name());
            steps.add(gone);
            if (rest.values().stream().anyMatch(other -> isMissed(table, other, rest))) {
                steps.add(new CreateTable(standIn(table, rest.values()), true, null));
                last.add(gone);
            }
        }
        steps.addAll(last);
        return steps;
    }

    /**
     * Whether a table stays that refers to one that is gone, and on which a key has an action still: SQLite looks for all
     * tables that it refers to when it drops the one of the action.
     */
    private static boolean isMissed(TableDefinition gone, TableDefinition table, Map<TableName, TableDefinition> rest) {
        boolean refers =
                table.foreignKeys().stream().anyMatch(key -> key.target().equals(gone.name()));
        return refers
                && table.foreignKeys().stream()
                        .anyMatch(key ->
                                rest.containsKey(key.target()) && !key.rules().isPlain());
    }

    /** An empty table of the columns that others refer to. */
    private static TableDefinition standIn(TableDefinition gone, Collection<TableDefinition> rest) {
        Set<List<String>> keys = new LinkedHashSet<>();
        rest.forEach(table -> table.foreignKeys().stream()
                .filter(key -> key.target().equals(gone.name()))
                .forEach(key -> keys.add(key.targetColumns())));
        Set<String> columns = new LinkedHashSet<>();
        keys.forEach(columns::addAll);
        return new TableDefinition(
                gone.name(),
                columns.stream()
                        .map(column -> ColumnDefinition.of(column, SqlTypes.INTEGER))
                        .toList(),
                null,
                List.of(),
                keys.stream().map(key -> new KeyDefinition(null, key)).toList(),
                List.of(),
                List.of(),
                null,
                gone.temporary());
    }
}
