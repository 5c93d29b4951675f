package io.azoth.sql;

import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * SQL written by hand, with named binds: {@code text("length(user_name) > :n", BOOLEAN).bind("n", 3)}.
 *
 * <p>The text reaches the database as it stands. It is the one place where it does: never build it from input.
 */
public final class TextExpression<T> implements Expression<T> {
    private final TextTemplate template;
    private final SqlType<T> type;

    TextExpression(TextTemplate template, SqlType<T> type) {
        this.template = template;
        this.type = type;
    }

    /** The same with a value for a name in the text. */
    public TextExpression<T> bind(String name, @Nullable Object value) {
        return new TextExpression<>(template.bind(name, SqlTypes.forValue(value), value), type);
    }

    /** The same with a value of a type for a name in the text. */
    public <V> TextExpression<T> bind(String name, SqlType<V> valueType, @Nullable V value) {
        return new TextExpression<>(template.bind(name, valueType, value), type);
    }

    /** The text, cut at its binds. */
    public TextTemplate template() {
        return template;
    }

    @Override
    public SqlType<T> type() {
        return type;
    }

    @Override
    public List<? extends ClauseElement> children() {
        return template.binds();
    }

    @Override
    public TextExpression<T> mapChildren(UnaryOperator<ClauseElement> f) {
        return new TextExpression<>(template.map(f), type);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.text(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
