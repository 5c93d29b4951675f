package io.azoth.sql;

/** What rows are ordered by: an expression, small values first, or a term that says which come first. */
public sealed interface SortKey permits Ordering, OrderTerm {
    /** The term of ORDER BY. */
    OrderTerm toTerm();
}
