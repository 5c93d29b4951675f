package io.azoth.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The clauses of a SELECT.
 *
 * @param items what is selected, in order
 * @param distinct SELECT DISTINCT
 * @param from what stands in FROM by name; tables of the columns that are used join it by themselves
 * @param where the condition, or null
 * @param groupBy the expressions of GROUP BY
 * @param having the condition on groups, or null
 * @param orderBy the terms of ORDER BY
 * @param limit the most rows, or null
 * @param offset the rows left out at the beginning, or null
 */
public record SelectClauses(
        List<SelectItem> items,
        boolean distinct,
        List<FromItem> from,
        @Nullable Expression<Boolean> where,
        List<Expression<?>> groupBy,
        @Nullable Expression<Boolean> having,
        List<OrderTerm> orderBy,
        @Nullable Long limit,
        @Nullable Long offset) {
    static final SelectClauses EMPTY =
            new SelectClauses(List.of(), false, List.of(), null, List.of(), null, List.of(), null, null);

    public SelectClauses {
        items = List.copyOf(items);
        from = List.copyOf(from);
        groupBy = List.copyOf(groupBy);
        orderBy = List.copyOf(orderBy);
    }

    SelectClauses withItems(List<SelectItem> changed) {
        return new SelectClauses(changed, distinct, from, where, groupBy, having, orderBy, limit, offset);
    }

    SelectClauses withDistinct(boolean changed) {
        return new SelectClauses(items, changed, from, where, groupBy, having, orderBy, limit, offset);
    }

    SelectClauses withFrom(List<FromItem> changed) {
        return new SelectClauses(items, distinct, changed, where, groupBy, having, orderBy, limit, offset);
    }

    SelectClauses withWhere(Expression<Boolean> changed) {
        return new SelectClauses(items, distinct, from, changed, groupBy, having, orderBy, limit, offset);
    }

    SelectClauses withGroupBy(List<Expression<?>> changed) {
        return new SelectClauses(items, distinct, from, where, changed, having, orderBy, limit, offset);
    }

    SelectClauses withHaving(Expression<Boolean> changed) {
        return new SelectClauses(items, distinct, from, where, groupBy, changed, orderBy, limit, offset);
    }

    SelectClauses withOrderBy(List<OrderTerm> changed) {
        return new SelectClauses(items, distinct, from, where, groupBy, having, changed, limit, offset);
    }

    SelectClauses withLimit(@Nullable Long changed) {
        return new SelectClauses(items, distinct, from, where, groupBy, having, orderBy, changed, offset);
    }

    SelectClauses withOffset(@Nullable Long changed) {
        return new SelectClauses(items, distinct, from, where, groupBy, having, orderBy, limit, changed);
    }

    List<ClauseElement> children() {
        List<ClauseElement> children = new ArrayList<>();
        for (SelectItem item : items) {
            children.add((ClauseElement) item);
        }
        children.addAll(from);
        if (where != null) {
            children.add(where);
        }
        children.addAll(groupBy);
        if (having != null) {
            children.add(having);
        }
        orderBy.forEach(term -> children.add(term.expression()));
        return children;
    }
}
