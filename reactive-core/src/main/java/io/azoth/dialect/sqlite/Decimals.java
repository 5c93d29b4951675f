package io.azoth.dialect.sqlite;

import io.azoth.sql.Alias;
import io.azoth.sql.Binary;
import io.azoth.sql.Bind;
import io.azoth.sql.Cast;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Compound;
import io.azoth.sql.Cte;
import io.azoth.sql.Expression;
import io.azoth.sql.FromItem;
import io.azoth.sql.Function;
import io.azoth.sql.InQuery;
import io.azoth.sql.Label;
import io.azoth.sql.Operator;
import io.azoth.sql.Query;
import io.azoth.sql.Returning;
import io.azoth.sql.RowShape.ResultColumn;
import io.azoth.sql.RowStatement;
import io.azoth.sql.Select;
import io.azoth.sql.Sql;
import io.azoth.sql.SubqueryAlias;
import io.azoth.sql.TableItem;
import io.azoth.sql.Tuple;
import io.azoth.sql.ValuesTable;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Exact decimals are kept as text, in which 9.99 is more than 10.50: where one is to be more than another, both are
 * compared as numbers of 15 digits. Values of one column's type are equal where their text is, to the last digit.
 */
final class Decimals {
    private static final Set<Operator> ORDERING = Set.of(Operator.LT, Operator.LE, Operator.GT, Operator.GE);
    private static final Set<Operator> EQUALITY =
            Set.of(Operator.EQ, Operator.NE, Operator.IS_DISTINCT_FROM, Operator.IS_NOT_DISTINCT_FROM);
    private static final Set<String> PICKING = Set.of("min", "max", "greatest", "least");

    private Decimals() {}

    static boolean is(Expression<?> expression) {
        return expression.type().kind() == SqlKind.DECIMAL;
    }

    /** The comparison of numbers, where the texts would not do, and the quotient that has digits behind the point. */
    static Binary<?> in(Binary<?> binary) {
        if (binary.operator().equals(Operator.DIVIDE)) {
            boolean isWhole = is(binary) && !isFraction(binary.left()) && !isFraction(binary.right());
            return isWhole
                    ? new Binary<>(number(binary.left()), binary.operator(), binary.right(), binary.type())
                    : binary;
        }
        boolean orders = ORDERING.contains(binary.operator());
        boolean equals = EQUALITY.contains(binary.operator())
                && (is(binary.left()) || is(binary.right()))
                && !areSpelledAlike(binary.left(), binary.right());
        boolean tuples = binary.left() instanceof Tuple && binary.right() instanceof Tuple;
        boolean decimals = is(binary.left()) || is(binary.right());
        return equals || (orders && (decimals || tuples))
                ? new Binary<>(number(binary.left()), binary.operator(), number(binary.right()), binary.type())
                : binary;
    }

    /** Whether it is no whole number for the database, which would leave the rest of a division out. */
    private static boolean isFraction(Expression<?> expression) {
        if (expression instanceof Binary<?> binary) {
            return isFraction(binary.left()) || isFraction(binary.right());
        }
        return is(expression)
                && isStored(expression)
                && expression.type().shape().scale() > 0;
    }

    /** A column and a value for it, or columns of one type: digits behind the point are as many on both sides. */
    private static boolean areSpelledAlike(Expression<?> left, Expression<?> right) {
        return isStored(left)
                && isStored(right)
                && left.type().kind() == right.type().kind()
                && left.type().shape().scale() == right.type().shape().scale();
    }

    /** Whether it is the text itself, and not what arithmetic or an aggregate has made of it, here or in a query in FROM. */
    static boolean isStored(Expression<?> expression) {
        return expression instanceof Bind
                || (expression instanceof Cast && is(expression))
                || (expression instanceof ColumnExpression<?> column && isStored(column, column.source()));
    }

    /** Whether it is the text that a column of a type keeps. */
    static boolean isStored(Expression<?> expression, SqlType<?> type) {
        return isStored(expression) && fits(expression.type(), type);
    }

    /** Whole numbers have no digits behind the point in either form; what is of any scale may have some. */
    private static boolean fits(SqlType<?> from, SqlType<?> to) {
        return from.kind() == to.kind()
                && from.shape().scale() == to.shape().scale()
                && (from.shape().length() > 0 || to.shape().length() == 0);
    }

