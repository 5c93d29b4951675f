package io.azoth.sql;

/**
 * Operations on the bits of whole numbers.
 *
 * @param <T> the Java class of the expression; a database refuses these on what is no whole number
 */
public sealed interface BitOperators<T> permits Expression {
    /** The bits that are set in both. */
    default Expression<T> bitAnd(T value) {
        return Operands.combine(this, Operator.BIT_AND, Operands.bind(this, value));
    }

    /** The bits that are set in both. */
    default Expression<T> bitAnd(Expression<T> other) {
        return Operands.combine(this, Operator.BIT_AND, other);
    }

    /** The bits that are set in at least one. */
    default Expression<T> bitOr(T value) {
        return Operands.combine(this, Operator.BIT_OR, Operands.bind(this, value));
    }

    /** The bits that are set in at least one. */
    default Expression<T> bitOr(Expression<T> other) {
        return Operands.combine(this, Operator.BIT_OR, other);
    }

    /** The bits that are set in exactly one. */
    default Expression<T> bitXor(T value) {
        return Operands.combine(this, Operator.BIT_XOR, Operands.bind(this, value));
    }

    /** The bits that are set in exactly one. */
    default Expression<T> bitXor(Expression<T> other) {
        return Operands.combine(this, Operator.BIT_XOR, other);
    }

    /** The bits that are not set. */
    default Expression<T> bitNot() {
        Expression<T> self = Operands.self(this);
        return new Unary<>(Operator.BIT_NOT, self, self.type());
    }

    /** All bits so many places to the left. */
    default Expression<T> shiftLeft(int places) {
        return Operands.combine(this, Operator.SHIFT_LEFT, Operands.places(places));
    }

    /** All bits so many places to the right, the sign kept. */
    default Expression<T> shiftRight(int places) {
        return Operands.combine(this, Operator.SHIFT_RIGHT, Operands.places(places));
    }
}
