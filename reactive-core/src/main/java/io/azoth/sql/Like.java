package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of text with a pattern, or with text that it has to begin with, end with or contain.
 *
 * @param operand the text
 * @param match what {@code pattern} is
 * @param pattern a pattern in which {@code %} and {@code _} are wildcards, or plain text
 * @param options escape, case, negation
 */
public record Like(Expression<?> operand, Match match, Expression<String> pattern, Options options)
        implements Expression<Boolean> {
    /** What the text is compared with. */
    public enum Match {
        /** {@code %} and {@code _} are wildcards. */
        PATTERN,
        PREFIX,
        SUFFIX,
        PART
    }

    /**
     * How it is compared.
     *
     * @param escape the character that takes the meaning from a wildcard behind it in a pattern, or null for none
     * @param ignoreCase whether capital and small letters are alike
     * @param negated whether it must not match
     */
    public record Options(@Nullable Character escape, boolean ignoreCase, boolean negated) {
        static final Options PLAIN = new Options(null, false, false);
    }

    /** The character that renderers escape wildcards in plain text with. Backslash has meanings of its own. */
    public static final char ESCAPE = '!';

    static Like pattern(Object operand, Expression<String> pattern, Options options) {
        Character escape = options.escape;
        if (escape != null && (escape == '%' || escape == '_' || escape <= ' ' || escape > '~')) {
            throw new DefinitionException(
                    ErrorCode.INVALID_STATEMENT, "'" + escape + "' cannot be the escape character of a pattern");
        }
        return new Like(Operands.self(operand), Match.PATTERN, pattern, options);
    }

    static Like pattern(Object operand, String pattern, Options options) {
        return pattern(operand, Bind.value("pattern", SqlTypes.TEXT, pattern), options);
    }

    static Like text(Object operand, Match match, Expression<String> text) {
        return new Like(Operands.self(operand), match, text, Options.PLAIN);
    }

    static Like text(Object operand, Match match, String text) {
        return text(operand, match, Bind.value("pattern", SqlTypes.TEXT, text));
    }

    @Override
    public SqlType<Boolean> type() {
        return SqlTypes.BOOLEAN;
    }

    @Override
    public List<? extends ClauseElement> children() {
        return List.of(operand, pattern);
    }

    @Override
    public Like mapChildren(UnaryOperator<ClauseElement> f) {
        return new Like(Mapped.one(f, operand), match, Mapped.one(f, pattern), options);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.like(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
