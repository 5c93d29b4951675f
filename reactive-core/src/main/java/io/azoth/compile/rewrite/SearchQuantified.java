package io.azoth.compile.rewrite;

import io.azoth.sql.Aggregates;
import io.azoth.sql.Binary;
import io.azoth.sql.Bind;
import io.azoth.sql.Case;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Expression;
import io.azoth.sql.Function;
import io.azoth.sql.InQuery;
import io.azoth.sql.Literal;
import io.azoth.sql.Operator;
import io.azoth.sql.Over;
import io.azoth.sql.Quantified;
import io.azoth.sql.Query;
import io.azoth.sql.ScalarQuery;
import io.azoth.sql.Select;
import io.azoth.sql.Sql;
import io.azoth.sql.SubqueryAlias;
import io.azoth.sql.TableFunction;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.List;
import java.util.Set;

/**
 * ANY and ALL for a target that has neither. Equal to any is IN and different from all is NOT IN; other comparisons are
 * made with each value, and looked at together. Where nothing decides and a value is NULL, all of it is NULL.
 */
public final class SearchQuantified {
    private static final Expression<Boolean> TRUE = new Literal<>(SqlTypes.BOOLEAN, "TRUE");
    private static final Expression<Boolean> FALSE = new Literal<>(SqlTypes.BOOLEAN, "FALSE");

    /** Comparisons that the least and the largest of several values decide. */
    private static final Set<Operator> ORDERS =
            Set.of(Operator.EQ, Operator.NE, Operator.LT, Operator.LE, Operator.GT, Operator.GE);

    private SearchQuantified() {}

    /** Whether there is such a form: not for an operator of the database's own behind an aggregate or a window. */
    public static boolean exists(Binary<?> comparison) {
        return ORDERS.contains(comparison.operator()) || !isOfRows(comparison.left());
    }

    private static boolean isOfRows(Expression<?> left) {
        return UniteGroupings.aggregates(left) || Over.isIn(left);
    }

    /**
     * The comparison in a form without ANY and ALL.
     *
     * @param comparison the comparison
     * @param values what stands on its right
     */
    public static Expression<Boolean> in(Binary<?> comparison, Quantified<?> values) {
        boolean any = values.kind() == Quantified.Kind.ANY;
        Query rows = values.values() instanceof Query query ? query : elements((Expression<?>) values.values(), values);
        boolean searches = comparison.operator().equals(any ? Operator.EQ : Operator.NE);
        Expression<Boolean> found =
                searches ? new InQuery(comparison.left(), rows, !any) : together(comparison, rows, any);
        return values.values() instanceof Expression<?> array && mayBeNull(array)
                ? new Case<>(null, List.of(new Case.Branch(array.isNotNull(), found)), null, SqlTypes.BOOLEAN)
                : found;
    }

    private static Query elements(Expression<?> array, Quantified<?> values) {
        SqlType<?> type = values.type();
        return Select.of(TableFunction.of(new Function<>("unnest", List.of(array), type), "elements_")
                .column("element_", type)
                .columns()
                .get(0));
    }

    private static Expression<Boolean> together(Binary<?> comparison, Query rows, boolean any) {
        if (isOfRows(comparison.left())) {
            return outside(comparison, rows, any);
        }
        SubqueryAlias values = rows.lateral("values_");
        ColumnExpression<?> value = values.columns().get(0);
        Expression<Boolean> meets = new Binary<>(comparison.left(), comparison.operator(), value, SqlTypes.BOOLEAN);
        SubqueryAlias met = Select.of(meets.as("meets_")).from(values).lateral("met_");
        Expression<Boolean> one = met.c("meets_", Boolean.class);
        Expression<Boolean> decides = any ? Aggregates.boolOr(one) : Sql.not(Aggregates.boolAnd(one));
        Expression<Boolean> areKnown =
                Aggregates.countRows().eq(new Function<>("count", List.of(one), SqlTypes.BIGINT));
        Case<Boolean> result = Sql.caseWhen(decides, any ? TRUE : FALSE).when(areKnown, any ? FALSE : TRUE);
        return new ScalarQuery<>(Select.of(result).from(met), SqlTypes.BOOLEAN);
    }

    /**
     * Of an aggregate or a window, which would be one of the values in a subquery: the least and the largest of these decide
     * beside it.
     */
    private static Expression<Boolean> outside(Binary<?> comparison, Query rows, boolean any) {
        Expression<Boolean> least = with(comparison, rows, "min");
        Expression<Boolean> largest = with(comparison, rows, "max");
        Expression<Boolean> decides = any ? Sql.or(least, largest) : Sql.not(Sql.and(least, largest));
        SubqueryAlias values = rows.lateral("values_");
        Expression<Boolean> none = Sql.notExists(rows);
        Expression<Boolean> areKnown = Sql.and(
                comparison.left().isNotNull(),
                Sql.notExists(Select.of(Sql.trueValue().as("true_"))
                        .from(values)
                        .where(values.columns().get(0).isNull())));
        return Sql.caseWhen(decides, any ? TRUE : FALSE).when(Sql.or(none, areKnown), any ? FALSE : TRUE);
    }

    private static Expression<Boolean> with(Binary<?> comparison, Query rows, String function) {
        SubqueryAlias values = rows.lateral("values_");
        ColumnExpression<?> value = values.columns().get(0);
        Select one = Select.of(new Function<>(function, List.of(value), value.type()))
                .from(values);
        ScalarQuery<?> right = new ScalarQuery<>(one, value.type());
        return new Binary<>(comparison.left(), comparison.operator(), right, SqlTypes.BOOLEAN);
    }

    private static boolean mayBeNull(Expression<?> array) {
        boolean isValue = array instanceof Bind<?> bind && !bind.required() && bind.value() != null;
        boolean isMade =
                array instanceof Function<?> function && function.name().equals("array");
        return !isValue && !isMade;
    }
}
