package io.azoth.jdbc;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * Tells running work that nobody waits for it any more, or that its time is over.
 *
 * <p>Any thread may set it; work that waits for a lock reads it in its wait loop.
 */
public final class CancelToken {

    private static final int CANCELLED = 1;
    private static final int TIMED_OUT = 2;
    private static final int ABANDONED = 4;

    private static final AtomicIntegerFieldUpdater<CancelToken> REASONS =
            AtomicIntegerFieldUpdater.newUpdater(CancelToken.class, "reasons");

    private volatile int reasons; // one field, because it is read for every row
    private long spentNanos;

    /** Returns whether the work should stop, for whichever reason. */
    public boolean stopped() {
        return reasons != 0;
    }

    /** Returns whether the subscriber went away. */
    public boolean cancelled() {
        return (reasons & CANCELLED) != 0;
    }

    /** Returns whether the statement timeout passed. */
    public boolean timedOut() {
        return (reasons & TIMED_OUT) != 0;
    }

    boolean abandoned() {
        return (reasons & ABANDONED) != 0;
    }

    void cancel() {
        set(CANCELLED);
    }

    /** Stops the work because its connection closes; its subscriber still waits for an error. */
    void abandon() {
        set(ABANDONED);
    }

    void timeOut() {
        set(TIMED_OUT);
    }

    /** Starts another part of the work. Worker thread only. */
    void resume() {
        if (timedOut()) {
            int unused = REASONS.updateAndGet(this, known -> known & ~TIMED_OUT);
        }
    }

    private void set(int reason) {
        int unused = REASONS.updateAndGet(this, known -> known | reason);
    }

    /** Returns how long work of this token has run so far. Worker thread only. */
    long spentNanos() {
        return spentNanos;
    }

    /** Starts another statement, whose time counts from zero. Worker thread only. */
    void startStatement() {
        spentNanos = 0;
    }

    void spent(long nanos) {
        spentNanos += nanos;
    }
}
