package io.azoth.compile.rewrite;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.sql.ClauseElement;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.ColumnNames;
import io.azoth.sql.Expression;
import io.azoth.sql.FromItem;
import io.azoth.sql.Froms;
import io.azoth.sql.Function;
import io.azoth.sql.OrderTerm;
import io.azoth.sql.Over;
import io.azoth.sql.Query;
import io.azoth.sql.RowShape.ResultColumn;
import io.azoth.sql.Select;
import io.azoth.sql.SelectClauses;
import io.azoth.sql.SelectItem;
import io.azoth.sql.SubqueryAlias;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Groups in FROM: keys and aggregates are its columns, so that HAVING, larger expressions, windows and subqueries may use a
 * key that is computed, where the target knows such a key in GROUP BY alone.
 */
public final class NestGroups {
    private final Select select;
    private final Set<Expression<?>> keys;
    private final List<FromItem> from;
    private final Set<FromItem> own;
    private final Set<FromItem> around;
    private final List<Expression<?>> columns = new ArrayList<>();
    private @Nullable SubqueryAlias groups;

    private NestGroups(Select select, Set<Expression<?>> keys, Collection<FromItem> enclosing) {
        this.select = select;
        this.keys = keys;
        this.from = Froms.of(select, enclosing);
        this.own = Froms.withParts(from);
        this.around = new LinkedHashSet<>(enclosing);
        this.around.addAll(own);
    }

    /**
     * The query in a form in which a computed key is used by itself alone.
     *
     * @param query the query
     * @param enclosing what stands in FROM of the statements around it
     */
    public static Query in(Query query, Collection<FromItem> enclosing) {
        return query instanceof Select select && KeyUses.anywhere(select) ? nested(select, enclosing) : query;
    }

    /**
     * The query in a form in which no subquery uses a computed key, and no larger expression one of no column, which the target
     * would compute where a grouping set leaves it out.
     *
     * @param query the query
     * @param enclosing what stands in FROM of the statements around it
     */
    public static Query ofSubqueries(Query query, Collection<FromItem> enclosing) {
        boolean isMeant =
                query instanceof Select select && (KeyUses.inSubqueries(select) || KeyUses.ofConstants(select));
        return isMeant ? nested((Select) query, enclosing) : query;
    }

    /** The query with its groups in FROM. */
    static Select nested(Select select, Collection<FromItem> enclosing) {
        NestGroups nest = new NestGroups(select, KeyUses.keys(select), enclosing);
        nest.columns.addAll(nest.keys);
        nest.outer();
        List<SelectItem> items = new ArrayList<>();
        for (int i = 0; i < nest.columns.size(); i++) {
            items.add(nest.columns.get(i).as("c" + (i + 1) + "_"));
        }
        Expression<?>[] groupBy = select.clauses().groupBy().toArray(Expression<?>[]::new);
        Select inner = Replace.rows(select, nest.from, items).groupBy(groupBy);
        nest.groups = inner.lateral("groups_");
        return nest.outer().from(nest.groups);
    }

    /** The query with columns of the groups in place of keys and aggregates, which are found by it the first time. */
    @CanIgnoreReturnValue
    private Select outer() {
        SelectClauses clauses = select.clauses();
        List<SelectItem> items = new ArrayList<>();
        for (ResultColumn column : select.resultColumns()) {
            Expression<?> item = ColumnNames.expression(column);
            Expression<?> mapped = (Expression<?>) mapped(item);
            boolean isNamed = item instanceof ColumnExpression || item instanceof Function;
            items.add(isNamed && mapped instanceof ColumnExpression ? mapped.as(column.name()) : mapped);
        }
        Select outer = Select.of(items.toArray(SelectItem[]::new));
        outer = clauses.distinct() ? outer.distinct() : outer;
        for (Expression<?> on : clauses.distinctOn()) {
            outer = outer.distinctOn((Expression<?>) mapped(on));
        }
        if (clauses.having() != null) {
            outer = outer.where(condition(mapped(clauses.having())));
        }
        for (var window : clauses.windows().entrySet()) {
            outer = outer.window(window.getKey(), window.getValue().map(this::mapped));
        }
        for (OrderTerm term : clauses.orderBy()) {
            Expression<?> mapped = (Expression<?>) mapped(term.expression());
            outer = outer.orderBy(new OrderTerm(mapped, term.direction(), term.nulls()));
        }
        return Orders.paged(outer, clauses.paging());
    }

    @SuppressWarnings("unchecked")
    private static Expression<Boolean> condition(ClauseElement condition) {
        return (Expression<Boolean>) condition;
    }

    private ClauseElement mapped(ClauseElement element) {
        boolean isColumn = (element instanceof Expression<?> expression && keys.contains(expression))
                || (element instanceof Function<?> function && isOfGroup(function))
                || (element instanceof ColumnExpression<?> column && own.contains(column.source()));
        if (isColumn) {
            return column((Expression<?>) element);
        } else if (element instanceof Over<?> over) {
            return over.mapChildren(
                    child -> child == over.function() ? child.mapChildren(this::mapped) : mapped(child));
        }
        return element instanceof Query ? inSubquery(element) : element.mapChildren(this::mapped);
    }

    private static boolean isOfGroup(Function<?> function) {
        return function.isAggregate() || function.name().equals("grouping");
    }

    private ClauseElement inSubquery(ClauseElement element) {
        return new Exchange(around, groups, this::inSubquery).in(element, own);
    }

    /** The column for a part of a subquery, if it is a key or a column of the groups. */
    private @Nullable ClauseElement inSubquery(ClauseElement element, Set<FromItem> open) {
        Set<FromItem> hidden = new LinkedHashSet<>(own);
        hidden.removeAll(open);
        boolean isColumn = element instanceof Expression<?> expression
                && ((keys.contains(expression) && !Froms.reach(expression, hidden))
                        || (element instanceof ColumnExpression<?> column && open.contains(column.source())));
        return isColumn ? column((Expression<?>) element) : null;
    }

    private Expression<?> column(Expression<?> expression) {
        int place = columns.indexOf(expression);
        if (groups != null) {
            return groups.columns().get(place);
        }
        if (place < 0) {
            columns.add(expression);
        }
        return expression;
    }
}
