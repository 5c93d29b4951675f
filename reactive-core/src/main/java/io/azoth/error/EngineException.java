package io.azoth.error;

import org.jspecify.annotations.Nullable;

/** A connection, a pool, a queue or a transaction could not serve. */
public class EngineException extends AzothException {
    private static final long serialVersionUID = 1L;

    public EngineException(ErrorCode code, String message) {
        super(code, message);
    }

    public EngineException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }

    public EngineException(
            ErrorCode code, String message, @Nullable StatementContext context, @Nullable Throwable cause) {
        super(code, message, context, cause);
    }
}
