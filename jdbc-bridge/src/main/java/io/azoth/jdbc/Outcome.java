package io.azoth.jdbc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a statement that was run to its end left behind.
 *
 * @param rowsUpdated how many rows it changed
 * @param columns the columns of its rows; empty when it returns none
 * @param rows the rows it returned, each cell null, Long, Double, String or byte[]; null when it returns none
 */
public record Outcome(
        long rowsUpdated, List<Column> columns, @Nullable List<@Nullable Object[]> rows) {

    private static final Outcome ONE = new Outcome(1, List.of(), null);

    /** Returns the outcome of a statement without rows. */
    public static Outcome ofCount(long rowsUpdated) {
        return rowsUpdated == 1 ? ONE : new Outcome(rowsUpdated, List.of(), null);
    }
}
