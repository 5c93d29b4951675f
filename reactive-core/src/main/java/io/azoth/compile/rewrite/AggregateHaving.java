package io.azoth.compile.rewrite;

import io.azoth.sql.ClauseElement;
import io.azoth.sql.Query;
import io.azoth.sql.Select;
import io.azoth.sql.SelectClauses;

/** HAVING without groups, for a target that takes all rows for one group only where something selected aggregates them. */
public final class AggregateHaving {
    private AggregateHaving() {}

    /** The query with an aggregate among what it selects, where HAVING needs one; it has one row, or none. */
    public static Query in(Query query) {
        if (!(query instanceof Select select) || !needsOne(select.clauses())) {
            return query;
        }
        SelectClauses clauses = select.clauses();
        return Orders.paged(Replace.items(select, Replace.ofOneRow(clauses.items())), clauses.paging());
    }

    private static boolean needsOne(SelectClauses clauses) {
        return clauses.having() != null
                && clauses.groupBy().isEmpty()
                && clauses.items().stream().noneMatch(item -> UniteGroupings.aggregates((ClauseElement) item));
    }
}
