package io.azoth.dialect.sqlite;

import io.azoth.compile.DdlSteps;
import io.azoth.schema.ddl.CreateIndex;
import io.azoth.schema.ddl.CreateTable;
import io.azoth.schema.ddl.CreateTables;
import io.azoth.schema.ddl.DropTable;
import io.azoth.schema.ddl.DropTables;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableOrder;
import io.azoth.sql.DdlStatement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    @Override
    protected List<DdlStatement> drop(DropTables drop) {
        TableOrder.Plan plan = TableOrder.breakingCircles(drop.tables());
        List<DdlStatement> steps = new ArrayList<>();
        if (!plan.closing().isEmpty()) {
            steps.add(new DeferForeignKeys());
        }
        List<TableDefinition> tables = new ArrayList<>(plan.tables());
        Collections.reverse(tables);
        tables.forEach(table -> steps.add(new DropTable(table.statementName(), drop.ifExists(), null)));
        return steps;
    }
}
