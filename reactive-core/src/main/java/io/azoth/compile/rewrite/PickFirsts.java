package io.azoth.compile.rewrite;

import static io.azoth.sql.Windows.orderedBy;
import static io.azoth.sql.Windows.partitionBy;
import static io.azoth.sql.Windows.rowNumber;

import io.azoth.sql.Expression;
import io.azoth.sql.OrderTerm;
import io.azoth.sql.Query;
import io.azoth.sql.Select;

/** DISTINCT ON by numbering the rows of each combination and taking the first. */
public final class PickFirsts {
    private PickFirsts() {}

    /** The query in a form without it. */
    public static Query in(Query query) {
        if (!(query instanceof Select select)
                || select.clauses().distinctOn().isEmpty()
                || select.clauses().lock() != null) {
            return query;
        }
        Expression<?>[] on =
                select.clauses().distinctOn().stream().map(Numbered::unlabelled).toArray(Expression<?>[]::new);
        OrderTerm[] order = Replace.unlabelled(select.clauses().orderBy());
        Numbered numbered = new Numbered(
                select,
                rowNumber().over(partitionBy(on).orderBy(order)).as("first_"),
                rowNumber().over(orderedBy(order)).as("position_"));
        Select first = numbered.columns().where(numbered.number(0).eq(1L)).orderBy(numbered.number(1));
        return Orders.paged(first, select.clauses().paging());
    }
}
