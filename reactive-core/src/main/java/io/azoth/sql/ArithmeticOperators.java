package io.azoth.sql;

/**
 * Arithmetic between operands of one type; where the types differ, {@link Expression#cast} one of them.
 *
 * @param <T> the Java class of the expression
 */
public sealed interface ArithmeticOperators<T> permits Expression {
    /** {@code +} */
    default Expression<T> plus(T value) {
        return Operands.combine(this, Operator.ADD, Operands.bind(this, value));
    }

    /** {@code +} */
    default Expression<T> plus(Expression<T> other) {
        return Operands.combine(this, Operator.ADD, other);
    }

    /** {@code -} */
    default Expression<T> minus(T value) {
        return Operands.combine(this, Operator.SUBTRACT, Operands.bind(this, value));
    }

    /** {@code -} */
    default Expression<T> minus(Expression<T> other) {
        return Operands.combine(this, Operator.SUBTRACT, other);
    }

    /** {@code *} */
    default Expression<T> times(T value) {
        return Operands.combine(this, Operator.MULTIPLY, Operands.bind(this, value));
    }

    /** {@code *} */
    default Expression<T> times(Expression<T> other) {
        return Operands.combine(this, Operator.MULTIPLY, other);
    }

    /** {@code /} */
    default Expression<T> dividedBy(T value) {
        return Operands.combine(this, Operator.DIVIDE, Operands.bind(this, value));
    }

    /** {@code /} */
    default Expression<T> dividedBy(Expression<T> other) {
        return Operands.combine(this, Operator.DIVIDE, other);
    }

    /** {@code %}: the rest of a division, with the sign of the dividend. */
    default Expression<T> modulo(T value) {
        return Operands.combine(this, Operator.MODULO, Operands.bind(this, value));
    }

    /** {@code %}: the rest of a division, with the sign of the dividend. */
    default Expression<T> modulo(Expression<T> other) {
        return Operands.combine(this, Operator.MODULO, other);
    }

    /** Unary {@code -} */
    default Expression<T> negate() {
        Expression<T> self = Operands.self(this);
        return new Unary<>(Operator.NEGATE, self, self.type());
    }
}
