package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.Locale;
import java.util.Set;

/**
 * Aggregate functions; meant for static import. Each takes {@code distinct()}, {@code filter(condition)} and {@code
 * over(window)} behind it.
 */
public final class Aggregates {
    /** What is an aggregate by its name; of all others a call says it by {@link Function#aggregate()}. */
    private static final Set<String> NAMES = Set.of(
            "any_value",
            "array_agg",
            "avg",
            "bit_and_agg",
            "bit_or_agg",
            "bit_xor_agg",
            "bool_and",
            "bool_or",
            "corr",
            "count",
            "covar_pop",
            "covar_samp",
            "every",
            "group_concat",
            "json_array_agg",
            "json_group_array",
            "json_group_object",
            "json_object_agg",
            "listagg",
            "max",
            "median",
            "min",
            "mode",
            "percentile_cont",
            "percentile_disc",
            "stddev",
            "stddev_pop",
            "stddev_samp",
            "string_agg",
            "sum",
            "total",
            "var_pop",
            "var_samp",
            "variance");

    private Aggregates() {}

    static boolean isNamed(String function) {
        return NAMES.contains(function) || NAMES.contains(function.toLowerCase(Locale.ROOT));
    }

    /**
     * Which of the keys of grouping sets a row leaves out, where its NULL alone would not tell: 1 for one that it leaves out,
     * and of several keys a number of as many bits, the last key's the lowest.
     *
     * @param keys keys of GROUP BY, one at least
     */
    public static Function<Integer> grouping(Expression<?>... keys) {
        return Function.of("grouping", SqlTypes.INTEGER, keys);
    }

    /** {@code count(*)} */
    public static Function<Long> countRows() {
        return Function.of("count", SqlTypes.BIGINT, new Literal<>(SqlTypes.BIGINT, "*"));
    }

    /** How many different values there are, NULL apart. */
    public static Function<Long> countDistinct(Expression<?> expression) {
        return Function.of("count", SqlTypes.BIGINT, expression).distinct();
    }

    /** The sum, in the type of its values: where it may outgrow that, give the type of the sum. */
    public static <T extends Number> Function<T> sum(Expression<T> expression) {
        return sum(expression, expression.type());
    }

    /** The sum, in a type of its own. */
    public static <T extends Number> Function<T> sum(Expression<? extends Number> expression, SqlType<T> type) {
        return Function.of("sum", type, expression);
    }

    /** The mean. */
    public static Function<Double> avg(Expression<? extends Number> expression) {
        return Function.of("avg", SqlTypes.DOUBLE, expression);
    }

    /** The smallest value. */
    public static <T> Function<T> min(Expression<T> expression) {
        return Function.of("min", expression.type(), expression);
    }

    /** The largest value. */
    public static <T> Function<T> max(Expression<T> expression) {
        return Function.of("max", expression.type(), expression);
    }

    /** The values as one text with a separator between them; give the order with {@code orderBy}. */
    public static Function<String> stringAgg(Expression<String> expression, String separator) {
        return Function.of("string_agg", SqlTypes.TEXT, expression, Bind.value("separator", SqlTypes.TEXT, separator));
    }

    /** The values as an array. */
    public static <T> Function<T[]> arrayAgg(Expression<T> expression) {
        return Function.of("array_agg", SqlTypes.array(expression.type()), expression);
    }

    /** True where the condition holds in every row. */
    public static Function<Boolean> boolAnd(Expression<Boolean> condition) {
        return Function.of("bool_and", SqlTypes.BOOLEAN, condition);
    }

    /** True where the condition holds in at least one row. */
    public static Function<Boolean> boolOr(Expression<Boolean> condition) {
        return Function.of("bool_or", SqlTypes.BOOLEAN, condition);
    }

    /** The standard deviation of a sample. */
    public static Function<Double> stddev(Expression<? extends Number> expression) {
        return Function.of("stddev_samp", SqlTypes.DOUBLE, expression);
    }

    /** The variance of a sample. */
    public static Function<Double> variance(Expression<? extends Number> expression) {
        return Function.of("var_samp", SqlTypes.DOUBLE, expression);
    }

    /** The value below which this part of the values lies, between two of them if need be. */
    public static Function<Double> percentileCont(double fraction, SortKey of) {
        return Function.of("percentile_cont", SqlTypes.DOUBLE, checked(fraction))
                .withinGroup(of);
    }

    /** The first of the values below which this part of the values lies. */
    @SuppressWarnings("unchecked")
    public static <T> Function<T> percentileDisc(double fraction, Expression<T> of) {
        return Function.of("percentile_disc", of.type(), checked(fraction)).withinGroup(of.asc());
    }

    private static Expression<Double> checked(double fraction) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new DefinitionException(
                    ErrorCode.INVALID_STATEMENT, "A percentile is at a fraction from 0 to 1, not at " + fraction);
        }
        return Bind.value("fraction", SqlTypes.DOUBLE, fraction);
    }

    /** The most frequent value. */
    public static <T> Function<T> mode(Expression<T> of) {
        return Function.of("mode", of.type()).withinGroup(of.asc());
    }
}
