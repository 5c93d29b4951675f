package io.azoth.jdbc.sqlite;

import io.azoth.jdbc.CancelToken;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;

/**
 * Waits for locks of other connections until the work is cancelled or its time is over.
 *
 * <p>SQLite's own busy timeout does not notice an interrupt. Worker thread only, but for the token.
 */
final class LockWait extends BusyHandler {

    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long SHORTEST_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    /** Who waits for ever may say so with a duration that has more nanoseconds than a number can count. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private CancelToken token = new CancelToken();
    private long limitNanos;
    private long deadline;

    LockWait(Duration limit) {
        limit(limit);
    }

    /** Says whose waiting it is from now on. */
    void serve(CancelToken token) {
        this.token = token;
    }

    final void limit(Duration limit) {
        limitNanos = limit.compareTo(LONGEST) < 0 ? limit.toNanos() : Long.MAX_VALUE;
    }

    long limitNanos() {
        return limitNanos;
    }

    @Override
    protected int callback(int attempt) {
        long now = System.nanoTime();
        if (attempt == 0) {
            deadline = now + limitNanos;
        }
        long left = deadline - now;
        if (left <= 0 || token.stopped()) {
            return 0;
        }
        long pause = Math.min(LONGEST_NANOS, SHORTEST_NANOS << Math.min(attempt, 6));
        LockSupport.parkNanos(this, Math.min(left, pause));
        return 1;
    }
}
