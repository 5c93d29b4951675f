package io.azoth.engine;

/**
 * Hears of each statement when it has ended, BEGIN, COMMIT and the like included.
 *
 * <p>It is called on the thread of the driver, before the statement's subscriber hears of the end, and possibly by several
 * connections at once: it must be quick, safe for any thread, and must not block. What it throws is dropped.
 */
@FunctionalInterface
public interface StatementListener {
    /** A statement has ended, well or badly. */
    void statementEnded(StatementEvent event);
}
