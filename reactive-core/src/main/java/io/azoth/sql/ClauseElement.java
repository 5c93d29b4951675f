package io.azoth.sql;

import java.util.List;

/**
 * A part of a statement: an expression, a from-item, a statement. All of them are immutable values; their {@code
 * toString()} is generic SQL with named bind parameters, for reading.
 */
public sealed interface ClauseElement permits Expression, FromItem, Statement {
    /** The parts that it is directly made of, in order of their text. */
    List<? extends ClauseElement> children();
}
