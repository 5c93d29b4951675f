package io.azoth.compile.rewrite;

import io.azoth.sql.ClauseElement;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.ColumnNames;
import io.azoth.sql.Compound;
import io.azoth.sql.Expression;
import io.azoth.sql.FromItem;
import io.azoth.sql.Froms;
import io.azoth.sql.Function;
import io.azoth.sql.Grouping;
import io.azoth.sql.Over;
import io.azoth.sql.Query;
import io.azoth.sql.RowShape.ResultColumn;
import io.azoth.sql.Select;
import io.azoth.sql.SelectItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * GROUPING SETS, ROLLUP and CUBE as one query for each grouping, united: what a grouping leaves out is NULL in it, but
 * for the arguments of aggregates, which see the rows themselves. Window functions see all groups: they stand around these.
 */
public final class UniteGroupings {
    private UniteGroupings() {}

    /**
     * The query in a form without these.
     *
     * @param query the query
     * @param enclosing what stands in FROM of the statements around it
     */
    public static Query in(Query query, Collection<FromItem> enclosing) {
        if (!(query instanceof Select select)
                || select.clauses().groupBy().stream().noneMatch(Grouping.class::isInstance)) {
            return query;
        }
        if (select.clauses().items().stream().anyMatch(item -> Over.isIn((ClauseElement) item))
                || select.clauses().orderBy().stream().anyMatch(term -> Over.isIn(term.expression()))) {
            return NestGroups.nested(select, enclosing);
        }
        Select named = (Select) ColumnNames.in(Orders.selecting(select));
        List<FromItem> from = Froms.of(named, enclosing);
        Set<FromItem> around = Froms.withParts(from);
        around.addAll(enclosing);
        Query united = null;
        for (List<Expression<?>> grouping : combinations(select.clauses().groupBy())) {
            Select one = one(named, from, around, grouping);
            united = united == null ? one : select.clauses().distinct() ? united.union(one) : united.unionAll(one);
        }
        if (united != null
                && (select.clauses().paging().withTies()
                        || !select.clauses().distinctOn().isEmpty()
                        || named.resultColumns().size() > select.resultColumns().size())) {
            return Orders.around(select, named, united);
        }
        if (united instanceof Compound compound) {
            return Orders.of(select, compound);
        }
        if (united instanceof Select one) {
            return Orders.around(select, named, select.clauses().distinct() ? one.distinct() : one);
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

    private static Select one(
            Select select, List<FromItem> from, Set<FromItem> enclosing, List<Expression<?>> grouping) {
        Set<Expression<?>> absent = new LinkedHashSet<>();
        for (Expression<?> expression : select.clauses().groupBy()) {
            if (expression instanceof Grouping sets) {
                sets.sets().forEach(set -> set.forEach(key -> absent.add(Numbered.unlabelled(key))));
            }
        }
        Set<Expression<?>> present = new LinkedHashSet<>();
        grouping.forEach(key -> present.add(Numbered.unlabelled(key)));
        absent.removeAll(present);
        NullKeys nulled = new NullKeys(absent, present, enclosing);
        List<SelectItem> items = new ArrayList<>();
        for (ResultColumn column : select.resultColumns()) {
            Expression<?> item = ColumnNames.expression(column);
            Expression<?> whole = (Expression<?>) nulled.in(item);
            items.add(item instanceof ColumnExpression && whole != item ? whole.as(column.name()) : whole);
        }
        return Replace.groups(select, from, items, grouping, nulled::in);
    }

    /** Whether it looks at the rows of a group. */
    public static boolean aggregates(ClauseElement element) {
        return (element instanceof Function<?> function && function.isAggregate())
                || (!(element instanceof Query) && element.children().stream().anyMatch(UniteGroupings::aggregates));
    }
}
