package io.azoth.sql;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A column of something that stands in FROM: of a table, of an alias, of a subquery.
 *
 * @param <T> the Java class of its values
 */
public non-sealed interface ColumnExpression<T> extends Expression<T> {
    /** Its name, unquoted. */
    String name();

    /** What it is a column of. */
    FromItem source();

    @Override
    default List<? extends ClauseElement> children() {
        return List.of();
    }

    @Override
    default ColumnExpression<T> mapChildren(UnaryOperator<ClauseElement> f) {
        return this;
    }

    @Override
    default <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.column(this);
    }
}
