package io.azoth.sql;

/**
 * Conditions and operations on text.
 *
 * @param <T> the Java class of the expression; a database refuses these on what is not text
 */
public sealed interface TextOperators<T> permits Expression {
    /**
     * {@code LIKE} with a pattern in which {@code %} and {@code _} are wildcards.
     *
     * @param pattern the pattern; bound, never part of the text
     */
    default Expression<Boolean> like(String pattern) {
        return Like.pattern(Operands.self(this), pattern, false);
    }

    /** {@code NOT LIKE} */
    default Expression<Boolean> notLike(String pattern) {
        return Like.pattern(Operands.self(this), pattern, true);
    }

    /** True where the text begins with exactly these characters; no character of them is a wildcard. */
    default Expression<Boolean> startsWith(String prefix) {
        return Like.escaped(Operands.self(this), "", prefix, "%");
    }

    /** True where the text ends with exactly these characters; no character of them is a wildcard. */
    default Expression<Boolean> endsWith(String suffix) {
        return Like.escaped(Operands.self(this), "%", suffix, "");
    }

    /** True where exactly these characters occur in the text; no character of them is a wildcard. */
    default Expression<Boolean> contains(String part) {
        return Like.escaped(Operands.self(this), "%", part, "%");
    }

    /** {@code ||} */
    default Expression<T> concat(Expression<T> other) {
        return Operands.combine(this, Operator.CONCAT, other);
    }

    /** {@code ||} */
    default Expression<T> concat(T value) {
        return Operands.combine(this, Operator.CONCAT, Operands.bind(this, value));
    }
}
