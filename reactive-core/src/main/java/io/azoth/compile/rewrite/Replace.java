package io.azoth.compile.rewrite;

import io.azoth.sql.Aggregates;
import io.azoth.sql.ClauseElement;
import io.azoth.sql.Cte;
import io.azoth.sql.Expression;
import io.azoth.sql.FromItem;
import io.azoth.sql.Froms;
import io.azoth.sql.Function;
import io.azoth.sql.OrderTerm;
import io.azoth.sql.Select;
import io.azoth.sql.SelectClauses;
import io.azoth.sql.SelectItem;
import java.util.List;
import java.util.function.UnaryOperator;

/** Parts of a SELECT exchanged for others. */
final class Replace {
    private Replace() {}

    /** The same query with other items and with neither order, limit nor DISTINCT; FROM stays what it was. */
    static Select items(Select query, List<SelectItem> items) {
        SelectClauses clauses = query.clauses();
        Select select = Select.of(items.toArray(SelectItem[]::new))
                .from(clauses.from().toArray(FromItem[]::new))
                .groupBy(clauses.groupBy().toArray(Expression<?>[]::new))
                .with(clauses.with().toArray(Cte[]::new));
        if (clauses.correlated() != null) {
            select = select.correlate(clauses.correlated().toArray(FromItem[]::new));
        }
        if (clauses.where() != null) {
            select = select.where(clauses.where());
        }
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
            Select query, List<SelectItem> items, List<Expression<?>> grouping, UnaryOperator<ClauseElement> inHaving) {
        SelectClauses clauses = query.clauses();
        Select select = Select.of(items.toArray(SelectItem[]::new))
                .from(Froms.of(query, List.of()).toArray(FromItem[]::new))
                .groupBy(grouping.toArray(Expression<?>[]::new))
                .with(clauses.with().toArray(Cte[]::new));
        if (clauses.where() != null) {
            select = select.where(clauses.where());
        }
        if (grouping.isEmpty() && items.stream().noneMatch(Replace::aggregates)) {
            select = select.having(Aggregates.countRows().gt(0L));
        }
        if (clauses.having() != null) {
            select = select.having(having(inHaving.apply(clauses.having())));
        }
        return select;
    }

    @SuppressWarnings("unchecked")
    private static Expression<Boolean> having(ClauseElement condition) {
        return (Expression<Boolean>) condition;
    }

    private static boolean aggregates(SelectItem item) {
        return contains((ClauseElement) item);
    }

    private static boolean contains(ClauseElement element) {
        return element instanceof Function || element.children().stream().anyMatch(Replace::contains);
    }

    /** The same terms about what their labels stand for. */
    static OrderTerm[] unlabelled(List<OrderTerm> terms) {
        return terms.stream()
                .map(term -> new OrderTerm(Numbered.unlabelled(term.expression()), term.direction(), term.nulls()))
                .toArray(OrderTerm[]::new);
    }
}
