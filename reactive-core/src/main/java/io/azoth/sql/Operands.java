package io.azoth.sql;

import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** From values to operands: what the operator interfaces share. */
final class Operands {
    static final SqlType<Boolean> BOOLEAN = SqlTypes.BOOLEAN;

    private Operands() {}

    /** Only expressions have operators: the interfaces are sealed to them. */
    @SuppressWarnings("unchecked")
    static <T> Expression<T> self(Object operators) {
        return (Expression<T>) operators;
    }

    static <T> Expression<Boolean> compare(ComparisonOperators<T> left, Operator operator, Object value) {
        Expression<T> self = self(left);
        return Binary.condition(self, operator, operand(self, value));
    }

    static <T> Expression<T> combine(Object left, Operator operator, Expression<?> right) {
        Expression<T> self = self(left);
        return new Binary<>(self, operator, right, self.type());
    }

    static <T> Bind<T> bind(Object left, @Nullable Object value) {
        Expression<T> self = self(left);
        return Bind.value(nameOf(self), self.type(), value);
    }

    /** A value as an operand; the class of an untyped column may let an expression pass as a value. */
    static Expression<?> operand(Expression<?> left, Object value) {
        return value instanceof Expression<?> expression ? expression : Bind.value(nameOf(left), left.type(), value);
    }

    private static String nameOf(Expression<?> expression) {
        if (expression instanceof ColumnExpression<?> column) {
            return column.name();
        }
        return expression instanceof Label<?> label ? label.name() : "param";
    }
}
