package io.azoth.dialect.sqlite;

import io.azoth.compile.Compilation;
import io.azoth.compile.LikeRenderer;
import io.azoth.sql.Like;
import io.azoth.sql.Operator;
import org.jspecify.annotations.Nullable;

/** LIKE takes capital and small letters as alike, and no escape unless told; GLOB is exact. */
final class SqliteLikes extends LikeRenderer {
    SqliteLikes(Compilation compilation) {
        super(compilation);
    }

    @Override
    protected void pattern(Like like) {
        out.sql(" LIKE ");
        compilation.operand(like.pattern(), Operator.COMPARISON_PRECEDENCE + 1);
        Character escape = like.options().escape();
        if (escape != null) {
            escape(escape);
        }
    }

    @Override
    protected void text(Like like, @Nullable String value) {
        out.sql(" GLOB ");
        if (value != null) {
            bind(around(like.match(), '*', escaped(value, "*?[", "[", "]")));
            return;
        }
        out.sql(like.match() == Like.Match.PREFIX ? "" : "'*' || ");
        out.sql("replace(replace(replace(");
        compilation.expression(like.pattern());
        out.sql(", '[', '[[]'), '*', '[*]'), '?', '[?]')");
        out.sql(like.match() == Like.Match.SUFFIX ? "" : " || '*'");
    }
}
