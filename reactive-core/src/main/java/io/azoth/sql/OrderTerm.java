package io.azoth.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * One term of ORDER BY.
 *
 * @param expression what to order by
 * @param direction small or large values first
 * @param nulls where NULLs stand
 */
public record OrderTerm(Expression<?> expression, Direction direction, Nulls nulls) implements SortKey {
    /** Small or large values first. */
    public enum Direction {
        ASC,
        DESC
    }

    /** Where NULLs stand; the default is the database's own. */
    public enum Nulls {
        DEFAULT,
        FIRST,
        LAST
    }

    @Override
    public OrderTerm toTerm() {
        return this;
    }

    /** The terms of keys, in order. */
    static List<OrderTerm> of(SortKey... keys) {
        List<OrderTerm> terms = new ArrayList<>(keys.length);
        for (SortKey key : keys) {
            terms.add(key.toTerm());
        }
        return terms;
    }

    /** The same with NULLs before all values. */
    public OrderTerm nullsFirst() {
        return new OrderTerm(expression, direction, Nulls.FIRST);
    }

    /** The same with NULLs behind all values. */
    public OrderTerm nullsLast() {
        return new OrderTerm(expression, direction, Nulls.LAST);
    }
}
