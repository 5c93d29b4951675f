package io.azoth.compile.rewrite;

import io.azoth.sql.ClauseElement;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Expression;
import io.azoth.sql.FromItem;
import io.azoth.sql.Function;
import io.azoth.sql.Grouping;
import io.azoth.sql.Over;
import io.azoth.sql.Query;
import io.azoth.sql.Select;
import io.azoth.sql.SelectClauses;
import io.azoth.sql.SelectItem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where a grouped query uses its computed keys, outside of aggregates, which see the rows themselves. */
final class KeyUses {
    private KeyUses() {}

    /** The keys of a query, without labels, those of grouping sets too. */
    static Set<Expression<?>> keys(Select select) {
        Set<Expression<?>> keys = new LinkedHashSet<>();
        for (Expression<?> key : select.clauses().groupBy()) {
            if (key instanceof Grouping grouping) {
                grouping.sets().forEach(set -> set.forEach(each -> keys.add(Numbered.unlabelled(each))));
            } else {
                keys.add(Numbered.unlabelled(key));
            }
        }
        return keys;
    }

    /**
     * Whether it uses one but as a whole column of its result or a whole term of its order, or any key in an aggregate of a
     * subquery.
     */
    static boolean anywhere(Select select) {
        if (select.clauses().groupBy().isEmpty()) {
            return false;
        }
        SelectClauses clauses = select.clauses();
        return uses(clauses, computed(select))
                || parts(clauses).stream().anyMatch(part -> aggregates(part, keys(select)));
    }

    private static boolean uses(SelectClauses clauses, Set<Expression<?>> computed) {
        if (computed.isEmpty()) {
            return false;
        }
        List<ClauseElement> within = new ArrayList<>(clauses.distinctOn());
        if (clauses.having() != null) {
            within.add(clauses.having());
        }
        clauses.windows().values().forEach(window -> {
            within.addAll(window.partitionBy());
            window.orderBy().forEach(term -> within.add(term.expression()));
        });
        return within.stream().anyMatch(part -> uses(part, computed))
                || wholes(clauses).stream().anyMatch(whole -> !computed.contains(whole) && uses(whole, computed));
    }

    /** Whether a subquery of it uses one. */
    static boolean inSubqueries(Select select) {
        Set<Expression<?>> computed = computed(select);
        if (computed.isEmpty()) {
            return false;
        }
        return parts(select.clauses()).stream().anyMatch(part -> subqueryUses(part, computed));
    }

    /** Whether it uses a key of grouping sets that is of no column, but as a whole column or a whole term. */
    static boolean ofConstants(Select select) {
        if (select.clauses().groupBy().stream().noneMatch(Grouping.class::isInstance)) {
            return false;
        }
        Set<Expression<?>> constants = computed(select);
        constants.removeIf(KeyUses::hasColumn);
        return uses(select.clauses(), constants);
    }

    private static boolean hasColumn(ClauseElement element) {
        return element instanceof ColumnExpression
                || element.children().stream().anyMatch(KeyUses::hasColumn);
    }

    /** What may have subqueries in it. */
    private static List<ClauseElement> parts(SelectClauses clauses) {
        List<ClauseElement> parts = new ArrayList<>(wholes(clauses));
        if (clauses.having() != null) {
            parts.add(clauses.having());
        }
        return parts;
    }

    /** Whether a key is in an aggregate of a subquery. */
    private static boolean aggregates(ClauseElement element, Set<Expression<?>> keys) {
        return element instanceof Query
                ? inAggregate(element, keys)
                : element.children().stream().anyMatch(child -> aggregates(child, keys));
    }

    private static boolean inAggregate(ClauseElement element, Set<Expression<?>> keys) {
        boolean seesRows = element instanceof Function<?> function && function.isAggregate();
        return seesRows
                ? contains(element, keys)
                : element.children().stream().anyMatch(child -> inAggregate(child, keys));
    }

    private static boolean contains(ClauseElement element, Set<Expression<?>> keys) {
        return (element instanceof Expression<?> expression && keys.contains(expression))
                || element.children().stream().anyMatch(child -> contains(child, keys));
    }

    private static Set<Expression<?>> computed(Select select) {
        if (select.clauses().groupBy().isEmpty()) {
            return Set.of();
        }
        Set<Expression<?>> computed = keys(select);
        computed.removeIf(ColumnExpression.class::isInstance);
        return computed;
    }

    private static List<Expression<?>> wholes(SelectClauses clauses) {
        List<Expression<?>> wholes = new ArrayList<>();
        for (SelectItem item : clauses.items()) {
            if (!(item instanceof FromItem)) {
                wholes.add(Numbered.unlabelled((Expression<?>) item));
            }
        }
        clauses.orderBy().forEach(term -> wholes.add(Numbered.unlabelled(term.expression())));
        return wholes;
    }

    private static boolean uses(ClauseElement element, Set<Expression<?>> keys) {
        if (element instanceof Expression<?> expression && keys.contains(expression)) {
            return true;
        } else if (element instanceof Over<?> over) {
            return over.children().stream()
                    .flatMap(child -> child == over.function() ? child.children().stream() : List.of(child).stream())
                    .anyMatch(child -> uses(child, keys));
        }
        boolean seesRows = element instanceof Function<?> function && function.isAggregate();
        return !seesRows && element.children().stream().anyMatch(child -> uses(child, keys));
    }

    private static boolean subqueryUses(ClauseElement element, Set<Expression<?>> keys) {
        if (element instanceof Expression<?> expression && keys.contains(expression)) {
            return false;
        }
        return element instanceof Query
                ? uses(element, keys)
                : element.children().stream().anyMatch(child -> subqueryUses(child, keys));
    }
}
