package io.azoth.engine;

import io.azoth.error.EngineException;
import io.azoth.error.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a transaction has to be over.
 *
 * @param at the moment, as {@link System#nanoTime} counts
 * @param limit how long it was given
 */
record Deadline(long at, Duration limit) {
    /** From now on; null for no limit. */
    static @Nullable Deadline after(@Nullable Duration limit) {
        Duration kept = Limits.kept(limit);
        return kept == null ? null : new Deadline(System.nanoTime() + kept.toNanos(), kept);
    }

    /** The earlier one of two, either of which may be missing. */
    static @Nullable Deadline earlier(@Nullable Deadline one, @Nullable Deadline other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.at - other.at <= 0 ? one : other;
    }

    /** How long it is until then; negative afterwards. */
    Duration remaining() {
        return Duration.ofNanos(at - System.nanoTime());
    }

    /** What is told to whom it has ended. */
    EngineException exceeded() {
        return new EngineException(
                ErrorCode.STATEMENT_TIMEOUT, "The transaction took longer than " + limit + " and was rolled back");
    }
}
