package io.azoth.sql;

import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Two operands and an operator between them.
 *
 * @param left the left operand
 * @param operator the operator
 * @param right the right operand
 * @param type the type of the whole
 */
public record Binary<T>(Expression<?> left, Operator operator, Expression<?> right, SqlType<T> type)
        implements Expression<T> {
    static Binary<Boolean> condition(Expression<?> left, Operator operator, Expression<?> right) {
        return new Binary<>(left, operator, right, SqlTypes.BOOLEAN);
    }

    @Override
    public List<? extends ClauseElement> children() {
        return List.of(left, right);
    }

    @Override
    public Binary<T> mapChildren(UnaryOperator<ClauseElement> f) {
        return new Binary<>(Mapped.one(f, left), operator, Mapped.one(f, right), type);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.binary(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
