package io.azoth.error;

import org.jspecify.annotations.Nullable;

/** A statement has no form in the target's SQL, or lacks what it needs to get one. */
public class CompileException extends AzothException {
    private static final long serialVersionUID = 1L;

    public CompileException(ErrorCode code, String message) {
        super(code, message);
    }

    public CompileException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
