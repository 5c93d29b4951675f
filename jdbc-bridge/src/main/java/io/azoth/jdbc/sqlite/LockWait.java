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

    private CancelToken token = new CancelToken();
    private long limitNanos;
    private long deadline;

    LockWait(Duration limit) {
        this.limitNanos = limit.toNanos();
    }

    /** Says whose waiting it is from now on. */
    void serve(CancelToken token) {
        this.token = token;
    }

    void limit(Duration limit) {
        limitNanos = limit.toNanos();
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
