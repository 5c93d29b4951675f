package io.azoth.sql;

import io.azoth.type.SqlType;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A field of a date or time as a whole number: {@code EXTRACT(part FROM source)}.
 *
 * @param part the field
 * @param source the date or time
 * @param type the type of the number
 */
public record Extract<T extends Number>(DatePart part, Expression<?> source, SqlType<T> type) implements Expression<T> {
    @Override
    public List<? extends ClauseElement> children() {
        return List.of(source);
    }

    @Override
    public Extract<T> mapChildren(UnaryOperator<ClauseElement> f) {
        return new Extract<>(part, Mapped.one(f, source), type);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.extract(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
