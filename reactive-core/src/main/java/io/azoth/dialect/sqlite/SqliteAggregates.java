package io.azoth.dialect.sqlite;

import io.azoth.sql.Aggregation;
import io.azoth.sql.Binary;
import io.azoth.sql.Case;
import io.azoth.sql.Expression;
import io.azoth.sql.Function;
import io.azoth.sql.Literal;
import io.azoth.sql.Operator;
import io.azoth.sql.OrderTerm;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Aggregates that SQLite has by other names, for other arguments or for fewer values. */
final class SqliteAggregates {
    private static final Set<SqlKind> NUMBERS = EnumSet.of(
            SqlKind.SMALLINT, SqlKind.INTEGER, SqlKind.BIGINT, SqlKind.REAL, SqlKind.DOUBLE, SqlKind.DECIMAL);

    private SqliteAggregates() {}

    /** Whether it is the deviation or variance of a sample. */
    static boolean isSpread(Function<?> function) {
        return function.name().equals("stddev_samp") || function.name().equals("var_samp");
    }

    /** Of one value it would be 0: it is NULL, as one value says nothing of others. */
    static Expression<?> spread(Function<?> function) {
        String name = function.name().equals("stddev_samp") ? "stdev" : "variance";
        Function<?> spread = with(name, function.arguments(), function.type(), function.aggregation());
        Function<Long> values = with("count", function.arguments(), SqlTypes.BIGINT, function.aggregation());
        Expression<Boolean> several =
                new Binary<>(values, Operator.GT, new Literal<>(SqlTypes.BIGINT, "1"), SqlTypes.BOOLEAN);
        return new Case<>(null, List.of(new Case.Branch(several, spread)), null, function.type());
    }

    /** The percentile of numbers, with what it is of as an argument; null where it is of anything else. */
    static @Nullable Function<?> percentile(Function<?> function) {
        List<OrderTerm> order = function.aggregation().withinGroup();
        if (order.size() != 1 || function.arguments().size() != 1) {
            return null;
        }
        Expression<?> of = order.get(0).expression();
        if (!NUMBERS.contains(of.type().kind())) {
            return null;
        }
        boolean backwards = order.get(0).direction() == OrderTerm.Direction.DESC;
        Expression<?> fraction = function.arguments().get(0);
        Expression<?> from = backwards
                ? new Binary<>(new Literal<>(SqlTypes.DOUBLE, "1"), Operator.SUBTRACT, fraction, SqlTypes.DOUBLE)
                : fraction;
        Aggregation filtered = new Aggregation(
                true, false, List.of(), List.of(), function.aggregation().filter());
        return with(function.name(), List.of(Decimals.number(of), from), function.type(), filtered);
    }

    private static <T> Function<T> with(
            String name, List<Expression<?>> arguments, SqlType<T> type, Aggregation aggregation) {
        return new Function<>(name, new ArrayList<>(arguments), type, aggregation);
    }
}
