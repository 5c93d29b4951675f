package io.azoth.dialect.h2;

import io.azoth.compile.Compilation;
import io.azoth.compile.LikeRenderer;
import io.azoth.compile.SqlWriter;
import io.azoth.sql.Binary;
import io.azoth.sql.Like;
import io.azoth.sql.Operator;
import io.azoth.type.SqlTypes;

/** H2 fails at an empty pattern of ILIKE, which it takes for a type of no characters. */
final class H2Likes extends LikeRenderer {
    H2Likes(Compilation compilation) {
        super(compilation);
    }

    @Override
    public SqlWriter like(Like like) {
        if (!like.options().ignoreCase() || !"".equals(known(like.pattern()))) {
            return super.like(like);
        }
        Operator operator = like.options().negated() ? Operator.NE : Operator.EQ;
        return compilation.expression(new Binary<>(like.operand(), operator, like.pattern(), SqlTypes.BOOLEAN));
    }
}
