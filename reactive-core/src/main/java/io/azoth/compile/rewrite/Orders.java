package io.azoth.compile.rewrite;

import io.azoth.error.CompileException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.Compound;
import io.azoth.sql.Expression;
import io.azoth.sql.OrderTerm;
import io.azoth.sql.Paging;
import io.azoth.sql.Query;
import io.azoth.sql.Select;
import io.azoth.sql.SelectItem;
import io.azoth.sql.SubqueryAlias;
import java.util.Objects;

/** Puts the order and the limit of a set operation on the SELECT that stands in its place. */
final class Orders {
    private Orders() {}

    static Select of(Compound compound, Select select) {
        Select ordered = select;
        for (OrderTerm term : compound.orderBy()) {
            Expression<?> column = named(select, compound.nameOf(term.expression()));
            ordered = ordered.orderBy(new OrderTerm(column, term.direction(), term.nulls()));
        }
        return paged(ordered, compound.paging());
    }

    /** Puts the order and the limit of a SELECT on the set operation that stands in its place. */
    static Compound of(Select select, Compound compound) {
        Compound ordered = compound;
        for (OrderTerm term : select.clauses().orderBy()) {
            int index = position(select, term.expression());
            Expression<?> item = compound.resultColumns().get(index).expression();
            ordered = ordered.orderBy(
                    new OrderTerm(Objects.requireNonNull(item, "selected expression"), term.direction(), term.nulls()));
        }
        Long limit = select.clauses().limit();
        Long offset = select.clauses().offset();
        ordered = limit == null ? ordered : ordered.limit(limit);
        return offset == null ? ordered : ordered.offset(offset);
    }

    private static int position(Select select, Expression<?> expression) {
        int found = find(select, expression);
        if (found < 0) {
            throw new CompileException(
                    ErrorCode.INVALID_STATEMENT,
                    "A query with grouping sets, or with DISTINCT and ties, is ordered by what it selects, and it does "
                            + "not select " + expression);
        }
        return found;
    }

    /** The position of an expression among the columns of a query, or -1. */
    static int find(Select select, Expression<?> expression) {
        for (int i = 0; i < select.resultColumns().size(); i++) {
            Expression<?> selected = select.resultColumns().get(i).expression();
            if (selected != null
                    && (selected.equals(expression)
                            || Numbered.unlabelled(selected).equals(expression))) {
                return i;
            }
        }
        return -1;
    }

    /** The same rows as a subquery, ordered as before, and the first of each where that was asked for. */
    static Select around(Select select, Query bare) {
        SubqueryAlias rows = bare.as("rows_");
        Select around = Select.of(rows.columns().toArray(SelectItem[]::new)).from(rows);
        for (Expression<?> on : select.clauses().distinctOn()) {
            around = around.distinctOn(rows.columns().get(position(select, on)));
        }
        for (OrderTerm term : select.clauses().orderBy()) {
            Expression<?> column = rows.columns().get(position(select, term.expression()));
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

    private static Expression<?> named(Select select, String name) {
        for (int i = 0; i < select.resultColumns().size(); i++) {
            if (select.resultColumns().get(i).name().equals(name)) {
                SelectItem item = select.clauses().items().get(i);
                return (Expression<?>) item;
            }
        }
        throw new IllegalStateException("No column " + name);
    }
}
