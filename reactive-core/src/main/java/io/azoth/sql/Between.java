package io.azoth.sql;

import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code operand BETWEEN low AND high}, both ends included.
 *
 * @param operand what is compared
 * @param low the low end
 * @param high the high end
 * @param negated NOT BETWEEN
 */
public record Between(Expression<?> operand, Expression<?> low, Expression<?> high, boolean negated)
        implements Expression<Boolean> {
    @Override
    public SqlType<Boolean> type() {
        return SqlTypes.BOOLEAN;
    }

    @Override
    public List<? extends ClauseElement> children() {
        return List.of(operand, low, high);
    }

    @Override
    public Between mapChildren(UnaryOperator<ClauseElement> f) {
        return new Between(Mapped.one(f, operand), Mapped.one(f, low), Mapped.one(f, high), negated);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.between(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