    private static boolean isStored(ColumnExpression<?> column, FromItem source) {
        if (source instanceof SubqueryAlias subquery) {
            return isStored(subquery.query(), place(column), column.type());
        } else if (source instanceof Cte cte) {
            return cte.body() != null && isStored(cte.body(), place(column), column.type());
        }
        boolean ofValues =
                source instanceof ValuesTable values && values.children().isEmpty();
        return ofValues || source instanceof TableItem || source instanceof Alias;
    }

    private static int place(ColumnExpression<?> column) {
        List<? extends ColumnExpression<?>> columns = column.source().columns();
        int place = 0;
        while (!columns.get(place).name().equals(column.name())) {
            place++;
        }
        return place;
    }

    /** Whether a column of the rows is stored text, with as many digits behind the point as a type has. */
    static boolean isStored(RowStatement rows, int place, SqlType<?> type) {
        if (rows instanceof Compound compound) {
            return compound.terms().stream().allMatch(term -> isStored(term, place, type));
        }
        Expression<?> selected = results(rows).get(place).expression();
        Expression<?> bare = selected instanceof Label<?> label ? label.expression() : selected;
        return bare != null && isStored(bare, type);
    }

    private static List<ResultColumn> results(RowStatement rows) {
        return rows instanceof Returning returning ? returning.resultColumns() : ((Query) rows).resultColumns();
    }

    /** The search among numbers, where the texts would not do. */
    static InQuery in(InQuery in) {
        List<? extends Expression<?>> parts =
                in.operand() instanceof Tuple tuple ? tuple.parts() : List.of(in.operand());
        List<ResultColumn> found = results(in.query());
        boolean alike = true;
        for (int i = 0; i < parts.size() && i < found.size(); i++) {
            Expression<?> part = parts.get(i);
            boolean decimals = is(part) || found.get(i).type().kind() == SqlKind.DECIMAL;
            alike &= !decimals || (isStored(part) && isStored(in.query(), i, part.type()));
        }
        return alike ? in : new InQuery(number(in.operand()), numbers(in.query()), in.negated());
    }

    /** What is selected is a number wherever the query names it: in its order and groups too. */
    private static Query numbers(Query query) {
        if (query instanceof Compound compound) {
            return compound.mapChildren(
                    child -> child instanceof Query term ? numbers(term) : number((Expression<?>) child));
        }
        List<@Nullable Expression<?>> selected = new ArrayList<>();
        query.resultColumns().forEach(column -> selected.add(column.expression()));
        Query mapped = query instanceof Select select
                ? select.mapChildren(
                        child -> child instanceof Expression<?> item && selected.contains(item) ? number(item) : child)
                : query;
        return mapped.resultColumns().stream().anyMatch(column -> column.type().kind() == SqlKind.DECIMAL)
                ? around(mapped)
                : mapped;
    }

    /** For text, and for tables that are selected as a whole. */
    private static Query around(Query query) {
        SubqueryAlias rows = query.lateral("rows_");
        return Sql.select(rows.columns().stream().map(Decimals::number).toArray(Expression<?>[]::new))
                .from(rows);
    }

    /** What compares as a number; each part of a tuple by itself. */
    static Expression<?> number(Expression<?> expression) {
        if (expression instanceof Tuple tuple) {
            List<Expression<?>> parts = new ArrayList<>();
            tuple.parts().forEach(part -> parts.add(number(part)));
            return new Tuple(parts);
        }
        Expression<?> bare = expression instanceof Label<?> label ? label.expression() : expression;
        return is(bare) ? new Cast<>(bare, SqlTypes.DOUBLE) : expression;
    }

    /** Whether it gives the least or the largest of decimals. */
    static boolean picks(Function<?> function) {
        return PICKING.contains(function.name()) && is(function);
    }

    /** The least or the largest among numbers. */
    static Function<?> in(Function<?> function) {
        List<Expression<?>> numbers = new ArrayList<>();
        function.arguments().forEach(argument -> numbers.add(number(argument)));
        return new Function<>(function.name(), numbers, SqlTypes.DOUBLE, function.aggregation());
    }
}
