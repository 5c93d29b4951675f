package io.azoth.sql;

import io.azoth.type.SqlType;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Text under the rules of a collation: {@code operand COLLATE name}.
 *
 * @param operand the text
 * @param collation the name of the collation, unquoted
 */
public record Collate<T>(Expression<T> operand, String collation) implements Expression<T> {
    @Override
    public SqlType<T> type() {
        return operand.type();
    }

    @Override
    public List<? extends ClauseElement> children() {
        return List.of(operand);
    }

    @Override
    public Collate<T> mapChildren(UnaryOperator<ClauseElement> f) {
        return new Collate<>(Mapped.one(f, operand), collation);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.collate(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
