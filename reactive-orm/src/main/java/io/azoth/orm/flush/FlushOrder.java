package io.azoth.orm.flush;

import io.azoth.error.ErrorCode;
import io.azoth.orm.OrmException;
import io.azoth.orm.mapping.Attribute;
import io.azoth.orm.mapping.EntityMapping;
import io.azoth.orm.mapping.Link;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Puts rows in an order that their foreign keys allow: tables by rank; within a table that refers to itself, or tables
 * that refer to each other, in waves, each of rows that wait for none of the waves behind it.
 */
final class FlushOrder {
    private FlushOrder() {}

    /** Inserts, parents first. A circle is opened where a foreign key may be NULL for a while. */
    static List<List<RowChange>> ofInserts(List<RowChange> inserts) {
        List<List<RowChange>> waves = new ArrayList<>();
        components(inserts, Comparator.naturalOrder())
                .forEach(component -> waves.addAll(waves(component, FlushOrder::openInserts, FlushOrder::sources)));
        return waves;
    }

    /**
     * Deletes, children first.
     *
     * @param unlinked takes the links that have to be set to NULL first, because rows refer to each other in a circle
     */
    static List<List<RowChange>> ofDeletes(List<RowChange> deletes, Map<RowChange, List<Link>> unlinked) {
        List<List<RowChange>> waves = new ArrayList<>();
        components(deletes, Comparator.reverseOrder()).forEach(component -> {
            Map<RowChange, Set<RowChange>> children = children(component);
            waves.addAll(waves(
                    component,
                    rest -> openDeletes(rest, children, unlinked),
                    row -> children.getOrDefault(row, Set.of())));
        });
        return waves;
    }

    private static List<List<RowChange>> components(List<RowChange> rows, Comparator<Integer> order) {
        Map<Integer, Map<Integer, List<RowChange>>> byRank = new TreeMap<>(order);
        EntityMapping last = null;
        List<RowChange> component = new ArrayList<>();
        for (RowChange row : rows) {
            EntityMapping mapping = row.mapping();
            if (mapping != last) {
                last = mapping;
                component = byRank.computeIfAbsent(mapping.rank(), rank -> new LinkedHashMap<>())
                        .computeIfAbsent(mapping.component(), number -> new ArrayList<>());
            }
            component.add(row);
        }
        List<List<RowChange>> components = new ArrayList<>();
        byRank.values().forEach(each -> components.addAll(each.values()));
        return components;
    }

    /** A row is ready when nothing of what it waits for is left. */
    private static List<List<RowChange>> waves(
            List<RowChange> rows,
            java.util.function.Consumer<Set<RowChange>> open,
            Function<RowChange, Set<RowChange>> waitsFor) {
        if (rows.stream().allMatch(row -> waitsFor.apply(row).isEmpty())) {
            return List.of(rows);
        }
        List<List<RowChange>> waves = new ArrayList<>();
        Set<RowChange> left = new LinkedHashSet<>(rows);
        while (!left.isEmpty()) {
            List<RowChange> ready = new ArrayList<>();
            for (RowChange row : left) {
                if (isReady(waitsFor.apply(row), left)) {
                    ready.add(row);
                }
            }
            if (ready.isEmpty()) {
                open.accept(left);
            } else {
                ready.forEach(left::remove);
                waves.add(ready);
            }
        }
        return waves;
    }

    private static boolean isReady(Set<RowChange> waitsFor, Set<RowChange> left) {
        for (RowChange other : waitsFor) {
            if (left.contains(other)) {
                return false;
            }
        }
        return true;
    }

    private static Set<RowChange> sources(RowChange row) {
        if (!row.hasSources()) {
            return Set.of();
        }
        Set<RowChange> sources = new HashSet<>();
        for (Link link : row.mapping().links()) {
            RowChange source = row.source(link.foreignKey());
            boolean near = source != null
                    && source.mapping().component() == row.mapping().component();
            if (source != null && near && !row.isDeferred(link.foreignKey())) {
                sources.add(source);
            }
        }
        return sources;
    }

    /** Takes the first row that can be inserted without the keys that it waits for. */
    private static void openInserts(Set<RowChange> left) {
        for (RowChange row : left) {
            List<Attribute> waiting = new ArrayList<>();
            for (Link link : row.mapping().links()) {
                RowChange source = row.source(link.foreignKey());
                if (source != null && left.contains(source) && !row.isDeferred(link.foreignKey())) {
                    waiting.add(link.foreignKey());
                }
            }
            if (waiting.stream().allMatch(attribute -> attribute.column().isNullable())) {
                waiting.forEach(row::defer);
                return;
            }
        }
        throw circle("New objects", "inserted", left);
    }

    private static void openDeletes(
            Set<RowChange> left, Map<RowChange, Set<RowChange>> children, Map<RowChange, List<Link>> unlinked) {
        for (RowChange row : left) {
            List<Link> links = new ArrayList<>();
            for (Link link : row.mapping().links()) {
                if (row.entry().stored(link.foreignKey()) != null) {
                    links.add(link);
                }
            }
            boolean linked = children.values().stream().anyMatch(of -> of.contains(row));
            if (linked
                    && links.stream()
                            .allMatch(link -> link.foreignKey().column().isNullable())) {
                unlinked.put(row, links);
                children.values().forEach(of -> of.remove(row));
                return;
            }
        }
        throw circle("Objects", "deleted", left);
    }

    private static OrmException circle(String which, String what, Set<RowChange> rows) {
        List<String> names =
                rows.stream().limit(5).map(row -> row.entry().toString()).toList();
        return new OrmException(
                ErrorCode.INVALID_STATE,
                which + " refer to each other in a circle of columns that are NOT NULL and cannot be " + what + ": "
                        + names + "; let one of the foreign keys be NULL");
    }

    private static boolean refersNear(RowChange row) {
        for (Link link : row.mapping().links()) {
            if (link.parent().component() == row.mapping().component()) {
                return true;
            }
        }
        return false;
    }

    /** Which rows of a component refer to which, as the database has it. */
    private static Map<RowChange, Set<RowChange>> children(List<RowChange> component) {
        if (component.stream().noneMatch(FlushOrder::refersNear)) {
            return Map.of();
        }
        Map<Object, RowChange> byKey = new HashMap<>();
        Map<RowChange, Set<RowChange>> children = new HashMap<>();
        for (RowChange row : component) {
            byKey.put(List.of(row.mapping().position(), row.key()), row);
        }
        for (RowChange row : component) {
            for (Link link : row.mapping().links()) {
                Object key = row.entry().stored(link.foreignKey());
                RowChange parent =
                        key == null ? null : byKey.get(List.of(link.parent().position(), key));
                if (parent != null && parent != row) {
                    children.computeIfAbsent(parent, p -> new HashSet<>()).add(row);
                }
            }
        }
        return children;
    }
}
