package io.azoth.sql;

import io.azoth.type.SqlType;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A constant of the language that is no value from outside: {@code NULL}, {@code TRUE}, {@code *}, {@code 1}.
 *
 * @param type its type
 * @param token its SQL text; only this package makes literals, from fixed words and numbers
 */
public record Literal<T>(SqlType<T> type, String token) implements Expression<T> {
    public Literal {
        if (!WORDS.contains(token)) {
            throw new IllegalArgumentException("No literal of the language: " + token);
        }
    }

    private static final java.util.Set<String> WORDS =
            java.util.Set.of("NULL", "TRUE", "FALSE", "*", "0", "1", "DEFAULT", "CURRENT_DATE", "CURRENT_TIMESTAMP");

    /** Whether an expression is NULL, of whose type a database knows nothing. */
    public static boolean isNull(Expression<?> expression) {
        return expression instanceof Literal<?> literal && literal.token().equals("NULL");
    }

    @Override
    public List<? extends ClauseElement> children() {
        return List.of();
    }

    @Override
    public Literal<T> mapChildren(UnaryOperator<ClauseElement> f) {
        return this;
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.literal(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
