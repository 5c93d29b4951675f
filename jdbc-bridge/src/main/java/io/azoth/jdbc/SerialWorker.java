package io.azoth.jdbc;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.util.concurrent.Queues;

/**
 * The one thread on which everything of a connection happens, in order of submission.
 *
 * <p>Any thread may submit. Connections do not share threads: one that waits for a lock would sit in front of the
 * commit that frees it. Work that is still queued when the worker stops is run all the same, and finds its connection
 * closed.
 */
final class SerialWorker {

    private static final Logger LOG = LoggerFactory.getLogger(SerialWorker.class);
    private static final AtomicLong NUMBER = new AtomicLong();

    private final Queue<Runnable> tasks =
            Queues.<Runnable>unboundedMultiproducer().get();
    private final ArrayDeque<Runnable> urgent = new ArrayDeque<>();
    private final AtomicInteger leftovers = new AtomicInteger();
    private final Thread thread;
    private volatile boolean idle;
    private volatile boolean stopped;
    private volatile boolean ended;

    SerialWorker(String product) {
        thread = new Thread(this::loop, "azoth-" + product.toLowerCase(Locale.ROOT) + "-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns whether the caller is this worker. */
    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Queues a task that copes with a closed connection, even after {@link #stop()}. */
    void submit(Runnable task) {
        tasks.offer(task);
        if (ended) {
            runLeftovers();
        } else if (idle) {
            LockSupport.unpark(thread);
        }
    }

    /** Queues a task to run right after the current one. Worker thread only. */
    void submitNext(Runnable task) {
        if (ended) {
            submit(task); // nobody looks for urgent work any more
        } else {
            urgent.addLast(task);
        }
    }

    /** Lets the thread end once the queue is empty. */
    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    private void loop() {
        while (true) {
            Runnable task = urgent.pollFirst();
            if (task == null) {
                task = tasks.poll();
            }
            if (task != null) {
                run(task);
                boolean unused = Thread.interrupted(); // a task that was interrupted leaves it to no other
            } else if (stopped) {
                break;
            } else {
                park();
            }
        }
        ended = true;
        runLeftovers();
    }

    private void park() {
        idle = true;
        if (tasks.isEmpty() && !stopped) {
            LockSupport.park(this);
        }
        idle = false;
    }

    /** One thread at a time; others leave it their work instead of waiting. */
    private void runLeftovers() {
        if (leftovers.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            Runnable task = tasks.poll();
            while (task != null) {
                run(task);
                task = tasks.poll();
            }
            seen = leftovers.addAndGet(-seen);
        } while (seen != 0);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            LOG.error("A task of a connection failed outside of any publisher", failure);
        }
    }
}
