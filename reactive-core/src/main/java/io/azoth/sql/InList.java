package io.azoth.sql;

import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code operand IN (...)} with a list of values. Where the target can, the whole list is one bind parameter, so that
 * the text does not depend on its length.
 *
 * @param operand what is looked for
 * @param values the values, checked against the operand's type
 * @param negated NOT IN
 */
public record InList(Expression<?> operand, List<@Nullable Object> values, boolean negated)
        implements Expression<Boolean> {
    static InList of(Expression<?> operand, Collection<?> values, boolean negated) {
        List<@Nullable Object> checked = new ArrayList<>(values.size());
        for (Object value : values) {
            operand.type().check(value, operand);
            checked.add(value);
        }
        return new InList(operand, Collections.unmodifiableList(checked), negated);
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
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.inList(this);
    }

    /** The condition with named binds, never the values. */
    @Override
    public String toString() {
        return Services.text(this);
    }
}
