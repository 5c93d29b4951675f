package io.azoth.compile.rewrite;

import io.azoth.sql.Aggregation;
import io.azoth.sql.Arrays;
import io.azoth.sql.Expression;
import io.azoth.sql.Function;
import io.azoth.sql.Numbers;
import io.azoth.sql.Sql;
import io.azoth.type.SqlTypes;
import java.util.List;

/**
 * The first value that a fraction of the values reaches, picked from all of them in their order: for a target whose own
 * percentile_disc rounds its place otherwise, or knows numbers alone.
 */
public final class PickPercentile {
    private PickPercentile() {}

    /**
     * The element of an array of the values.
     *
     * @param percentile a percentile_disc of one term of order
     */
    public static Function<?> in(Function<?> percentile) {
        Aggregation aggregation = percentile.aggregation();
        Expression<?> of = aggregation.withinGroup().get(0).expression();
        Function<?> values = new Function<>("array_agg", List.of(of), SqlTypes.array(of.type()))
                .orderBy(aggregation.withinGroup().get(0))
                .filter(of.isNotNull());
        Function<Long> count = Sql.count(of);
        if (aggregation.filter() != null) {
            values = values.filter(aggregation.filter());
            count = count.filter(aggregation.filter());
        }
        Expression<Double> reached =
                percentile.arguments().get(0).cast(SqlTypes.DOUBLE).times(count.cast(SqlTypes.DOUBLE));
        Expression<Integer> place = Numbers.greatest(Numbers.ceil(reached).cast(SqlTypes.INTEGER), Sql.literal(1));
        return new Function<>(Arrays.ELEMENT, List.of(values, place), percentile.type());
    }
}
