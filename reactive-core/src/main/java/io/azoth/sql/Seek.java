package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The condition on the rows that stand behind a row of given values in an order. */
final class Seek {
    private Seek() {}

    static Expression<Boolean> after(List<OrderTerm> orderBy, @Nullable Object[] values) {
        if (orderBy.isEmpty() || values.length != orderBy.size()) {
            throw new DefinitionException(
                    ErrorCode.INVALID_STATEMENT,
                    "seekAfter takes one value for each term of ORDER BY, which has " + orderBy.size() + ", not "
                            + values.length);
        }
        Expression<Boolean> asTuples = tuples(orderBy, values);
        return asTuples != null ? asTuples : alternatives(orderBy, values);
    }

    /** One comparison of tuples, which an index serves, where all terms have one direction and no NULLs. */
    private static @Nullable Expression<Boolean> tuples(List<OrderTerm> orderBy, @Nullable Object[] values) {
        OrderTerm first = orderBy.get(0);
        List<Expression<?>> left = new ArrayList<>();
        List<Expression<?>> right = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            OrderTerm term = orderBy.get(i);
            Object value = values[i];
            if (value == null || term.nulls() != OrderTerm.Nulls.DEFAULT || term.direction() != first.direction()) {
                return null;
            }
            left.add(unlabelled(term.expression()));
            right.add(Operands.operand(unlabelled(term.expression()), value));
        }
        Operator operator = first.direction() == OrderTerm.Direction.ASC ? Operator.GT : Operator.LT;
        return left.size() == 1
                ? Binary.condition(left.get(0), operator, right.get(0))
                : Binary.condition(new Tuple(left), operator, new Tuple(right));
    }

    /** Behind in the first term; or equal there and behind in the second; and so on. */
    private static Expression<Boolean> alternatives(List<OrderTerm> orderBy, @Nullable Object[] values) {
        List<Expression<Boolean>> alternatives = new ArrayList<>();
        List<Expression<Boolean>> equal = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            OrderTerm term = orderBy.get(i);
            Expression<Boolean> behind = behind(term, values[i]);
            if (behind != null) {
                List<Expression<Boolean>> all = new ArrayList<>(equal);
                all.add(behind);
                alternatives.add(Conditions.join(Junction.Kind.AND, all.toArray(Expression<?>[]::new)));
            }
            equal.add(same(unlabelled(term.expression()), values[i]));
        }
        return Conditions.join(Junction.Kind.OR, alternatives.toArray(Expression<?>[]::new));
    }

    /** The rows behind a value in one term, or null where there are none. */
    private static @Nullable Expression<Boolean> behind(OrderTerm term, @Nullable Object value) {
        Expression<?> expression = unlabelled(term.expression());
        if (value == null) {
            if (term.nulls() == OrderTerm.Nulls.DEFAULT) {
                throw new DefinitionException(
                        ErrorCode.INVALID_STATEMENT,
                        "seekAfter was given NULL for " + expression
                                + "; say where NULLs stand by nullsFirst() or nullsLast()");
            }
            return term.nulls() == OrderTerm.Nulls.FIRST ? expression.isNotNull() : null;
        }
        Operator operator = term.direction() == OrderTerm.Direction.ASC ? Operator.GT : Operator.LT;
        Expression<Boolean> larger = Binary.condition(expression, operator, Operands.operand(expression, value));
        return term.nulls() == OrderTerm.Nulls.LAST
                ? Conditions.join(Junction.Kind.OR, new Expression<?>[] {larger, expression.isNull()})
                : larger;
    }

    private static Expression<Boolean> same(Expression<?> expression, @Nullable Object value) {
        return value == null
                ? expression.isNull()
                : Binary.condition(expression, Operator.EQ, Operands.operand(expression, value));
    }

    private static Expression<?> unlabelled(Expression<?> expression) {
        return expression instanceof Label<?> label ? label.expression() : expression;
    }
}
