package io.azoth.dialect.sqlite;

import io.azoth.compile.Compilation;
import io.azoth.compile.LikeRenderer;
import io.azoth.sql.Expression;
import io.azoth.sql.Like;
import io.azoth.sql.Operator;
import org.jspecify.annotations.Nullable;

/** LIKE takes capital and small letters of ASCII as alike, and GLOB is exact: patterns become those of GLOB. */
final class SqliteLikes extends LikeRenderer {
    private static final String SPECIAL = "*?[";

    SqliteLikes(Compilation compilation) {
        super(compilation);
    }

    @Override
    protected void pattern(Like like) {
        if (!like.options().ignoreCase()) {
            glob(like);
            return;
        }
        out.sql(" LIKE ");
        compilation.operand(like.pattern(), Operator.COMPARISON_PRECEDENCE + 1);
        Character escape = like.options().escape();
        if (escape != null) {
            escape(escape);
        }
    }

    private void glob(Like like) {
        String value = known(like.pattern());
        out.sql(" GLOB ");
        if (value != null) {
            bind(globbed(value, like.options().escape()));
            return;
        }
        if (like.options().escape() != null) {
            throw compilation.unsupported(
                    "LIKE with an escape character in a pattern that is not a value",
                    "give the pattern as a value, or use startsWith(...), endsWith(...) or contains(...)");
        }
        out.sql("replace(replace(");
        plain(like.pattern());
        out.sql(", '%', '*'), '_', '?')");
    }

    /** A pattern of LIKE as one of GLOB. */
    private static String globbed(String pattern, @Nullable Character escape) {
        StringBuilder glob = new StringBuilder(pattern.length() + 8);
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean escaped = escape != null && c == escape && i + 1 < pattern.length();
            if (escaped) {
                c = pattern.charAt(++i);
            }
            if (!escaped && (c == '%' || c == '_')) {
                glob.append(c == '%' ? '*' : '?');
            } else {
                glob.append(escaped(String.valueOf(c), SPECIAL, "[", "]"));
            }
        }
        return glob.toString();
    }

    @Override
    protected void text(Like like, @Nullable String value) {
        out.sql(" GLOB ");
        if (value != null) {
            bind(around(like.match(), '*', escaped(value, SPECIAL, "[", "]")));
            return;
        }
        out.sql(like.match() == Like.Match.PREFIX ? "" : "'*' || ");
        plain(like.pattern());
        out.sql(like.match() == Like.Match.SUFFIX ? "" : " || '*'");
    }

    /** Text in which nothing is special for GLOB. */
    private void plain(Expression<String> text) {
        out.sql("replace(replace(replace(");
        compilation.expression(text);
        out.sql(", '[', '[[]'), '*', '[*]'), '?', '[?]')");
    }
}
