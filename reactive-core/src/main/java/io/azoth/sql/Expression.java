package io.azoth.sql;

import io.azoth.type.SqlType;
import java.util.function.UnaryOperator;

/**
 * A value in SQL, of a known Java type.
 *
 * @param <T> the Java class of its values
 */
public sealed interface Expression<T>
        extends ClauseElement,
                SelectItem,
                ComparisonOperators<T>,
                ArithmeticOperators<T>,
                TextOperators<T>,
                BitOperators<T>,
                Ordering<T>
        permits ColumnExpression,
                Bind,
                Literal,
                Binary,
                Unary,
                Junction,
                Between,
                Like,
                InList,
                InQuery,
                Exists,
                ScalarQuery,
                Cast,
                Function,
                Over,
                Case,
                Tuple,
                Quantified,
                Extract,
                Collate,
                Grouping,
                JsonPath,
                DateShift,
                DateDifference,
                Multiset,
                CustomExpression,
                Label,
                TextExpression {
    /** The type of its values. */
    SqlType<T> type();

    /** Calls the visitor's method for this kind. */
    <R> R accept(ExpressionVisitor<R> visitor);

    /**
     * The same value under a name of its own in the result.
     *
     * @param name the name; not null
     */
    default Expression<T> as(String name) {
        return new Label<>(this, name);
    }

    @Override
    Expression<T> mapChildren(UnaryOperator<ClauseElement> f);

    /**
     * Any other operator of the database: {@code column.op("@@", query, BOOLEAN)}.
     *
     * @param operator its token, of operator characters or of letters and spaces
     * @param other the right operand
     * @param result the type of the whole
     */
    default <U> Expression<U> op(String operator, Expression<?> other, SqlType<U> result) {
        return new Binary<>(this, Operator.custom(operator), other, result);
    }

    /** The value converted to another type by the database. */
    default <U> Expression<U> cast(SqlType<U> target) {
        return new Cast<>(this, target);
    }
}
