package io.azoth.sql;

import io.azoth.type.SqlType;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code CAST(operand AS type)}.
 *
 * @param operand what is converted
 * @param type the type to convert to
 */
public record Cast<T>(Expression<?> operand, SqlType<T> type) implements Expression<T> {
    @Override
    public List<? extends ClauseElement> children() {
        return List.of(operand);
    }

    @Override
    public Cast<T> mapChildren(UnaryOperator<ClauseElement> f) {
        return new Cast<>(Mapped.one(f, operand), type);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.cast(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
