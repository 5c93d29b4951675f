package io.azoth.sql;

import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * {@code operand IN (...)} with a list of values. Where the target can, the whole list is one bind parameter, so that
 * the text does not depend on its length.
 *
 * @param operand what is looked for
 * @param values the values, checked against the operand's type
 * @param parameter the name under which a collection of values is given at execution, or null where they are here
 * @param negated NOT IN
 */
public record InList(
        Expression<?> operand,
        List<@Nullable Object> values,
        @Nullable String parameter,
        boolean negated) implements Expression<Boolean> {
    static InList of(Expression<?> operand, Collection<?> values, boolean negated) {
        return new InList(operand, checked(operand, values), null, negated);
    }

    /** The same with values in the place of its parameter. */
    public InList with(Collection<?> given) {
        return of(operand, given, negated);
    }

    private static List<@Nullable Object> checked(Expression<?> operand, Collection<?> values) {
        List<@Nullable Object> checked = new ArrayList<>(values.size());
        for (Object value : values) {
            if (operand instanceof Tuple tuple) {
                checked.add(tuple.beside(value));
            } else {
                operand.type().check(value, operand);
                checked.add(value);
            }
        }
        return Collections.unmodifiableList(checked);
    }

    @Override
    public SqlType<Boolean> type() {
        return SqlTypes.BOOLEAN;
    }

    @Override
    public List<? extends ClauseElement> children() {
        return List.of(operand);
    }

    @Override
    public InList mapChildren(UnaryOperator<ClauseElement> f) {
        return new InList(Mapped.one(f, operand), values, parameter, negated);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.inList(this);
    }

    /** The condition with named binds, never the values. */
    @Override
    public String toString() {
        return Services.text(this);
    }
}
