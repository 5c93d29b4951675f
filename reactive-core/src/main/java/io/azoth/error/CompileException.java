package io.azoth.error;

import org.jspecify.annotations.Nullable;

/** A statement has no form in the target's SQL, or lacks what it needs to get one. */
public class CompileException extends AzothException {
    private static final long serialVersionUID = 1L;

    /** An error without a cause. */
    public CompileException(ErrorCode code, String message) {
        super(code, message);
    }

    /** An error with its cause, or null. */
    public CompileException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
