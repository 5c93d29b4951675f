package io.azoth.error;

import org.jspecify.annotations.Nullable;

/** A row would break a constraint: unique, foreign key, NOT NULL, CHECK. Nothing of the statement was kept. */
public class IntegrityViolationException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    /** An error of the database: how it is named there, and what the driver threw. */
    public IntegrityViolationException(
            ErrorCode code,
            String message,
            @Nullable StatementContext context,
            SqlFailure failure,
            @Nullable Throwable cause) {
        super(code, message, context, failure, cause);
    }
}
