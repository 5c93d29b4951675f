package io.azoth.compile.rewrite;

import io.azoth.sql.Aggregates;
import io.azoth.sql.ClauseElement;
import io.azoth.sql.Cte;
import io.azoth.sql.Expression;
import io.azoth.sql.FromItem;
import io.azoth.sql.Froms;
import io.azoth.sql.Label;
import io.azoth.sql.OrderTerm;
import io.azoth.sql.Select;
import io.azoth.sql.SelectClauses;
import io.azoth.sql.SelectItem;
import io.azoth.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Parts of a SELECT exchanged for others. */
final class Replace {
    private Replace() {}

    /** The same query with other items and with neither order, limit nor DISTINCT; FROM stays what it was. */
    static Select items(Select query, List<SelectItem> items) {
        SelectClauses clauses = query.clauses();
        Select select =
                rows(query, Froms.named(query), items).groupBy(clauses.groupBy().toArray(Expression<?>[]::new));
        if (clauses.having() != null) {
            select = select.having(clauses.having());
        }
        for (var window : clauses.windows().entrySet()) {
            select = select.window(window.getKey(), window.getValue());
        }
        return select;
    }

    /** The same query with other items and another plain grouping, and with neither order nor limit. */
    static Select groups(
            Select query,
            List<FromItem> from,
            List<SelectItem> items,
            List<Expression<?>> grouping,
            UnaryOperator<ClauseElement> inHaving) {
        SelectClauses clauses = query.clauses();
        boolean isOne =
                grouping.isEmpty() && items.stream().noneMatch(item -> UniteGroupings.aggregates((ClauseElement) item));
        Select select =
                rows(query, from, isOne ? ofOneRow(items) : items).groupBy(grouping.toArray(Expression<?>[]::new));
        return clauses.having() == null ? select : select.having(having(inHaving.apply(clauses.having())));
    }

    /** What stands in WITH, FROM and WHERE of a query, with other items and another FROM. */
    static Select rows(Select query, List<FromItem> from, List<SelectItem> items) {
        SelectClauses clauses = query.clauses();
        Select select = Select.of(items.toArray(SelectItem[]::new))
                .from(from.toArray(FromItem[]::new))
                .with(clauses.with().toArray(Cte[]::new));
        if (clauses.correlated() != null) {
            select = select.correlate(clauses.correlated().toArray(FromItem[]::new));
        }
        return clauses.where() == null ? select : select.where(clauses.where());
    }

    @SuppressWarnings("unchecked")
    private static Expression<Boolean> having(ClauseElement condition) {
        return (Expression<Boolean>) condition;
    }

    /** A query without groups gives one row where it aggregates: its first item then waits for an aggregate. */
    static List<SelectItem> ofOneRow(List<SelectItem> items) {
        if (!(items.get(0) instanceof Expression<?> first)) {
            return items;
        }
        Expression<?> waiting = Sql.caseWhen(Aggregates.countRows().ge(0L), Numbered.unlabelled(first));
        List<SelectItem> all = new ArrayList<>(items);
        all.set(0, first instanceof Label<?> label ? waiting.as(label.name()) : waiting);
        return all;
    }

    /** The same terms about what their labels stand for. */
    static OrderTerm[] unlabelled(List<OrderTerm> terms) {
        return terms.stream()
                .map(term -> new OrderTerm(Numbered.unlabelled(term.expression()), term.direction(), term.nulls()))
                .toArray(OrderTerm[]::new);
    }
}
