package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How much later one date or time is than another: an amount of time, or whole units of it.
 *
 * @param from the one
 * @param to the other, the later one where the difference is positive
 * @param unit what is counted, as {@code java.time.temporal.ChronoUnit} counts; null for the exact amount
 * @param type the type of the difference
 */
public record DateDifference<T>(
        Expression<?> from, Expression<?> to, @Nullable DateUnit unit, SqlType<T> type) implements Expression<T> {
    public DateDifference {
        SqlKind first = from.type().kind();
        SqlKind second = to.type().kind();
        boolean time = first == SqlKind.TIME || second == SqlKind.TIME;
        boolean moment = first == SqlKind.TIMESTAMP_TZ || second == SqlKind.TIMESTAMP_TZ;
        if (first != second && (time || moment)) {
            throw new DefinitionException(
                    ErrorCode.WRONG_TYPE,
                    "There is no difference between " + from.type() + " and " + to.type()
                            + "; convert one of them to the type of the other");
        } else if (time && unit != null && !unit.isOfTime()) {
            throw new DefinitionException(
                    ErrorCode.WRONG_TYPE, "Times of day differ by hours, minutes and seconds, not by " + unit);
        }
    }

    @Override
    public List<? extends ClauseElement> children() {
        return List.of(from, to);
    }

    @Override
    public DateDifference<T> mapChildren(UnaryOperator<ClauseElement> f) {
        return new DateDifference<>(Mapped.one(f, from), Mapped.one(f, to), unit, type);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.dateDifference(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
