package io.azoth.jdbc.sqlite;

import io.azoth.jdbc.CancelToken;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The line in which the writers of one database in this process wait for each other.
 *
 * <p>SQLite lets one connection write at a time and leaves the others to poll; here they are served in order of
 * arrival. Writers of other processes are waited for by polling, as ever. Thread-safe; a wait blocks the calling
 * worker and nobody else.
 */
final class WriterQueue {

    /** How often a waiter looks whether it was cancelled. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Queues of databases that somebody still writes to; one that nobody knows any more is collected. */
    private static final Map<String, WeakReference<WriterQueue>> QUEUES = new HashMap<>();

    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private boolean taken;

    /** Returns the one queue of a database. */
    static WriterQueue of(String key) {
        synchronized (QUEUES) {
            QUEUES.values().removeIf(queue -> queue.get() == null);
            WeakReference<WriterQueue> known = QUEUES.get(key);
            WriterQueue queue = known == null ? null : known.get();
            if (queue == null) {
                queue = new WriterQueue();
                QUEUES.put(key, new WeakReference<>(queue));
            }
            return queue;
        }
    }

    /** Waits for the turn. Returns false when the token is stopped or the time is over first. */
    boolean acquire(CancelToken token, long waitNanos) {
        Waiter waiter;
        synchronized (this) {
            if (!taken) {
                taken = true;
                return true;
            }
            if (waitNanos <= 0) {
                return false;
            }
            waiter = new Waiter(Thread.currentThread());
            waiters.addLast(waiter);
        }
        long deadline = System.nanoTime() + waitNanos;
        while (!waiter.granted) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || token.stopped()) {
                return withdraw(waiter);
            }
            LockSupport.parkNanos(this, Math.min(left, LOOK_NANOS));
        }
        return true;
    }

    /** Gives the turn to whoever waits longest. */
    void release() {
        Waiter next;
        synchronized (this) {
            next = waiters.pollFirst();
            if (next == null) {
                taken = false;
                return;
            }
            next.granted = true;
        }
        LockSupport.unpark(next.thread);
    }

    private synchronized boolean withdraw(Waiter waiter) {
        waiters.remove(waiter);
        return waiter.granted; // it may have been granted in this very moment
    }

    private static final class Waiter {

        private final Thread thread;
        private volatile boolean granted;

        Waiter(Thread thread) {
            this.thread = thread;
        }
    }
}
