package io.azoth.compile.rewrite;

import static io.azoth.sql.Windows.orderedBy;
import static io.azoth.sql.Windows.rank;
import static io.azoth.sql.Windows.rowNumber;

import io.azoth.sql.Expression;
import io.azoth.sql.OrderTerm;
import io.azoth.sql.Paging;
import io.azoth.sql.Query;
import io.azoth.sql.Select;
import io.azoth.sql.Window;

/** FETCH FIRST n ROWS WITH TIES by the rank of each row: those whose rank is at most n, equal ones having one rank. */
public final class RankTies {
    private RankTies() {}

    /** The query in a form without it. */
    public static Query in(Query query) {
        if (!(query instanceof Select select)
                || !select.clauses().paging().withTies()
                || select.clauses().lock() != null) {
            return query;
        }
        if (select.clauses().distinct()) {
            Select bare = Replace.items(select, select.clauses().items()).distinct();
            return in(Orders.around(select, select, bare));
        }
        Paging paging = select.clauses().paging();
        if (Long.valueOf(0).equals(paging.limit())) {
            return select.limit(0);
        }
        OrderTerm[] order = Replace.unlabelled(select.clauses().orderBy());
        Window window = orderedBy(order);
        Numbered numbered = new Numbered(
                select,
                rank().over(window).as("rank_"),
                rowNumber().over(window).as("position_"));
        long skipped = paging.offset() == null ? 0 : paging.offset();
        long last = skipped + (paging.limit() == null ? 0 : paging.limit());
        Expression<Long> position = numbered.number(1);
        Select ranked = numbered.columns().where(numbered.number(0).le(last)).orderBy(position);
        return skipped == 0 ? ranked : ranked.where(position.gt(skipped));
    }
}
