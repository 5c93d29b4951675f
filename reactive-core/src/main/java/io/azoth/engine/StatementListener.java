package io.azoth.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hears of each statement when it is sent and when it has ended, BEGIN, COMMIT and the like included.
 *
 * <p>It is called on the thread that sends, and on that of the driver before the statement's subscriber hears of the end,
 * possibly for several connections at once: it must be quick, safe for any thread, and must not block. What it throws is dropped.
 */
@FunctionalInterface
public interface StatementListener {
    /**
     * A statement is about to be sent.
     *
     * @param sql its text
     * @param parameters the values that are bound, in order; they may be secrets
     */
    default void statementStarted(String sql, List<@Nullable Object> parameters) {}

    /** A statement has ended, well or badly. */
    void statementEnded(StatementEvent event);
}
