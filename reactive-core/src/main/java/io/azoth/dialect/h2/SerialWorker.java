package io.azoth.dialect.h2;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the tasks of one connection one after another on one thread, at once where the caller is on that thread already. The
 * thread ends when it has had nothing to do for a while.
 */
final class SerialWorker implements Executor {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final ThreadPoolExecutor executor;
    private final int number = NUMBERS.incrementAndGet();
    private volatile Thread thread = Thread.currentThread();

    SerialWorker() {
        executor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::newThread);
        executor.allowCoreThreadTimeOut(true);
    }

    private Thread newThread(Runnable tasks) {
        Thread created = new Thread(tasks, "azoth-h2-" + number);
        created.setDaemon(true);
        thread = created;
        return created;
    }

    /** Always later, never inside the task that runs: for a pool, whose steps would pile up on the stack. */
    void queue(Runnable task) {
        executor.execute(task);
    }

    @Override
    public void execute(Runnable task) {
        if (Thread.currentThread() == thread && executor.getPoolSize() > 0) {
            task.run();
        } else {
            executor.execute(task);
        }
    }
}
