package io.azoth.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The root of everything that this library throws or emits as an error.
 *
 * <p>The message says what is wrong, where, and what to do. The statement and the dialect are appended where they are
 * known; bind values are carried by {@link #parameters()} and never become part of the message.
 */
public class AzothException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient @Nullable StatementContext context;

    /** An error without a cause. */
    public AzothException(ErrorCode code, String message) {
        this(code, message, null, null);
    }

    /** An error with its cause, or null. */
    public AzothException(ErrorCode code, String message, @Nullable Throwable cause) {
        this(code, message, null, cause);
    }

    /** An error of a statement: what it is, in words, the statement or null, and its cause or null. */
    public AzothException(
            ErrorCode code, String message, @Nullable StatementContext context, @Nullable Throwable cause) {
        super(context == null ? message : message + context.describe(), cause);
        this.code = code;
        this.context = context;
    }

    /** What went wrong, for programs. */
    public final ErrorCode code() {
        return code;
    }

    /** The SQL text that was running, or null where none was. */
    public final @Nullable String statement() {
        return context == null ? null : context.sql();
    }

    /** The name of the dialect, or null where none was involved. */
    public final @Nullable String dialect() {
        return context == null ? null : context.dialect();
    }

    /** The bind values of the statement in order, empty where there is none; a value may be null. */
    public final List<@Nullable Object> parameters() {
        return context == null ? List.of() : context.parameters();
    }
}
