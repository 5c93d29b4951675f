package io.azoth.sql;

import io.azoth.type.SqlType;

/**
 * A value in SQL, of a known Java type.
 *
 * @param <T> the Java class of its values
 */
public sealed interface Expression<T>
        extends ClauseElement, SelectItem, ComparisonOperators<T>, ArithmeticOperators<T>, TextOperators<T>, Ordering<T>
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

    /** The value converted to another type by the database. */
    default <U> Expression<U> cast(SqlType<U> target) {
        return new Cast<>(this, target);
    }
}
