package io.azoth.compile.rewrite;

import io.azoth.sql.ClauseElement;
import io.azoth.sql.Cte;
import io.azoth.sql.FromItem;
import io.azoth.sql.Froms;
import io.azoth.sql.Select;
import io.azoth.sql.SubqueryAlias;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a statement exchanged for columns of another from-item, down into subqueries: what these name in FROM themselves
 * is another thing there, whatever it is called outside.
 *
 * @param around all that stands in FROM of the statement and around it
 * @param source the from-item whose columns come in, or null as long as they are only looked for
 * @param part what is exchanged
 */
record Exchange(Set<FromItem> around, @Nullable FromItem source, Part part) {
    /** What one part becomes. */
    interface Part {
        /**
         * What stands in its place, or null where it stays and its own parts are looked at.
         *
         * @param element the part
         * @param open the from-items of the statement that are meant here
         */
        @Nullable
        ClauseElement in(ClauseElement element, Set<FromItem> open);
    }

    /**
     * An element with its parts exchanged.
     *
     * @param element the element
     * @param open the from-items of the statement that are meant in it
     */
    ClauseElement in(ClauseElement element, Set<FromItem> open) {
        if (element instanceof Select subquery) {
            Set<FromItem> still = new LinkedHashSet<>(open);
            still.removeAll(Froms.withParts(Froms.of(subquery, around)));
            return still.isEmpty() ? subquery : correlated(subquery).mapChildren(child -> in(child, still));
        }
        ClauseElement exchanged = part.in(element, open);
        if (exchanged != null) {
            return exchanged;
        }
        boolean seesNothing = element instanceof Cte || (element instanceof SubqueryAlias alias && !alias.isLateral());
        return seesNothing ? element : element.mapChildren(child -> in(child, open));
    }

    /** A query that says what it correlates with does so with the new columns too. */
    private Select correlated(Select subquery) {
        List<FromItem> named = subquery.clauses().correlated();
        if (named == null || source == null) {
            return subquery;
        }
        List<FromItem> all = new ArrayList<>(named);
        all.add(source);
        return subquery.correlate(all.toArray(FromItem[]::new));
    }
}
