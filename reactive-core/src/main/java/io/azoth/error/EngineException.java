package io.azoth.error;

import org.jspecify.annotations.Nullable;

/** A connection, a pool, a queue or a transaction could not serve. */
public class EngineException extends AzothException {
    private static final long serialVersionUID = 1L;

    /** An error without a cause. */
    public EngineException(ErrorCode code, String message) {
        super(code, message);
    }

    /** An error with its cause, or null. */
    public EngineException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }

    /** An error of a statement: what it is, in words, the statement or null, and its cause or null. */
    public EngineException(
            ErrorCode code, String message, @Nullable StatementContext context, @Nullable Throwable cause) {
        super(code, message, context, cause);
    }
}
