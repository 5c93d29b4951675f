package io.azoth.sql;

import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;

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

    static Expression<?> bind(Object left, Object value) {
        return operand(self(left), value);
    }

    @SuppressWarnings("unchecked")
    static <T> Bind<T> named(String name, T value) {
        return Bind.value(name, (SqlType<T>) SqlTypes.forValue(value), value);
    }

    static Bind<Integer> places(int value) {
        return Bind.value("places", SqlTypes.INTEGER, value);
    }

    /** A value as an operand; the class of an untyped column may let an expression pass as a value. */
    static Expression<?> operand(Expression<?> left, Object value) {
        if (left instanceof Tuple tuple && !(value instanceof Expression)) {
            return tuple.beside(value);
        }
        return value instanceof Expression<?> expression ? expression : Bind.value(nameOf(left), left.type(), value);
    }

    private static String nameOf(Expression<?> expression) {
        if (expression instanceof ColumnExpression<?> column) {
            return column.name();
        }
        return expression instanceof Label<?> label ? label.name() : "param";
    }
}
