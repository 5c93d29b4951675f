package io.azoth.dialect.h2;

import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.util.concurrent.Queues;

/**
 * Runs the tasks of one connection one after another on one thread, at once where the caller is on that thread already. The
 * thread ends when it has had nothing to do for a while.
 *
 * <p>Any thread may submit, and never waits, not even for a lock: it may be an event loop, or a pool in the middle of its work.
 */
final class SerialWorker implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(SerialWorker.class);
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final int number = NUMBERS.incrementAndGet();
    private final Queue<Runnable> tasks =
            Queues.<Runnable>unboundedMultiproducer().get();

    /** Who takes tasks, or null where nobody does. */
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

    private volatile boolean parked;

    /**
     * Always later, never inside the task that runs: for a pool, whose steps would pile up on the stack.
     *
     * @throws RejectedExecutionException if there is no thread for it; the task does not run then
     */
    void queue(Runnable task) {
        if (thread.get() == null) {
            begin();
        }
        tasks.offer(task);
        Thread running = thread.get();
        if (running == null) {
            beginOrRun(); // it had ended before it could see the task
        } else if (parked) {
            LockSupport.unpark(running);
        }
    }

    /** What was taken in runs, and runs once: where there is no thread for it, on the caller's. */
    private void beginOrRun() {
        try {
            begin();
        } catch (RejectedExecutionException e) {
            Thread self = Thread.currentThread();
            while (!tasks.isEmpty() && thread.compareAndSet(null, self)) {
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    run(task);
                }
                thread.set(null);
            }
        }
    }

    @Override
    public void execute(Runnable task) {
        if (Thread.currentThread() == thread.get()) {
            task.run();
        } else {
            queue(task);
        }
    }

    private void begin() {
        Thread created = new Thread(this::loop, "azoth-h2-" + number);
        created.setDaemon(true);
        if (!thread.compareAndSet(null, created)) {
            return;
        }
        try {
            created.start();
        } catch (OutOfMemoryError e) {
            thread.set(null);
            throw new RejectedExecutionException("The system gives no thread for the connection", e);
        }
    }

    private void loop() {
        Thread self = Thread.currentThread();
        while (true) {
            Runnable task = tasks.poll();
            if (task != null) {
                run(task);
            } else if (isIdle()) {
                thread.set(null);
                // What was queued just before that found this thread, which has to come back unless another one has.
                if (tasks.isEmpty() || !thread.compareAndSet(null, self)) {
                    return;
                }
            }
        }
    }

    /** Waits for a task; true where none came for so long that the thread may end. */
    private boolean isIdle() {
        long since = System.nanoTime();
        long left = IDLE_NANOS;
        parked = true;
        while (left > 0 && tasks.isEmpty()) {
            LockSupport.parkNanos(this, left);
            left = IDLE_NANOS - (System.nanoTime() - since);
        }
        parked = false;
        return left <= 0;
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            LOG.error("A task of a connection failed outside of any publisher", e);
        }
        Thread.interrupted(); // what interrupted one task is not meant for the next
    }
}
