package io.azoth.compile.rewrite;

import io.azoth.sql.ClauseElement;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.ColumnNames;
import io.azoth.sql.Compound;
import io.azoth.sql.Dates;
import io.azoth.sql.Expression;
import io.azoth.sql.FromItem;
import io.azoth.sql.Function;
import io.azoth.sql.Multiset;
import io.azoth.sql.OrderTerm;
import io.azoth.sql.Over;
import io.azoth.sql.Paging;
import io.azoth.sql.Query;
import io.azoth.sql.RowShape.ResultColumn;
import io.azoth.sql.ScalarQuery;
import io.azoth.sql.Select;
import io.azoth.sql.SelectClauses;
import io.azoth.sql.SelectItem;
import io.azoth.sql.SubqueryAlias;
import io.azoth.sql.TextBytes;
import io.azoth.sql.TextStatement;
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

    /** The query that gives each of the rows as one JSON array, for a target that makes one array of such a query. */
    public static Query each(Multiset<?> multiset) {
        Query query = multiset.query();
        if (query instanceof Compound compound && compound.isPlain() && areRows(compound) && areTexts(compound)) {
            return compound.mapChildren(term -> each((Select) term));
        }
        return each(query instanceof Select select && isRows(select) ? select : wrapped(query));
    }

    private static Select each(Select rows) {
        SelectClauses clauses = rows.clauses();
        Select nested = Replace.items(rows, List.of(json("json_array", cells(rows))));
        if (clauses.distinct() && clauses.orderBy().isEmpty()) {
            nested = nested.distinct();
        } else if (clauses.distinct()) {
            nested = nested.groupBy(columns(rows));
        }
        return Orders.paged(nested.orderBy(Replace.unlabelled(clauses.orderBy())), clauses.paging());
    }

    private static Expression<?>[] columns(Select rows) {
        return rows.resultColumns().stream()
                .map(column -> Numbered.unlabelled(ColumnNames.expression(column)))
                .toArray(Expression<?>[]::new);
    }

    private static boolean areRows(Compound compound) {
        return compound.terms().stream().allMatch(term -> term instanceof Select select && isRows(select));
    }

    /** Whether rows are equal where their arrays are: not where decimals have different numbers of digits. */
    private static boolean areTexts(Compound compound) {
        boolean equal = compound.operation() == Compound.Operation.UNION_ALL;
        List<ResultColumn> first = compound.resultColumns();
        for (int i = 0; i < first.size() && !equal; i++) {
            int place = i;
            SqlType<?> type = first.get(i).type();
            boolean alike = type.kind() != SqlKind.DECIMAL
                    || compound.terms().stream()
                            .allMatch(term -> hasDigits(term.resultColumns().get(place), type));
            if (!alike) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasDigits(ResultColumn column, SqlType<?> type) {
        boolean isPlain =
                column.expression() != null && Numbered.unlabelled(column.expression()) instanceof ColumnExpression;
        return isPlain
                && type.shape().length() > 0
                && column.type().shape().length() > 0
                && column.type().shape().scale() == type.shape().scale();
    }

    private static boolean isDecimal(ResultColumn column) {
        return column.type().kind() == SqlKind.DECIMAL && !hasDigits(column, column.type());
    }

    /** Whether an array of what it selects may be selected in its place. */
    private static boolean isRows(Select select) {
        SelectClauses clauses = select.clauses();
        if (clauses.distinct() && select.resultColumns().stream().anyMatch(NestRows::isDecimal)) {
            return false;
        }
        boolean isGrouped = !clauses.groupBy().isEmpty() || !isOfRows(clauses);
        boolean isOrdered = !clauses.distinct()
                || clauses.orderBy().isEmpty()
                || (!isGrouped && clauses.items().stream().allMatch(NestRows::isColumns));
        return isOrdered
                && clauses.distinctOn().isEmpty()
                && clauses.groupBy().stream().allMatch(ColumnExpression.class::isInstance)
                && clauses.lock() == null;
    }

    private static boolean isColumns(SelectItem item) {
        return item instanceof FromItem || Numbered.unlabelled((Expression<?>) item) instanceof ColumnExpression;
    }

    /** Whether its rows are those of its FROM and WHERE, each once. */
    private static boolean isPlain(SelectClauses clauses) {
        return clauses.paging().equals(Paging.ALL)
                && !clauses.distinct()
                && clauses.distinctOn().isEmpty()
                && clauses.groupBy().isEmpty()
                && clauses.having() == null
                && clauses.lock() == null
                && isOfRows(clauses);
    }

    /** Whether each of its rows is computed from one row alone. */
    private static boolean isOfRows(SelectClauses clauses) {
        return clauses.items().stream().allMatch(item -> isOfRow((ClauseElement) item))
                && clauses.orderBy().stream().allMatch(term -> isOfRow(term.expression()));
    }

    private static boolean isOfRow(ClauseElement element) {
        return !UniteGroupings.aggregates(element) && !Over.isIn(element);
    }

    private static Select wrapped(Query query) {
        Query whole = query instanceof Select select ? Orders.selecting(select) : query;
        SubqueryAlias rows = whole.lateral("rows_");
        int width = query.resultColumns().size();
        Select wrapped = Select.of(rows.columns()
                        .subList(0, width == 0 ? rows.columns().size() : width)
                        .toArray(SelectItem[]::new))
                .from(rows);
        return query instanceof TextStatement ? wrapped : Orders.of(whole, rows, wrapped);
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
