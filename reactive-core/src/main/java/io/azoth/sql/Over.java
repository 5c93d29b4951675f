package io.azoth.sql;

import io.azoth.type.SqlType;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A window function: {@code function OVER (window)}.
 *
 * @param function the call
 * @param window the rows that it sees
 */
public record Over<T>(Function<T> function, Window window) implements Expression<T> {
    /** Whether a window function is within an element; those of its subqueries number the rows of these. */
    public static boolean isIn(ClauseElement element) {
        return element instanceof Over
                || (!(element instanceof Query) && element.children().stream().anyMatch(Over::isIn));
    }

    @Override
    public SqlType<T> type() {
        return function.type();
    }

    @Override
    public List<? extends ClauseElement> children() {
        return window.with(function);
    }

    @Override
    public Over<T> mapChildren(UnaryOperator<ClauseElement> f) {
        return new Over<>(Mapped.one(f, function), window.map(f));
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.over(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
