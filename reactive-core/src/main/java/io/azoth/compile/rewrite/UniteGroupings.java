package io.azoth.compile.rewrite;

import io.azoth.sql.ClauseElement;
import io.azoth.sql.Compound;
import io.azoth.sql.Expression;
import io.azoth.sql.Function;
import io.azoth.sql.Grouping;
import io.azoth.sql.Query;
import io.azoth.sql.Select;
import io.azoth.sql.SelectItem;
import io.azoth.sql.Sql;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * GROUPING SETS, ROLLUP and CUBE as one query for each grouping, united: what a grouping leaves out is NULL in it, but
 * for the arguments of functions, which see the rows themselves.
 */
public final class UniteGroupings {
    private UniteGroupings() {}

    /** The query in a form without these. */
    public static Query in(Query query) {
        if (!(query instanceof Select select)
                || select.clauses().groupBy().stream().noneMatch(Grouping.class::isInstance)) {
            return query;
        }
        Query united = null;
        for (List<Expression<?>> grouping : combinations(select.clauses().groupBy())) {
            Select one = one(select, grouping);
            united = united == null ? one : united.unionAll(one);
        }
        if (united instanceof Compound compound) {
            return Orders.of(select, compound);
        }
        return united == null ? query : united;
    }

    /** Several groupings in one GROUP BY mean each combination of them. */
    private static List<List<Expression<?>>> combinations(List<Expression<?>> groupBy) {
        List<List<Expression<?>>> combinations = List.of(List.of());
        for (Expression<?> expression : groupBy) {
            List<List<Expression<?>>> choices =
                    expression instanceof Grouping grouping ? grouping.groupings() : List.of(List.of(expression));
            List<List<Expression<?>>> longer = new ArrayList<>();
            for (List<Expression<?>> combination : combinations) {
                for (List<Expression<?>> choice : choices) {
                    Set<Expression<?>> both = new LinkedHashSet<>(combination);
                    both.addAll(choice);
                    longer.add(new ArrayList<>(both));
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    private static Select one(Select select, List<Expression<?>> grouping) {
        Set<Expression<?>> absent = new LinkedHashSet<>();
        for (Expression<?> expression : select.clauses().groupBy()) {
            if (expression instanceof Grouping sets) {
                sets.sets().forEach(absent::addAll);
            }
        }
        absent.removeAll(grouping);
        List<SelectItem> items = new ArrayList<>();
        for (SelectItem item : select.clauses().items()) {
            items.add((SelectItem) nulled((ClauseElement) item, absent));
        }
        return Replace.groups(select, items, grouping, condition -> nulled(condition, absent));
    }

    private static ClauseElement nulled(ClauseElement element, Set<Expression<?>> absent) {
        if (element instanceof Expression<?> expression && absent.contains(expression)) {
            return Sql.nullValue(expression.type()).cast(expression.type());
        }
        boolean seesRows = element instanceof Function || element instanceof Query;
        return seesRows ? element : element.mapChildren(child -> nulled(child, absent));
    }
}
