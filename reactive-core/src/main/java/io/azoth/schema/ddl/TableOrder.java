package io.azoth.schema.ddl;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
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

    private TableOrder(Collection<TableDefinition> tables) {
        tables.forEach(table -> this.tables.put(table.name(), table));
    }

    /**
     * The tables in order of creation; otherwise in the order in which they were given.
     *
     * @throws DefinitionException if tables refer to each other in a circle; a table may refer to itself
     */
    public static List<TableDefinition> of(Collection<TableDefinition> tables) {
        TableOrder order = new TableOrder(tables);
        order.tables.keySet().forEach(order::visit);
        List<TableDefinition> sorted = new ArrayList<>();
        order.done.forEach(name -> sorted.add(order.definition(name)));
        return sorted;
    }

    private void visit(TableName name) {
        if (done.contains(name)) {
            return;
        }
        if (!path.add(name)) {
            throw new DefinitionException(
                    ErrorCode.UNKNOWN_REFERENCE,
                    "The tables " + path + " refer to each other in a circle; none of them can be created first");
        }
        for (ForeignKeyDefinition key : definition(name).foreignKeys()) {
            if (!key.target().equals(name) && tables.containsKey(key.target())) {
                visit(key.target());
            }
        }
        path.remove(name);
        done.add(name);
    }

    private TableDefinition definition(TableName name) {
        TableDefinition table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException("Unknown table " + name);
        }
        return table;
    }
}
