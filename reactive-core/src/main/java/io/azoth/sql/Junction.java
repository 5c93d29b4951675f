package io.azoth.sql;

import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Conditions joined by AND or OR. No terms at all is true for AND and false for OR.
 *
 * @param kind AND or OR
 * @param terms the conditions
 */
public record Junction(Kind kind, List<Expression<Boolean>> terms) implements Expression<Boolean> {
    /** AND or OR. */
    public enum Kind {
        AND,
        OR
    }

    public Junction {
        terms = List.copyOf(terms);
    }

    @Override
    public SqlType<Boolean> type() {
        return SqlTypes.BOOLEAN;
    }

    @Override
    public List<? extends ClauseElement> children() {
        return terms;
    }

    @Override
    public Junction mapChildren(UnaryOperator<ClauseElement> f) {
        return new Junction(kind, Mapped.all(f, terms));
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.junction(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
