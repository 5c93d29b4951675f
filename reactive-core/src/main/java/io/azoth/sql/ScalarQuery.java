package io.azoth.sql;

import io.azoth.type.SqlType;
import java.util.List;

/**
 * A query of one column and at most one row, as a value.
 *
 * @param query the query
 * @param type the type of its column
 */
public record ScalarQuery<T>(Select query, SqlType<T> type) implements Expression<T> {
    @Override
    public List<? extends ClauseElement> children() {
        return List.of(query);
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
