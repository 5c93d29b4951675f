package io.azoth.jdbc;

/**
 * Tells running work that nobody waits for it any more, or that its time is over.
 *
 * <p>Any thread may set it; work that waits for a lock reads it in its wait loop.
 */
public final class CancelToken {

    private volatile boolean cancelled;
    private volatile boolean timedOut;
    private volatile boolean abandoned;
    private long spentNanos;

    /** Returns whether the work should stop, for whichever reason. */
    public boolean stopped() {
        return cancelled || timedOut || abandoned;
    }

    /** Returns whether the subscriber went away. */
    public boolean cancelled() {
        return cancelled;
    }

    /** Returns whether the statement timeout passed. */
    public boolean timedOut() {
        return timedOut;
    }

    boolean abandoned() {
        return abandoned;
    }

    void cancel() {
        cancelled = true;
    }

    /** Stops the work because its connection closes; its subscriber still waits for an error. */
    void abandon() {
        abandoned = true;
    }

    /** Returns how long work of this token has run so far. Worker thread only. */
    long spentNanos() {
        return spentNanos;
    }

    /** Starts another part of the work. Worker thread only. */
    void resume() {
        timedOut = false;
    }

    void spent(long nanos) {
        spentNanos += nanos;
    }

    void timeOut() {
        timedOut = true;
    }
}
