package io.azoth.sql;

import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code EXISTS (SELECT ...)}.
 *
 * @param query the query
 * @param negated NOT EXISTS
 */
public record Exists(Query query, boolean negated) implements Expression<Boolean> {
    @Override
    public SqlType<Boolean> type() {
        return SqlTypes.BOOLEAN;
    }

    @Override
    public List<? extends ClauseElement> children() {
        return List.of(query);
    }

    @Override
    public Exists mapChildren(UnaryOperator<ClauseElement> f) {
        return new Exists(Mapped.one(f, query), negated);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.exists(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
