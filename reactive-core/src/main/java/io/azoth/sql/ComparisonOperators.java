package io.azoth.sql;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The comparisons of an expression. A value becomes a bind parameter of the expression's type.
 *
 * @param <T> the Java class of the expression
 */
public sealed interface ComparisonOperators<T> permits Expression {
    /** {@code =}; {@code IS NULL} where the value is null. */
    default Expression<Boolean> eq(@Nullable T value) {
        return value == null ? isNull() : Operands.compare(this, Operator.EQ, value);
    }

    /** {@code =} */
    default Expression<Boolean> eq(Expression<? extends T> other) {
        return Binary.condition(Operands.self(this), Operator.EQ, other);
    }

    /** {@code <>}; {@code IS NOT NULL} where the value is null. */
    default Expression<Boolean> ne(@Nullable T value) {
        return value == null ? isNotNull() : Operands.compare(this, Operator.NE, value);
    }

    /** {@code <>} */
    default Expression<Boolean> ne(Expression<? extends T> other) {
        return Binary.condition(Operands.self(this), Operator.NE, other);
    }

    /** Not the same value, where NULL is a value like any other: never NULL itself. */
    default Expression<Boolean> isDistinctFrom(@Nullable T value) {
        return value == null ? isNotNull() : Operands.compare(this, Operator.IS_DISTINCT_FROM, value);
    }

    /** Not the same value, where NULL is a value like any other. */
    default Expression<Boolean> isDistinctFrom(Expression<? extends T> other) {
        return Binary.condition(Operands.self(this), Operator.IS_DISTINCT_FROM, other);
    }

    /** The same value, where NULL is a value like any other: never NULL itself. */
    default Expression<Boolean> isNotDistinctFrom(@Nullable T value) {
        return value == null ? isNull() : Operands.compare(this, Operator.IS_NOT_DISTINCT_FROM, value);
    }

    /** The same value, where NULL is a value like any other. */
    default Expression<Boolean> isNotDistinctFrom(Expression<? extends T> other) {
        return Binary.condition(Operands.self(this), Operator.IS_NOT_DISTINCT_FROM, other);
    }

    /** {@code <} */
    default Expression<Boolean> lt(T value) {
        return Operands.compare(this, Operator.LT, value);
    }

    /** {@code <} */
    default Expression<Boolean> lt(Expression<? extends T> other) {
        return Binary.condition(Operands.self(this), Operator.LT, other);
    }

    /** {@code <=} */
    default Expression<Boolean> le(T value) {
        return Operands.compare(this, Operator.LE, value);
    }

    /** {@code <=} */
    default Expression<Boolean> le(Expression<? extends T> other) {
        return Binary.condition(Operands.self(this), Operator.LE, other);
    }

    /** {@code >} */
    default Expression<Boolean> gt(T value) {
        return Operands.compare(this, Operator.GT, value);
    }

    /** {@code >} */
    default Expression<Boolean> gt(Expression<? extends T> other) {
        return Binary.condition(Operands.self(this), Operator.GT, other);
    }

    /** {@code >=} */
    default Expression<Boolean> ge(T value) {
        return Operands.compare(this, Operator.GE, value);
    }

    /** {@code >=} */
    default Expression<Boolean> ge(Expression<? extends T> other) {
        return Binary.condition(Operands.self(this), Operator.GE, other);
    }

    /** {@code IS NULL} */
    default Expression<Boolean> isNull() {
        return new Unary<>(Operator.IS_NULL, Operands.self(this), Operands.BOOLEAN);
    }

    /** {@code IS NOT NULL} */
    default Expression<Boolean> isNotNull() {
        return new Unary<>(Operator.IS_NOT_NULL, Operands.self(this), Operands.BOOLEAN);
    }

    /** {@code BETWEEN}, both ends included. */
    default Expression<Boolean> between(T low, T high) {
        return new Between(Operands.self(this), Operands.bind(this, low), Operands.bind(this, high), false);
    }

    /** {@code BETWEEN}, both ends included. */
    default Expression<Boolean> between(Expression<? extends T> low, Expression<? extends T> high) {
        return new Between(Operands.self(this), low, high, false);
    }

    /** {@code NOT BETWEEN} */
    default Expression<Boolean> notBetween(T low, T high) {
        return new Between(Operands.self(this), Operands.bind(this, low), Operands.bind(this, high), true);
    }

    /** {@code NOT BETWEEN} */
    default Expression<Boolean> notBetween(Expression<? extends T> low, Expression<? extends T> high) {
        return new Between(Operands.self(this), low, high, true);
    }

    /** {@code IN}; no values at all is a condition that no row meets. */
    @SuppressWarnings("unchecked")
    default Expression<Boolean> in(T... values) {
        return in(Arrays.asList(values));
    }

    /** {@code IN}; an empty collection is a condition that no row meets. */
    default Expression<Boolean> in(Collection<? extends T> values) {
        return InList.of(Operands.self(this), values, false);
    }

    /**
     * {@code IN} with a collection that is given at execution.
     *
     * @param parameter the name under which it is given; an empty collection is a condition that no row meets
     */
    default Expression<Boolean> inParameter(String parameter) {
        return new InList(Operands.self(this), List.of(), parameter, false);
    }

    /** {@code IN (SELECT ...)} */
    default Expression<Boolean> in(Query query) {
        return new InQuery(Operands.self(this), query, false);
    }

    /** {@code NOT IN}; an empty collection is a condition that every row meets. */
    default Expression<Boolean> notIn(Collection<? extends T> values) {
        return InList.of(Operands.self(this), values, true);
    }

    /** {@code NOT IN (SELECT ...)} */
    default Expression<Boolean> notIn(Query query) {
        return new InQuery(Operands.self(this), query, true);
    }
}
