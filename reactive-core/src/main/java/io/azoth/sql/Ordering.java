package io.azoth.sql;

/**
 * How rows are ordered by an expression.
 *
 * @param <T> the Java class of the expression
 */
public sealed interface Ordering<T> permits Expression {
    /** Small values first. */
    default OrderTerm asc() {
        return new OrderTerm(Operands.self(this), OrderTerm.Direction.ASC, OrderTerm.Nulls.DEFAULT);
    }

    /** Large values first. */
    default OrderTerm desc() {
        return new OrderTerm(Operands.self(this), OrderTerm.Direction.DESC, OrderTerm.Nulls.DEFAULT);
    }
}
