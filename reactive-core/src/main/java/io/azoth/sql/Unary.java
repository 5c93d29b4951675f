package io.azoth.sql;

import io.azoth.type.SqlType;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An operand with an operator before or behind it: {@code NOT x}, {@code x IS NULL}.
 *
 * @param operator the operator
 * @param operand the operand
 * @param type the type of the whole
 */
public record Unary<T>(Operator operator, Expression<?> operand, SqlType<T> type) implements Expression<T> {
    @Override
    public List<? extends ClauseElement> children() {
        return List.of(operand);
    }

    @Override
    public Unary<T> mapChildren(UnaryOperator<ClauseElement> f) {
        return new Unary<>(operator, Mapped.one(f, operand), type);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.unary(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
