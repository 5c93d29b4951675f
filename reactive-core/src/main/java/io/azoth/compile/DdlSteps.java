package io.azoth.compile;

import io.azoth.schema.ddl.AlterTable;
import io.azoth.schema.ddl.CommentOn;
import io.azoth.schema.ddl.CreateIndex;
import io.azoth.schema.ddl.CreateTable;
import io.azoth.schema.ddl.CreateTables;
import io.azoth.schema.ddl.DropTable;
import io.azoth.schema.ddl.DropTables;
import io.azoth.schema.ddl.TableChange.AddColumn;
import io.azoth.schema.ddl.TableChange.AddForeignKey;
import io.azoth.schema.ddl.TableChange.AddUnique;
import io.azoth.schema.ddl.TableChange.DropConstraint;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.schema.ddl.TableOrder;
import io.azoth.sql.DdlStatement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** Takes DDL apart into what the target runs one by one; a dialect overrides what differs. Stateless. */
public class DdlSteps {

    /** The statements that do what one asks for, in order; at least one. */
    public final List<DdlStatement> of(DdlStatement statement) {
        if (statement instanceof CreateTable create) {
            return create(create.table(), create.ifNotExists());
        } else if (statement instanceof CreateTables create) {
            return create(create);
        } else if (statement instanceof DropTables drop) {
            return drop(drop);
        } else if (statement instanceof AlterTable alter) {
            return alter(alter);
        }
        return List.of(statement);
    }

    /** A change; a column is followed by its constraints and its comment. */
    protected List<DdlStatement> alter(AlterTable alter) {
        List<DdlStatement> steps = new ArrayList<>();
        steps.add(alter);
        if (alter.change() instanceof AddColumn add) {
            TableName table = alter.table();
            if (add.unique() != null) {
                steps.add(new AlterTable(table, new AddUnique(add.unique()), null));
            }
            if (add.key() != null) {
                steps.add(new AlterTable(table, new AddForeignKey(add.key()), null));
            }
            if (add.column().comment() != null) {
                steps.add(new CommentOn(table, add.column().name(), add.column().comment(), null));
            }
        }
        return steps;
    }

    /** A table with its indexes and comments. */
    protected List<DdlStatement> create(TableDefinition table, boolean ifNotExists) {
        List<DdlStatement> steps = new ArrayList<>();
        steps.add(new CreateTable(table, ifNotExists, null));
        table.indexes().forEach(index -> steps.add(new CreateIndex(table.statementName(), index, ifNotExists, null)));
        if (table.comment() != null) {
            steps.add(new CommentOn(table.statementName(), null, table.comment(), null));
        }
        table.columns().stream()
                .filter(column -> column.comment() != null)
                .forEach(column ->
                        steps.add(new CommentOn(table.statementName(), column.name(), column.comment(), null)));
        return steps;
    }

    /** Tables in order of their foreign keys; those that close a circle are added when all tables are there. */
    protected List<DdlStatement> create(CreateTables create) {
        TableOrder.Plan plan = TableOrder.breakingCircles(create.tables());
        List<DdlStatement> steps = new ArrayList<>();
        plan.tables().forEach(table -> steps.addAll(create(table, create.ifNotExists())));
        steps.addAll(plan.closing());
        return steps;
    }

    /** Tables in the opposite order; the foreign keys that close a circle go first. */
    protected List<DdlStatement> drop(DropTables drop) {
        TableOrder.Plan plan = TableOrder.breakingCircles(drop.tables());
        List<DdlStatement> steps = new ArrayList<>();
        for (AlterTable added : plan.closing()) {
            String name = Objects.requireNonNull(
                    ((AddForeignKey) added.change()).key().name());
            steps.add(new AlterTable(added.table(), new DropConstraint(name, drop.ifExists()), null));
        }
        List<TableDefinition> tables = new ArrayList<>(plan.tables());
        Collections.reverse(tables);
        tables.forEach(table -> steps.add(new DropTable(table.statementName(), drop.ifExists(), null)));
        return steps;
    }
}
