package io.azoth.sql;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A part of a statement: an expression, a from-item, a statement. All of them are immutable values; their {@code
 * toString()} is generic SQL with named bind parameters, for reading.
 */
public sealed interface ClauseElement permits Expression, FromItem, Statement {
    /** The parts that it is directly made of, in order of their text. */
    List<? extends ClauseElement> children();

    /**
     * The same with other parts.
     *
     * @param f gives for each part another one of the same kind, or the part itself
     */
    ClauseElement mapChildren(UnaryOperator<ClauseElement> f);

    /**
     * Calls a consumer with this and all that it is made of, the whole before its parts; what stands in FROM only because its
     * columns are used is met too.
     */
    default void walk(Consumer<ClauseElement> visit) {
        Depth.walk(this, Set.of(), visit);
    }

    /**
     * The same with other parts at any depth: parts are rewritten before the whole that they are in, and so is what stands in
     * FROM only because its columns are used.
     *
     * @param f gives for each part another one of the same kind, or the part itself
     */
    default ClauseElement rewrite(UnaryOperator<ClauseElement> f) {
        return Depth.rewrite(this, Set.of(), f);
    }
}
