package io.azoth.compile.rewrite;

import io.azoth.error.CompileException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.ColumnNames;
import io.azoth.sql.Compound;
import io.azoth.sql.Expression;
import io.azoth.sql.OrderTerm;
import io.azoth.sql.Paging;
import io.azoth.sql.Query;
import io.azoth.sql.Select;
import io.azoth.sql.SelectItem;
import io.azoth.sql.SubqueryAlias;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts the order and the limit of a set operation on the SELECT that stands in its place. */
final class Orders {
    private Orders() {}

    static Select of(Compound compound, Select select) {
        Select ordered = select;
        for (OrderTerm term : compound.orderBy()) {
            Expression<?> column = select.resultColumns()
                    .get(compound.positionOf(term.expression()))
                    .expression();
            ordered = ordered.orderBy(new OrderTerm(selected(column), term.direction(), term.nulls()));
        }
        return paged(ordered, compound.paging());
    }

    /** Puts the order of a query on the SELECT from it. */
    static Select of(Query whole, SubqueryAlias rows, Select select) {
        List<OrderTerm> order = whole instanceof Compound compound
                ? compound.orderBy()
                : ((Select) whole).clauses().orderBy();
        Select ordered = select;
        for (OrderTerm term : order) {
            int place = whole instanceof Compound compound
                    ? compound.positionOf(term.expression())
                    : position((Select) whole, term.expression());
            Expression<?> column = rows.columns().get(place);
            ordered = ordered.orderBy(new OrderTerm(column, term.direction(), term.nulls()));
        }
        return ordered;
    }

    /** Puts the order and the limit of a SELECT on the set operation that stands in its place. */
    static Compound of(Select select, Compound compound) {
        Compound ordered = compound;
        for (OrderTerm term : select.clauses().orderBy()) {
            int index = position(select, term.expression());
            Expression<?> item = compound.resultColumns().get(index).expression();
            ordered = ordered.orderBy(new OrderTerm(selected(item), term.direction(), term.nulls()));
        }
        Long limit = select.clauses().limit();
        Long offset = select.clauses().offset();
        ordered = limit == null ? ordered : ordered.limit(limit);
        return offset == null ? ordered : ordered.offset(offset);
    }

    private static Expression<?> selected(@Nullable Expression<?> expression) {
        return Objects.requireNonNull(expression, "selected expression");
    }

    private static int position(Select select, Expression<?> expression) {
        int found = find(select, expression);
        if (found < 0) {
            throw new CompileException(
                    ErrorCode.INVALID_STATEMENT,
                    "A DISTINCT query is ordered by what it selects, and it does not select " + expression
                            + "; select it as well");
        }
        return found;
    }

    /** The position of an expression among the columns of a query, or -1. */
    static int find(Select select, Expression<?> expression) {
        return ColumnNames.find(select.resultColumns(), expression);
    }

    /** The query with what it is ordered by among its columns, behind the others where it was not there. */
    static Select selecting(Select select) {
        Select all = select;
        for (OrderTerm term : select.clauses().orderBy()) {
            all = selecting(all, term.expression());
        }
        for (Expression<?> on : select.clauses().distinctOn()) {
            all = selecting(all, on);
        }
        return all;
    }

    private static Select selecting(Select select, Expression<?> expression) {
        boolean isThere = select.clauses().distinct() || find(select, expression) >= 0;
        int next = select.resultColumns().size() + 1;
        return isThere ? select : select.columns(Numbered.unlabelled(expression).as("order_" + next + "_"));
    }

    /**
     * The same rows as a subquery, ordered as before, and the first of each where that was asked for.
     *
     * @param select the query as it was
     * @param whole the query with further columns to order it by
     * @param bare the query without order, with the columns of the whole
     */
    static Select around(Select select, Select whole, Query bare) {
        SubqueryAlias rows = bare.lateral("rows_");
        int width = select.resultColumns().size();
        Select around = Select.of(rows.columns().subList(0, width).toArray(SelectItem[]::new))
                .from(rows);
        for (Expression<?> on : select.clauses().distinctOn()) {
            around = around.distinctOn(rows.columns().get(position(whole, on)));
        }
        for (OrderTerm term : select.clauses().orderBy()) {
            Expression<?> column = rows.columns().get(position(whole, term.expression()));
            around = around.orderBy(new OrderTerm(column, term.direction(), term.nulls()));
        }
        return paged(around, select.clauses().paging());
    }

    static Select paged(Select select, Paging paging) {
        Select paged = select;
        Long limit = paging.limit();
        if (limit != null) {
            paged = paging.withTies() ? paged.limitWithTies(limit) : paged.limit(limit);
        }
        Long offset = paging.offset();
        return offset == null ? paged : paged.offset(offset);
    }
}
