package io.azoth.sql;

import java.util.List;

/**
 * A statement in the SQL of one target, ready to run.
 *
 * @param text the SQL text, with the target's own bind markers
 * @param binds the values to bind, in order of their markers
 * @param columns what the rows of the result look like; {@link RowShape#EMPTY} where the statement gives no rows,
 *     {@link RowShape#UNKNOWN} where only the database knows the columns
 */
public record CompiledSql(String text, List<BoundValue> binds, RowShape columns) {
    /** Whether running it gives rows. */
    public boolean givesRows() {
        return columns != RowShape.EMPTY;
    }
}
