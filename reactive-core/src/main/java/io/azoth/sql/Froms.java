package io.azoth.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands in the FROM of a SELECT: what was named there, and what its columns need. */
public final class Froms {
    private Froms() {}

    /**
     * The from-items of a query, those named in FROM first, then those that its items and its condition need; where
     * these need none, as with {@code count()}, those of its groups and its order.
     *
     * @param select the query
     * @param enclosing what stands in FROM of the enclosing statements: the query correlates with these and does not
     *     repeat them, unless nothing else would be left
     */
    public static List<FromItem> of(Select select, Collection<FromItem> enclosing) {
        SelectClauses clauses = select.clauses();
        Collection<FromItem> around = clauses.correlated() == null ? enclosing : clauses.correlated();
        Set<FromItem> named = new LinkedHashSet<>();
        clauses.from().forEach(item -> addWithParts(item, named));
        Set<FromItem> needed = new LinkedHashSet<>();
        for (SelectItem item : clauses.items()) {
            if (item instanceof FromItem from) {
                needed.add(from);
            } else {
                addSources((Expression<?>) item, needed);
            }
        }
        Set<FromItem> selected = new LinkedHashSet<>(needed);
        if (clauses.where() != null) {
            addSources(clauses.where(), needed);
        }
        needed.removeAll(named);
        List<FromItem> froms = new ArrayList<>(clauses.from());
        if (clauses.correlated() != null) {
            froms.removeAll(clauses.correlated());
        }
        for (FromItem item : needed) {
            boolean asWhole = item instanceof Join || selectsWhole(clauses, item);
            if (asWhole ? clauses.correlated() == null || !around.contains(item) : !around.contains(item)) {
                froms.add(item);
            }
        }
        if (froms.isEmpty() && selected.isEmpty()) {
            clauses.grouped().forEach(part -> addSources(part, selected));
            selected.removeAll(around);
        }
        if (froms.isEmpty()) {
            froms.addAll(selected);
        }
        return froms;
    }

    /** A from-item and all that it is joined of: whose columns it brings. */
    public static Set<FromItem> withParts(Collection<FromItem> items) {
        Set<FromItem> parts = new LinkedHashSet<>();
        items.forEach(item -> addWithParts(item, parts));
        return parts;
    }

    static @Nullable Executor boundTo(ClauseElement element) {
        if (element instanceof FromItem from) {
            return from.boundTo();
        }
        if (element instanceof ColumnExpression<?> column) {
            return column.source().boundTo();
        }
        for (ClauseElement child : element.children()) {
            Executor bound = boundTo(child);
            if (bound != null) {
                return bound;
            }
        }
        return null;
    }

    /** What a SELECT names: in FROM, or as a whole among what it selects; the rest of its FROM follows from columns. */
    public static List<FromItem> named(Select select) {
        List<FromItem> named = new ArrayList<>(select.clauses().from());
        for (SelectItem item : select.clauses().items()) {
            if (item instanceof FromItem from && !withParts(named).contains(from)) {
                named.add(from);
            }
        }
        return named;
    }

    /**
     * Whether a part of a statement uses a column of these from-items; a subquery in it, one of those that it does not name
     * itself, and a query in FROM nothing of what is around.
     */
    public static boolean reach(ClauseElement element, Collection<FromItem> outside) {
        if (element instanceof ColumnExpression<?> column) {
            return outside.contains(column.source());
        } else if (element instanceof Select select) {
            Set<FromItem> open = new LinkedHashSet<>(outside);
            open.removeAll(withParts(of(select, outside)));
            return !open.isEmpty() && select.children().stream().anyMatch(child -> reach(child, open));
        }
        boolean seesNothing = element instanceof Cte || (element instanceof SubqueryAlias alias && !alias.isLateral());
        return !seesNothing && element.children().stream().anyMatch(child -> reach(child, outside));
    }

    private static boolean selectsWhole(SelectClauses clauses, FromItem item) {
        return clauses.items().contains(item);
    }

    private static void addWithParts(FromItem item, Set<FromItem> parts) {
        parts.add(item);
        if (item instanceof Join join) {
            addWithParts(join.left(), parts);
            addWithParts(join.right(), parts);
        }
    }

    /** Subqueries find their own: their columns are not needed here. */
    private static void addSources(ClauseElement element, Set<FromItem> sources) {
        if (element instanceof ColumnExpression<?> column) {
            sources.add(column.source());
        } else if (!(element instanceof Statement)) {
            element.children().forEach(child -> addSources(child, sources));
        }
    }
}
