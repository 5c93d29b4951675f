package io.azoth.sql;

/**
 * How rows are ordered by an expression.
 *
 * @param <T> the Java class of the expression
 */
public sealed interface Ordering<T> extends SortKey permits Expression {
    /** Small values first. */
    default OrderTerm asc() {
        return new OrderTerm(Operands.self(this), OrderTerm.Direction.ASC, OrderTerm.Nulls.DEFAULT);
    }

    @Override
    default OrderTerm toTerm() {
        return asc();
    }

    /** Large values first. */
    default OrderTerm desc() {
        return new OrderTerm(Operands.self(this), OrderTerm.Direction.DESC, OrderTerm.Nulls.DEFAULT);
    }
}
