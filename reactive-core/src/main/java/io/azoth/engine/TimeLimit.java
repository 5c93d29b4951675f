package io.azoth.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * The limit of time of one statement. A driver that can keep it is told it before the statement and relieved of it after;
 * besides, the time is taken here, and past it the statement is stopped at the server. Its end waits until that has been done,
 * or it would hit what comes next.
 *
 * <p>The timer's thread expires it, the driver's calls the rest.
 */
final class TimeLimit {
    /** How long what was told to stop may take before its connection is cut. */
    private static final long SEVER_MILLIS = 10_000;

    private final StatementOperation operation;
    private final Duration timeout;
    private boolean kept;
    private boolean over;
    private boolean exceeded;
    private boolean stopping;
    private @Nullable Runnable then;
    private @Nullable Disposable timer;

    TimeLimit(StatementOperation operation, Duration timeout) {
        this.operation = operation;
        this.timeout = timeout;
    }

    /** Runs the task that sends the statement, in time. */
    void begin(Runnable send) {
        Publisher<Void> limit = limit(timeout);
        if (limit == null) {
            arm();
            send.run();
        } else {
            kept = true;
            ConnectionQueue.await(limit, ignored -> {
                arm();
                send.run();
            });
        }
    }

    private synchronized void arm() {
        timer = Schedulers.parallel().schedule(this::expire, timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void expire() {
        synchronized (this) {
            if (over) {
                return;
            }
            exceeded = true;
            timer = Schedulers.parallel().schedule(operation.queue()::sever, SEVER_MILLIS, TimeUnit.MILLISECONDS);
        }
        operation.expired();
    }

    /** Tells the server to stop it, where there is a way besides the driver's own. */
    void stop() {
        Publisher<Void> stop;
        synchronized (this) {
            stop = over
                    ? null
                    : operation.queue().driver().stop(operation.queue().connection());
            if (stop == null) {
                return;
            }
            stopping = true;
        }
        ConnectionQueue.await(stop, ignored -> stopped());
    }

    private void stopped() {
        Runnable waiting;
        synchronized (this) {
            stopping = false;
            waiting = then;
        }
        if (waiting != null) {
            release(waiting);
        }
    }

    /** The last reply has come: runs the task when nothing of the limit is left. */
    void end(Runnable task) {
        synchronized (this) {
            over = true;
            if (timer != null) {
                timer.dispose();
            }
            if (stopping) {
                then = task;
                return;
            }
        }
        release(task);
    }

    private void release(Runnable task) {
        Publisher<Void> none = kept ? limit(Duration.ZERO) : null;
        if (none == null) {
            task.run();
        } else {
            ConnectionQueue.await(none, ignored -> task.run());
        }
    }

    private @Nullable Publisher<Void> limit(Duration duration) {
        return operation.queue().driver().limit(operation.queue().connection(), duration);
    }

    /** Whether it has passed before the last reply came. */
    synchronized boolean isExceeded() {
        return exceeded;
    }

    /** Whether the driver keeps it too, and then is the first to notice. */
    boolean isKept() {
        return kept;
    }
}
