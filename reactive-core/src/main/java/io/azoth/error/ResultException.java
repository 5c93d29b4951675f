package io.azoth.error;

import org.jspecify.annotations.Nullable;

/** A result is not what was asked of it: too many rows, an ambiguous name, a value of another type. */
public class ResultException extends AzothException {
    private static final long serialVersionUID = 1L;

    /** An error without a cause. */
    public ResultException(ErrorCode code, String message) {
        super(code, message);
    }

    /** An error with its cause, or null. */
    public ResultException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }

    /** An error of a statement: what it is, in words, the statement or null, and its cause or null. */
    public ResultException(
            ErrorCode code, String message, @Nullable StatementContext context, @Nullable Throwable cause) {
        super(code, message, context, cause);
    }
}
