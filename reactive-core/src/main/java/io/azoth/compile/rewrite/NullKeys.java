package io.azoth.compile.rewrite;

import io.azoth.sql.ClauseElement;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Cte;
import io.azoth.sql.Expression;
import io.azoth.sql.FromItem;
import io.azoth.sql.Froms;
import io.azoth.sql.Function;
import io.azoth.sql.Query;
import io.azoth.sql.Select;
import io.azoth.sql.Sql;
import io.azoth.sql.SubqueryAlias;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * NULL in place of the keys that a grouping leaves out: in what is selected and in HAVING, down into subqueries that use
 * the keys from outside, but not in the arguments of aggregates, which see the rows themselves. A key that is there is
 * whole, whatever it was computed from.
 *
 * @param absent the keys, without labels
 * @param present the keys of the grouping itself, without labels
 * @param around what stands in FROM of the grouped query and around it
 */
record NullKeys(Set<Expression<?>> absent, Set<Expression<?>> present, Set<FromItem> around) {
    ClauseElement in(ClauseElement element) {
        if (isPresent(element)) {
            return element;
        } else if (element instanceof Expression<?> expression && absent.contains(expression)) {
            return Sql.nullValue(expression.type()).cast(expression.type());
        } else if (element instanceof Query query) {
            return inSubquery(query);
        } else if (element instanceof Function<?> function && function.name().equals("grouping")) {
            return leftOut(function);
        }
        boolean seesRows = element instanceof Function<?> function && function.isAggregate();
        return seesRows ? element : element.mapChildren(this::in);
    }

    /** A bit for each key, set where it is left out; the function itself where it asks for what is no key. */
    private Expression<?> leftOut(Function<?> function) {
        int bits = 0;
        for (Expression<?> key : function.arguments()) {
            if (!absent.contains(key) && !present.contains(key)) {
                return function;
            }
            bits = bits * 2 + (present.contains(key) ? 0 : 1);
        }
        return Sql.value(bits);
    }

    /** The tables of a subquery are its own there, whatever they are called outside. */
    private ClauseElement inSubquery(Query query) {
        if (!(query instanceof Select select)) {
            return query.mapChildren(this::inPart);
        }
        Set<FromItem> own = Froms.withParts(Froms.of(select, around));
        Set<Expression<?>> outside = without(own, absent);
        Set<FromItem> inner = new HashSet<>(around);
        inner.addAll(own);
        NullKeys within = new NullKeys(outside, without(own, present), inner);
        return outside.isEmpty() ? query : select.mapChildren(within::inPart);
    }

    /** A part of a subquery, whose aggregates see rows of their own. */
    private ClauseElement inPart(ClauseElement element) {
        if (isPresent(element)) {
            return element;
        } else if (element instanceof Expression<?> expression && absent.contains(expression)) {
            return Sql.nullValue(expression.type()).cast(expression.type());
        } else if (element instanceof Query query) {
            return inSubquery(query);
        }
        boolean seesNothing = element instanceof Cte || (element instanceof SubqueryAlias alias && !alias.isLateral());
        return seesNothing ? element : element.mapChildren(this::inPart);
    }

    private boolean isPresent(ClauseElement element) {
        return element instanceof Expression<?> expression && present.contains(expression);
    }

    private static Set<Expression<?>> without(Set<FromItem> own, Set<Expression<?>> keys) {
        Set<Expression<?>> outside = new LinkedHashSet<>(keys);
        outside.removeIf(key -> uses(key, own));
        return outside;
    }

    private static boolean uses(ClauseElement element, Collection<FromItem> items) {
        return element instanceof ColumnExpression<?> column
                ? items.contains(column.source())
                : element.children().stream().anyMatch(child -> uses(child, items));
    }
}
