package io.azoth.sql;

import io.azoth.type.SqlType;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A bind parameter: a value that travels beside the text, or a name whose value is given at execution.
 *
 * @param name the name; of a value it is a hint, which the compiler makes unique
 * @param type the type
 * @param value the value, or null
 * @param required whether the value is given at execution, under the name
 * @param literal whether the value is written into the text after all, because the program asks for it
 */
public record Bind<T>(
        String name, SqlType<T> type, @Nullable Object value, boolean required, boolean literal)
        implements Expression<T> {
    /** A bind parameter that holds its value. */
    public static <T> Bind<T> value(String name, SqlType<T> type, @Nullable Object value) {
        if (!type.accepts(value)) {
            type.check(value, "'" + name + "'");
        }
        return new Bind<>(name, type, value, false, false);
    }

    /** A value that is written into the text. */
    static <T> Bind<T> literal(SqlType<T> type, @Nullable Object value) {
        Bind<T> checked = value("literal", type, value);
        return new Bind<>(checked.name, type, value, false, true);
    }

    /** A bind parameter whose value is given at execution. */
    public static <T> Bind<T> required(String name, SqlType<T> type) {
        return new Bind<>(name, type, null, true, false);
    }

    @Override
    public List<? extends ClauseElement> children() {
        return List.of();
    }

    @Override
    public Bind<T> mapChildren(UnaryOperator<ClauseElement> f) {
        return this;
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.bind(this);
    }

    /** The name, never the value. */
    @Override
    public String toString() {
        return Services.text(this);
    }
}
