package io.azoth.compile.rewrite;

import io.azoth.sql.Dates;
import io.azoth.sql.Expression;
import io.azoth.sql.FromItem;
import io.azoth.sql.Function;
import io.azoth.sql.Multiset;
import io.azoth.sql.OrderTerm;
import io.azoth.sql.Paging;
import io.azoth.sql.Query;
import io.azoth.sql.ScalarQuery;
import io.azoth.sql.Select;
import io.azoth.sql.SelectClauses;
import io.azoth.sql.SelectItem;
import io.azoth.sql.SubqueryAlias;
import io.azoth.sql.TextBytes;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.ArrayList;
import java.util.List;

/** Nested rows as a scalar query that aggregates them to a JSON array of arrays, in the order of the query. */
public final class NestRows {
    private NestRows() {}

    /** The scalar query that gives the rows. */
    public static ScalarQuery<String> in(Multiset<?> multiset) {
        Query query = multiset.query();
        Select rows = query instanceof Select select && isPlain(select.clauses()) ? select : wrapped(query);
        OrderTerm[] order = Replace.unlabelled(rows.clauses().orderBy());
        Function<String> all = json("json_array_agg", json("json_array", cells(rows)));
        Function<String> ordered = order.length == 0 ? all : all.orderBy(order);
        Function<String> value = json("coalesce", ordered, json("json_array"));
        return new ScalarQuery<>(Replace.items(rows, List.of(value)), SqlTypes.JSON);
    }

    /** Whether its rows are those of its FROM and WHERE, each once. */
    private static boolean isPlain(SelectClauses clauses) {
        return clauses.paging().equals(Paging.ALL)
                && !clauses.distinct()
                && clauses.distinctOn().isEmpty()
                && clauses.groupBy().isEmpty()
                && clauses.having() == null
                && clauses.lock() == null;
    }

    private static Select wrapped(Query query) {
        SubqueryAlias rows = query.lateral("rows_");
        Select wrapped = Select.of(rows.columns().toArray(SelectItem[]::new)).from(rows);
        return query instanceof Select select ? ordered(wrapped, select, rows) : wrapped;
    }

    /** In the order of the query, as far as it selects what it is ordered by. */
    private static Select ordered(Select wrapped, Select select, SubqueryAlias rows) {
        Select ordered = wrapped;
        for (OrderTerm term : select.clauses().orderBy()) {
            int position = Orders.find(select, term.expression());
            if (position < 0) {
                return ordered;
            }
            ordered = ordered.orderBy(new OrderTerm(rows.columns().get(position), term.direction(), term.nulls()));
        }
        return ordered;
    }

    private static Expression<?>[] cells(Select rows) {
        List<Expression<?>> cells = new ArrayList<>();
        for (SelectItem item : rows.clauses().items()) {
            if (item instanceof FromItem from) {
                from.columns().forEach(column -> cells.add(cell(column)));
            } else {
                cells.add(cell(Numbered.unlabelled((Expression<?>) item)));
            }
        }
        return cells.toArray(Expression<?>[]::new);
    }

    /** JSON has no bytes, and a document in a document would not be told from a row. */
    private static Expression<?> cell(Expression<?> expression) {
        SqlKind kind = expression.type().kind();
        if (kind == SqlKind.BINARY) {
            return TextBytes.hex(expression);
        }
        if (kind == SqlKind.REAL || kind == SqlKind.DOUBLE) {
            return new Function<>(Multiset.CELL, List.of(expression), expression.type());
        } else if (kind == SqlKind.INTERVAL) {
            return new Function<>(Dates.MICROSECONDS, List.of(expression), SqlTypes.BIGINT);
        }
        if (kind == SqlKind.ARRAY && innermost(expression.type()).kind() == SqlKind.JSON) {
            return expression.cast(SqlTypes.array(SqlTypes.TEXT));
        }
        return kind == SqlKind.JSON && !(expression instanceof Multiset) ? expression.cast(SqlTypes.TEXT) : expression;
    }

    private static SqlType<?> innermost(SqlType<?> type) {
        SqlType<?> element = type.shape().element();
        return element == null ? type : innermost(element);
    }

    private static Function<String> json(String name, Expression<?>... arguments) {
        return new Function<>(name, List.of(arguments), SqlTypes.JSON);
    }
}
