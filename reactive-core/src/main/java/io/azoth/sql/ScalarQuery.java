package io.azoth.sql;

import io.azoth.type.SqlType;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A query of one column and at most one row, as a value.
 *
 * @param query the query
 * @param type the type of its column
 */
public record ScalarQuery<T>(Query query, SqlType<T> type) implements Expression<T> {
    @Override
    public List<? extends ClauseElement> children() {
        return List.of(query);
    }

    @Override
    public ScalarQuery<T> mapChildren(UnaryOperator<ClauseElement> f) {
        return new ScalarQuery<>(Mapped.one(f, query), type);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.scalarQuery(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
