package io.azoth.error;

import org.jspecify.annotations.Nullable;

/** A table, column, key, expression or statement was put together wrongly; thrown where it is built. */
public class DefinitionException extends AzothException {
    private static final long serialVersionUID = 1L;

    /** An error without a cause. */
    public DefinitionException(ErrorCode code, String message) {
        super(code, message);
    }

    /** An error with its cause, or null. */
    public DefinitionException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
