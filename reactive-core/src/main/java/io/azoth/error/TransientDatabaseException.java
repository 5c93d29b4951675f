package io.azoth.error;

import org.jspecify.annotations.Nullable;

/** The same transaction may succeed when it is run again: serialization failure, deadlock, lock timeout. */
public class TransientDatabaseException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    /** An error of the database: how it is named there, and what the driver threw. */
    public TransientDatabaseException(
            ErrorCode code,
            String message,
            @Nullable StatementContext context,
            SqlFailure failure,
            @Nullable Throwable cause) {
        super(code, message, context, failure, cause);
    }
}
