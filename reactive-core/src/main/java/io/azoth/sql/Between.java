package io.azoth.sql;

import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.List;

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
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.between(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
