package io.azoth.sql;

import io.azoth.type.SqlType;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An expression under a name of its own in the result: {@code expression AS name}.
 *
 * @param expression the expression
 * @param name the name
 */
public record Label<T>(Expression<T> expression, String name) implements Expression<T> {
    @Override
    public SqlType<T> type() {
        return expression.type();
    }

    @Override
    public List<? extends ClauseElement> children() {
        return List.of(expression);
    }

    @Override
    public Label<T> mapChildren(UnaryOperator<ClauseElement> f) {
        return new Label<>(Mapped.one(f, expression), name);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.label(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
