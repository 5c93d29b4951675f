package io.azoth.engine;

/** How a statement has ended. */
public enum StatementOutcome {
    /** It ran to its end. */
    COMPLETED,
    /** It was refused, stopped by a limit of time, or lost with its connection. */
    FAILED,
    /** Its reader wanted no more of its rows. */
    CANCELLED
}
