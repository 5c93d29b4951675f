package io.azoth.sql;

import io.azoth.type.SqlTypes;

/**
 * Windows and the functions that need one; meant for static import: {@code rowNumber().over(partitionBy(x).orderBy(y))}.
 */
public final class Windows {
    private Windows() {}

    /** All rows of the result. */
    public static Window window() {
        return Window.ALL;
    }

    /** The rows that agree in these. */
    public static Window partitionBy(Expression<?>... expressions) {
        return Window.ALL.partitionBy(expressions);
    }

    /** All rows, in this order. */
    public static Window orderedBy(SortKey... keys) {
        return Window.ALL.orderBy(keys);
    }

    /** The number of the row, from 1. */
    public static Function<Long> rowNumber() {
        return Function.of("row_number", SqlTypes.BIGINT);
    }

    /** The number of the first row that is equal in ORDER BY: 1, 1, 3. */
    public static Function<Long> rank() {
        return Function.of("rank", SqlTypes.BIGINT);
    }

    /** The number of the group of rows that are equal in ORDER BY: 1, 1, 2. */
    public static Function<Long> denseRank() {
        return Function.of("dense_rank", SqlTypes.BIGINT);
    }

    /** The rank as a fraction from 0 to 1. */
    public static Function<Double> percentRank() {
        return Function.of("percent_rank", SqlTypes.DOUBLE);
    }

    /** The part of the rows up to this one, from above 0 to 1. */
    public static Function<Double> cumeDist() {
        return Function.of("cume_dist", SqlTypes.DOUBLE);
    }

    /** The number of the bucket, from 1, where the rows are dealt out into so many of equal size. */
    public static Function<Integer> ntile(int buckets) {
        return Function.of("ntile", SqlTypes.INTEGER, Bind.value("buckets", SqlTypes.INTEGER, buckets));
    }

    /** The value of the row before, NULL where there is none. */
    public static <T> Function<T> lag(Expression<T> expression) {
        return Function.of("lag", expression.type(), expression);
    }

    /** The value so many rows before, or the other one where there is none. */
    public static <T> Function<T> lag(Expression<T> expression, int distance, T otherwise) {
        return moved("lag", expression, distance, otherwise);
    }

    /** The value of the row behind, NULL where there is none. */
    public static <T> Function<T> lead(Expression<T> expression) {
        return Function.of("lead", expression.type(), expression);
    }

    /** The value so many rows behind, or the other one where there is none. */
    public static <T> Function<T> lead(Expression<T> expression, int distance, T otherwise) {
        return moved("lead", expression, distance, otherwise);
    }

    /** The value of the frame's first row. */
    public static <T> Function<T> firstValue(Expression<T> expression) {
        return Function.of("first_value", expression.type(), expression);
    }

    /** The value of the frame's last row. */
    public static <T> Function<T> lastValue(Expression<T> expression) {
        return Function.of("last_value", expression.type(), expression);
    }

    /** The value of the frame's row of this number, from 1. */
    public static <T> Function<T> nthValue(Expression<T> expression, int number) {
        return Function.of("nth_value", expression.type(), expression, Bind.value("number", SqlTypes.INTEGER, number));
    }

    /** From the first row. */
    public static Frame.Bound unboundedPreceding() {
        return new Frame.Bound(Frame.Side.UNBOUNDED_PRECEDING, 0);
    }

    /** From so many before. */
    public static Frame.Bound preceding(long distance) {
        return new Frame.Bound(Frame.Side.PRECEDING, distance);
    }

    /** The current row. */
    public static Frame.Bound currentRow() {
        return new Frame.Bound(Frame.Side.CURRENT_ROW, 0);
    }

    /** To so many behind. */
    public static Frame.Bound following(long distance) {
        return new Frame.Bound(Frame.Side.FOLLOWING, distance);
    }

    /** To the last row. */
    public static Frame.Bound unboundedFollowing() {
        return new Frame.Bound(Frame.Side.UNBOUNDED_FOLLOWING, 0);
    }

    private static <T> Function<T> moved(String name, Expression<T> expression, int distance, T otherwise) {
        return Function.of(
                name,
                expression.type(),
                expression,
                Bind.value("distance", SqlTypes.INTEGER, distance),
                Operands.operand(expression, otherwise));
    }
}
