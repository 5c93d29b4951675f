package io.azoth.compile.rewrite;

import io.azoth.sql.Compound;
import io.azoth.sql.Expression;
import io.azoth.sql.Query;
import io.azoth.sql.Select;
import io.azoth.sql.SelectItem;
import io.azoth.sql.SubqueryAlias;
import java.util.function.Predicate;

/** A set operation in FROM of a SELECT, which can be ordered by what is computed from its columns. */
public final class NestCompound {
    private NestCompound() {}

    /**
     * The query in a form without such an order of a set operation.
     *
     * @param query the query
     * @param computed what the target has to compute something from, to order by it
     */
    public static Query in(Query query, Predicate<Expression<?>> computed) {
        if (!(query instanceof Compound compound)
                || compound.orderBy().stream().noneMatch(term -> computed.test(term.expression()))) {
            return query;
        }
        return around(compound, compound.bare());
    }

    /**
     * Other rows in the place of those of a set operation, in its order and as many.
     *
     * @param compound the set operation
     * @param bare the rows, in columns of the same names
     */
    public static Query around(Compound compound, Query bare) {
        SubqueryAlias rows = bare.lateral("rows_");
        return Orders.of(
                compound, Select.of(rows.columns().toArray(SelectItem[]::new)).from(rows));
    }
}
