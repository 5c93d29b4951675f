package io.azoth.compile.rewrite;

import io.azoth.sql.Compound;
import io.azoth.sql.Paging;
import io.azoth.sql.Query;
import io.azoth.sql.Select;
import io.azoth.sql.SelectItem;
import io.azoth.sql.SubqueryAlias;

/** INTERSECT whose later terms have each row once, for a target that does not see to it where they have a limit. */
public final class SingleOut {
    private SingleOut() {}

    /** The query in a form in which repeated rows of a later term do no harm. */
    public static Query in(Query query) {
        if (!(query instanceof Compound compound)
                || compound.operation() != Compound.Operation.INTERSECT
                || compound.terms().stream().skip(1).noneMatch(SingleOut::isLimited)) {
            return query;
        }
        Query first = compound.terms().get(0);
        return compound.mapChildren(
                child -> child != first && child instanceof Query term && isLimited(term) ? once(term) : child);
    }

    private static boolean isLimited(Query query) {
        Paging paging = query instanceof Select select
                ? select.clauses().paging()
                : query instanceof Compound compound ? compound.paging() : Paging.ALL;
        return !paging.equals(Paging.ALL);
    }

    private static Query once(Query term) {
        SubqueryAlias rows = term.lateral("rows_");
        return Select.of(rows.columns().toArray(SelectItem[]::new)).distinct().from(rows);
    }
}
