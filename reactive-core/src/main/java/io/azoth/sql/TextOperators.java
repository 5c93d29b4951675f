package io.azoth.sql;

/**
 * Conditions and operations on text.
 *
 * @param <T> the Java class of the expression; a database refuses these on what is not text
 */
public sealed interface TextOperators<T> permits Expression {
    /**
     * {@code LIKE} with a pattern in which {@code %} and {@code _} are wildcards and nothing else is; capital letters are
     * not small ones. On SQLite, whose LIKE takes those of ASCII as alike, it is GLOB.
     *
     * @param pattern the pattern; bound, never part of the text
     */
    default Expression<Boolean> like(String pattern) {
        return Like.pattern(this, pattern, Like.Options.PLAIN);
    }

    /** {@code LIKE} with a pattern that the database has. */
    default Expression<Boolean> like(Expression<String> pattern) {
        return Like.pattern(this, pattern, Like.Options.PLAIN);
    }

    /**
     * {@code LIKE} with a character that takes the meaning from a wildcard behind it.
     *
     * @param pattern the pattern; bound, never part of the text
     * @param escape the character; it may stand before {@code %}, {@code _} and itself
     */
    default Expression<Boolean> like(String pattern, char escape) {
        return Like.pattern(this, pattern, new Like.Options(escape, false, false));
    }

    /** {@code NOT LIKE} */
    default Expression<Boolean> notLike(String pattern) {
        return Like.pattern(this, pattern, new Like.Options(null, false, true));
    }

    /** {@code NOT LIKE} with a pattern that the database has. */
    default Expression<Boolean> notLike(Expression<String> pattern) {
        return Like.pattern(this, pattern, new Like.Options(null, false, true));
    }

    /** {@code LIKE} in which capital and small letters are alike; on SQLite those of ASCII alone. */
    default Expression<Boolean> ilike(String pattern) {
        return Like.pattern(this, pattern, new Like.Options(null, true, false));
    }

    /** {@code LIKE} with a pattern that the database has, in which capital and small letters are alike. */
    default Expression<Boolean> ilike(Expression<String> pattern) {
        return Like.pattern(this, pattern, new Like.Options(null, true, false));
    }

    /** The opposite of {@link #ilike(String)}. */
    default Expression<Boolean> notIlike(String pattern) {
        return Like.pattern(this, pattern, new Like.Options(null, true, true));
    }

    /** True where the text begins with exactly these characters; no character of them is a wildcard. */
    default Expression<Boolean> startsWith(String prefix) {
        return Like.text(this, Like.Match.PREFIX, prefix);
    }

    /** True where the text begins with exactly the characters of another text. */
    default Expression<Boolean> startsWith(Expression<String> prefix) {
        return Like.text(this, Like.Match.PREFIX, prefix);
    }

    /** True where the text ends with exactly these characters; no character of them is a wildcard. */
    default Expression<Boolean> endsWith(String suffix) {
        return Like.text(this, Like.Match.SUFFIX, suffix);
    }

    /** True where the text ends with exactly the characters of another text. */
    default Expression<Boolean> endsWith(Expression<String> suffix) {
        return Like.text(this, Like.Match.SUFFIX, suffix);
    }

    /** True where exactly these characters occur in the text; no character of them is a wildcard. */
    default Expression<Boolean> contains(String part) {
        return Like.text(this, Like.Match.PART, part);
    }

    /** True where exactly the characters of another text occur in the text. */
    default Expression<Boolean> contains(Expression<String> part) {
        return Like.text(this, Like.Match.PART, part);
    }

    /** {@code ||} */
    default Expression<T> concat(Expression<T> other) {
        return Operands.combine(this, Operator.CONCAT, other);
    }

    /** {@code ||} */
    default Expression<T> concat(T value) {
        return Operands.combine(this, Operator.CONCAT, Operands.bind(this, value));
    }

    /**
     * The text under the rules of a collation.
     *
     * @param collation its name in the database, unquoted
     */
    default Expression<T> collate(String collation) {
        return new Collate<>(Operands.self(this), collation);
    }
}
