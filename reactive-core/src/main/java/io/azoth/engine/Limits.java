package io.azoth.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Limits of time as users give them. A century is no limit: nobody lives to see it, and in nanoseconds three do not fit a long. */
final class Limits {
    /** How long what was told to stop may take before its connection is cut. */
    static final long SEVER_MILLIS = 10_000;

    private static final Duration CENTURY = Duration.ofDays(36_525);

    private Limits() {}

    /** The limit, or null where there is none. */
    static @Nullable Duration kept(@Nullable Duration limit) {
        return limit == null || limit.isZero() || limit.compareTo(CENTURY) >= 0 ? null : limit;
    }

    /** In milliseconds, of a century at most. */
    static long millis(Duration limit) {
        return limit.compareTo(CENTURY) >= 0 ? CENTURY.toMillis() : limit.toMillis();
    }
}
