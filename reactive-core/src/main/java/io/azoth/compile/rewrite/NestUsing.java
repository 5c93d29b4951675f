package io.azoth.compile.rewrite;

import io.azoth.sql.Delete;
import io.azoth.sql.Expression;
import io.azoth.sql.FromItem;
import io.azoth.sql.Literal;
import io.azoth.sql.Select;
import io.azoth.sql.Sql;
import io.azoth.type.SqlTypes;

/** DELETE ... USING by EXISTS: the rows for which the further tables have a row that meets the condition. */
public final class NestUsing {
    private NestUsing() {}

    /** The statement in a form without it. */
    public static Delete in(Delete delete) {
        if (delete.using().isEmpty()) {
            return delete;
        }
        Expression<Boolean> where = delete.where();
        Select met = Select.of(new Literal<>(SqlTypes.INTEGER, "1"))
                .from(delete.using().toArray(FromItem[]::new))
                .correlate(delete.table());
        return Delete.from(delete.table()).where(Sql.exists(where == null ? met : met.where(where)));
    }
}
