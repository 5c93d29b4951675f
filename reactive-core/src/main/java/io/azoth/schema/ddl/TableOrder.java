package io.azoth.schema.ddl;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.ddl.TableChange.AddForeignKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sorts tables so that each stands behind those that its foreign keys refer to. */
public final class TableOrder {
    private final Map<TableName, TableDefinition> tables = new LinkedHashMap<>();
    private final Set<TableName> done = new LinkedHashSet<>();
    private final Set<TableName> path = new LinkedHashSet<>();
    private final List<TableDefinition> sorted = new ArrayList<>();
    private final List<AlterTable> closing = new ArrayList<>();
    private final boolean breaking;

    private TableOrder(Collection<TableDefinition> tables, boolean breaking) {
        tables.forEach(table -> this.tables.put(table.name(), table));
        this.breaking = breaking;
        this.tables.values().forEach(this::visit);
    }

    /**
     * The tables in order of creation; otherwise in the order in which they were given.
     *
     * @throws DefinitionException if tables refer to each other in a circle; a table may refer to itself
     */
    public static List<TableDefinition> of(Collection<TableDefinition> tables) {
        return List.copyOf(new TableOrder(tables, false).sorted);
    }

    /** The tables in order of creation, with the foreign keys apart that close a circle. */
    public static Plan breakingCircles(Collection<TableDefinition> tables) {
        TableOrder order = new TableOrder(tables, true);
        return new Plan(order.sorted, order.closing);
    }

    /**
     * Tables in order of creation.
     *
     * @param tables the tables, without the keys that close a circle
     * @param closing the statements that add these keys, under names of their own, where all tables are there
     */
    public record Plan(List<TableDefinition> tables, List<AlterTable> closing) {
        public Plan {
            tables = List.copyOf(tables);
            closing = List.copyOf(closing);
        }
    }

    private void visit(TableDefinition table) {
        TableName name = table.name();
        if (done.contains(name)) {
            return;
        }
        if (!path.add(name)) {
            throw new DefinitionException(
                    ErrorCode.UNKNOWN_REFERENCE,
                    "The tables " + path + " refer to each other in a circle; none of them can be created first");
        }
        List<ForeignKeyDefinition> kept = new ArrayList<>();
        for (ForeignKeyDefinition key : table.foreignKeys()) {
            TableDefinition target = tables.get(key.target());
            if (breaking && path.contains(key.target()) && !key.target().equals(name)) {
                closing.add(new AlterTable(name, new AddForeignKey(named(key, name)), null));
                continue;
            }
            kept.add(key);
            if (target != null && !key.target().equals(name)) {
                visit(target);
            }
        }
        path.remove(name);
        done.add(name);
        sorted.add(kept.size() == table.foreignKeys().size() ? table : table.withForeignKeys(kept));
    }

    /** A key that is added and dropped by itself needs a name. */
    private static ForeignKeyDefinition named(ForeignKeyDefinition key, TableName table) {
        return key.name() != null
                ? key
                : new ForeignKeyDefinition(
                        NameLength.fitting("fk_" + table.name() + "_" + String.join("_", key.columns())),
                        key.columns(),
                        key.target(),
                        key.targetColumns(),
                        key.rules());
    }
}
