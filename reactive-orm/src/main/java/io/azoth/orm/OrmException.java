package io.azoth.orm;

import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A mapping, an object or a session is not what was asked of it. Its {@link #code()} says which. */
public class OrmException extends AzothException {
    private static final long serialVersionUID = 1L;

    /** An error without a cause. */
    public OrmException(ErrorCode code, String message) {
        super(code, message);
    }

    /** An error with its cause, or null. */
    public OrmException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
