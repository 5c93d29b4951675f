package io.azoth.dialect.sqlite;

import io.azoth.sql.Binary;
import io.azoth.sql.Bind;
import io.azoth.sql.Cast;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Expression;
import io.azoth.sql.Function;
import io.azoth.sql.Label;
import io.azoth.sql.Operator;
import io.azoth.sql.Tuple;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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

    /** The comparison of numbers, where the texts would not do. */
    static Binary<?> in(Binary<?> binary) {
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

    /** A column and a value for it, or columns of one type: digits behind the point are as many on both sides. */
    private static boolean areSpelledAlike(Expression<?> left, Expression<?> right) {
        return isStored(left)
                && isStored(right)
                && left.type().kind() == right.type().kind()
                && left.type().shape().scale() == right.type().shape().scale();
    }

    /** Whether it is the text itself, and not what arithmetic has made of it. */
    static boolean isStored(Expression<?> expression) {
        return expression instanceof ColumnExpression || expression instanceof Bind;
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
