package io.azoth.sql;

import io.azoth.type.SqlTypes;
import java.math.BigDecimal;

/** Functions of numbers; meant for static import. */
public final class Numbers {
    private Numbers() {}

    /** Without its sign. */
    public static <T extends Number> Function<T> abs(Expression<T> number) {
        return Function.of("abs", number.type(), number);
    }

    /** -1, 0 or 1. */
    public static Function<Integer> sign(Expression<? extends Number> number) {
        return Function.of("sign", SqlTypes.INTEGER, number);
    }

    /** Rounded to so many digits behind the point. */
    public static Function<BigDecimal> round(Expression<BigDecimal> number, int digits) {
        return Function.of("round", number.type(), number, Bind.value("digits", SqlTypes.INTEGER, digits));
    }

    /** The next whole number that is not larger. */
    public static <T extends Number> Function<T> floor(Expression<T> number) {
        return Function.of("floor", number.type(), number);
    }

    /** The next whole number that is not smaller. */
    public static <T extends Number> Function<T> ceil(Expression<T> number) {
        return Function.of("ceil", number.type(), number);
    }

    /** The square root. */
    public static Function<Double> sqrt(Expression<? extends Number> number) {
        return Function.of("sqrt", SqlTypes.DOUBLE, number);
    }

    /** A number raised to a power. */
    public static Function<Double> power(Expression<? extends Number> base, Expression<? extends Number> exponent) {
        return Function.of("power", SqlTypes.DOUBLE, base, exponent);
    }

    /** The largest of several values of one row; what it does with NULL is the database's. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> Function<T> greatest(Expression<T> first, Expression<? extends T>... others) {
        return Function.of("greatest", first.type(), all(first, others));
    }

    /** The smallest of several values of one row; what it does with NULL is the database's. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> Function<T> least(Expression<T> first, Expression<? extends T>... others) {
        return Function.of("least", first.type(), all(first, others));
    }

    /**
     * The whole numbers from one to another as the rows of a table.
     *
     * @param from the first
     * @param to the last; none where it is smaller
     * @param name the name of the table
     * @param column the name of its column
     */
    public static TableFunction series(Expression<Integer> from, Expression<Integer> to, String name, String column) {
        return TableFunction.of(Function.of("generate_series", SqlTypes.INTEGER, from, to), name)
                .column(column, SqlTypes.INTEGER);
    }

    static Expression<?>[] all(Expression<?> first, Expression<?>[] others) {
        Expression<?>[] all = new Expression<?>[others.length + 1];
        all[0] = first;
        System.arraycopy(others, 0, all, 1, others.length);
        return all;
    }
}
