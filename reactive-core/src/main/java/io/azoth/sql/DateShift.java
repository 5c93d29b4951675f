package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A date or time so many units later. A day that the month has not becomes its last.
 *
 * @param date the date or time
 * @param amount how many, negative for earlier
 * @param unit of what
 */
public record DateShift<T>(Expression<T> date, Expression<Integer> amount, DateUnit unit) implements Expression<T> {
    public DateShift {
        if (date.type().kind() == SqlKind.TIME && !unit.isOfTime()) {
            throw new DefinitionException(
                    ErrorCode.WRONG_TYPE, "A time of day is moved by hours, minutes and seconds, not by " + unit);
        }
    }

    @Override
    public SqlType<T> type() {
        return date.type();
    }

    @Override
    public List<? extends ClauseElement> children() {
        return List.of(date, amount);
    }

    @Override
    public DateShift<T> mapChildren(UnaryOperator<ClauseElement> f) {
        return new DateShift<>(Mapped.one(f, date), Mapped.one(f, amount), unit);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.dateShift(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
