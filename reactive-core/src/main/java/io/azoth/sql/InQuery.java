package io.azoth.sql;

import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code operand IN (SELECT ...)}.
 *
 * @param operand what is looked for
 * @param query gives the values; one column
 * @param negated NOT IN
 */
public record InQuery(Expression<?> operand, Query query, boolean negated) implements Expression<Boolean> {
    @Override
    public SqlType<Boolean> type() {
        return SqlTypes.BOOLEAN;
    }

    @Override
    public List<? extends ClauseElement> children() {
        return List.of(operand, query);
    }

    @Override
    public InQuery mapChildren(UnaryOperator<ClauseElement> f) {
        return new InQuery(Mapped.one(f, operand), Mapped.one(f, query), negated);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.inQuery(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
