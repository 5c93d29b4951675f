package io.azoth.sql;

import io.azoth.type.SqlType;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What stands on the right of a comparison with several values: {@code ANY (SELECT ...)}, {@code ALL (array)}.
 *
 * @param kind whether one of the values has to meet the comparison, or each
 * @param values a query of one column, or an array
 * @param type the type of the values
 */
public record Quantified<T>(Kind kind, ClauseElement values, SqlType<T> type) implements Expression<T> {
    /** How many values have to meet the comparison. */
    public enum Kind {
        ANY,
        ALL
    }

    @Override
    public List<? extends ClauseElement> children() {
        return List.of(values);
    }

    @Override
    public Quantified<T> mapChildren(UnaryOperator<ClauseElement> f) {
        return new Quantified<>(kind, Mapped.one(f, values), type);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.quantified(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
