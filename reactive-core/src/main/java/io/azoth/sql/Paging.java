package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of an ordered result.
 *
 * @param limit the most rows, or null
 * @param offset the rows left out at the beginning, or null
 * @param withTies whether rows that are equal to the last one in ORDER BY come as well
 */
public record Paging(@Nullable Long limit, @Nullable Long offset, boolean withTies) {
    /** All rows. */
    public static final Paging ALL = new Paging(null, null, false);

    public Paging {
        notNegative(limit, "limit");
        notNegative(offset, "offset");
    }

    Paging withLimit(long rows) {
        return new Paging(rows, offset, false);
    }

    Paging withOffset(long rows) {
        return new Paging(limit, rows, withTies);
    }

    private static void notNegative(@Nullable Long rows, String clause) {
        if (rows != null && rows < 0) {
            throw new DefinitionException(
                    ErrorCode.INVALID_STATEMENT, "The " + clause + " of a query is 0 or more, not " + rows);
        }
    }
}
