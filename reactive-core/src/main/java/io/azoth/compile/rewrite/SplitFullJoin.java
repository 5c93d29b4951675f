package io.azoth.compile.rewrite;

import static io.azoth.sql.Sql.and;
import static io.azoth.sql.Sql.notExists;
import static io.azoth.sql.Sql.or;

import io.azoth.sql.Binary;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Expression;
import io.azoth.sql.FromItem;
import io.azoth.sql.Froms;
import io.azoth.sql.Join;
import io.azoth.sql.Junction;
import io.azoth.sql.Literal;
import io.azoth.sql.Operator;
import io.azoth.sql.Query;
import io.azoth.sql.Select;
import io.azoth.sql.Sql;
import io.azoth.sql.SubqueryAlias;
import io.azoth.type.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * FULL JOIN by left joins with two rows, 0 and 1. Row 0 meets the left side and what it finds on the right; row 1 meets
 * what is left over on the right. Both sides keep their names, so that nothing around the join changes. A last join
 * drops 0 where the left side is empty and 1 where nothing is left over.
 */
public final class SplitFullJoin {
    private static final Expression<Integer> ZERO = new Literal<>(SqlTypes.INTEGER, "0");
    private static final Expression<Integer> ONE = new Literal<>(SqlTypes.INTEGER, "1");

    private SplitFullJoin() {}

    /**
     * The join in a form without FULL.
     *
     * @param join a full join
     * @param number tells the names that it adds from those of other full joins of the statement
     */
    public static Join in(Join join, int number) {
        Query both = Select.of(ZERO.as("side_")).unionAll(Select.of(ONE));
        SubqueryAlias sides = both.as("sides_" + number);
        SubqueryAlias left = one("left_" + number);
        SubqueryAlias right = one("right_" + number);
        Expression<Boolean> first = sides.c("side_", Integer.class).eq(ZERO);
        Expression<Boolean> second = sides.c("side_", Integer.class).eq(ONE);
        Expression<Boolean> on = condition(join);
        Expression<Boolean> leftOver =
                notExists(Select.of(ONE).from(join.left()).where(on));
        return sides.leftJoin(join.left().crossJoin(left), first)
                .leftJoin(join.right().crossJoin(right), or(and(first, on), and(second, leftOver)))
                .join(one("kept_" + number), or(and(first, isThere(left)), and(second, isThere(right))));
    }

    /** Whether it compares columns of its two sides for equality and does nothing else. */
    public static boolean isOfEqualColumns(Join join) {
        Set<FromItem> left = Froms.withParts(List.of(join.left()));
        Set<FromItem> right = Froms.withParts(List.of(join.right()));
        Expression<Boolean> on = condition(join);
        List<Expression<Boolean>> terms = on instanceof Junction junction && junction.kind() == Junction.Kind.AND
                ? junction.terms()
                : List.of(on);
        return !terms.isEmpty() && terms.stream().allMatch(term -> isOfEqualColumns(term, left, right));
    }

    private static boolean isOfEqualColumns(Expression<Boolean> term, Set<FromItem> left, Set<FromItem> right) {
        return term instanceof Binary<?> equality
                && equality.operator().equals(Operator.EQ)
                && equality.left() instanceof ColumnExpression<?> one
                && equality.right() instanceof ColumnExpression<?> other
                && (areOf(one, left, other, right) || areOf(other, left, one, right));
    }

    private static boolean areOf(
            ColumnExpression<?> one, Set<FromItem> left, ColumnExpression<?> other, Set<FromItem> right) {
        return left.contains(one.source()) && right.contains(other.source());
    }

    private static Expression<Boolean> condition(Join join) {
        Expression<Boolean> on = join.on();
        if (on != null) {
            return on;
        }
        List<Expression<Boolean>> equal = new ArrayList<>();
        for (String name : join.using()) {
            equal.add(
                    new Binary<>(column(join.left(), name), Operator.EQ, column(join.right(), name), SqlTypes.BOOLEAN));
        }
        return equal.size() == 1 ? equal.get(0) : new Junction(Junction.Kind.AND, equal);
    }

    private static ColumnExpression<?> column(FromItem item, String name) {
        return item.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static SubqueryAlias one(String name) {
        return Sql.select(ONE.as("here_")).as(name);
    }

    private static Expression<Boolean> isThere(SubqueryAlias one) {
        return one.c("here_", Integer.class).isNotNull();
    }
}
