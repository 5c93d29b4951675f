package io.azoth.compile;

import io.azoth.sql.Bind;
import io.azoth.sql.Expression;
import io.azoth.sql.Like;
import io.azoth.sql.Operator;
import io.azoth.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Writes LIKE so that nothing but {@code %} and {@code _} has a meaning, and nothing at all in plain text; a dialect
 * overrides what differs.
 */
public class LikeRenderer {
    /** Where the compilation stands. */
    protected final Compilation compilation;

    /** Where to write. */
    protected final SqlWriter out;

    /** Renders into a compilation. */
    public LikeRenderer(Compilation compilation) {
        this.compilation = compilation;
        this.out = compilation.out();
    }

    /** Writes the whole comparison. */
    public SqlWriter like(Like like) {
        compilation.operand(like.operand(), Operator.COMPARISON_PRECEDENCE + 1);
        out.sql(like.options().negated() ? " NOT" : "");
        if (like.match() == Like.Match.PATTERN) {
            pattern(like);
        } else {
            text(like, known(like.pattern()));
        }
        return out;
    }

    /** Writes the operator and a pattern. */
    protected void pattern(Like like) {
        out.sql(like.options().ignoreCase() ? " ILIKE " : " LIKE ");
        compilation.operand(like.pattern(), Operator.COMPARISON_PRECEDENCE + 1);
        Character escape = like.options().escape();
        String value = known(like.pattern());
        if (escape != null) {
            escape(escape);
        } else if (value == null || value.indexOf('\\') >= 0) {
            out.sql(" ESCAPE ''");
        }
    }

    /**
     * Writes the operator and a pattern that means plain text.
     *
     * @param value the text where it is known, else null
     */
    protected void text(Like like, @Nullable String value) {
        out.sql(" LIKE ");
        if (value != null) {
            bind(around(like.match(), '%', escaped(value, "%_" + Like.ESCAPE, String.valueOf(Like.ESCAPE), "")));
        } else {
            out.sql(like.match() == Like.Match.PREFIX ? "" : "'%' || ");
            out.sql("replace(replace(replace(");
            compilation.expression(like.pattern());
            out.sql(", '!', '!!'), '%', '!%'), '_', '!_')");
            out.sql(like.match() == Like.Match.SUFFIX ? "" : " || '%'");
        }
        out.sql(" ESCAPE '!'");
    }

    /** Writes a pattern that the library made. */
    protected final void bind(String pattern) {
        compilation.bind(Bind.value("pattern", SqlTypes.TEXT, pattern));
    }

    /** Writes the character that takes the meaning from a wildcard. */
    protected final void escape(char escape) {
        out.sql(" ESCAPE '").sql(escape == '\'' ? "''" : String.valueOf(escape)).sql("'");
    }

    /** Text with wildcards where it may go on. */
    protected static String around(Like.Match match, char wildcard, String text) {
        return (match == Like.Match.PREFIX ? "" : String.valueOf(wildcard))
                + text
                + (match == Like.Match.SUFFIX ? "" : String.valueOf(wildcard));
    }

    /** Text with something before and behind each special character. */
    protected static String escaped(String text, String special, String before, String behind) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isSpecial = special.indexOf(c) >= 0;
            escaped.append(isSpecial ? before : "").append(c).append(isSpecial ? behind : "");
        }
        return escaped.toString();
    }

    /** The pattern where it is known when the statement is compiled, else null. */
    protected static @Nullable String known(Expression<String> pattern) {
        return pattern instanceof Bind<?> bind && !bind.required() ? (String) bind.value() : null;
    }
}
