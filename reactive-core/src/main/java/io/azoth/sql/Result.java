package io.azoth.sql;

import io.azoth.error.ErrorCode;
import io.azoth.error.ResultException;
import java.util.List;

/**
 * What a change did.
 *
 * @param rowCount how many rows were inserted, updated or deleted
 * @param generatedKeys one row for each inserted row whose key the database made, in order of the inserted rows; empty
 *     where it made none
 */
public record Result(long rowCount, List<Row> generatedKeys) {
    /** Nothing changed. */
    public static final Result NONE = new Result(0, List.of());

    public Result {
        generatedKeys = List.copyOf(generatedKeys);
    }

    /**
     * The key that the database made for the one row that was inserted.
     *
     * @param type the class of the key
     * @throws ResultException if it did not make exactly one
     */
    public <T> T generatedKey(Class<T> type) {
        if (generatedKeys.size() != 1) {
            throw new ResultException(
                    generatedKeys.isEmpty() ? ErrorCode.NO_ROW : ErrorCode.TOO_MANY_ROWS,
                    "One generated key was asked for, but the database made " + generatedKeys.size()
                            + "; use generatedKeys()");
        }
        return java.util.Objects.requireNonNull(generatedKeys.get(0).get(0, type));
    }
}
