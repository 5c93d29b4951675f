package io.azoth.engine;

import io.azoth.error.AzothException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * The limit of time of one statement: its own, or what its transaction leaves it. A driver that can keep it is told it before
 * the statement and relieved of it after; besides, the time is taken here, and past it the statement is stopped at the server.
 * Its end waits until that has been done, or it would hit what comes next.
 *
 * <p>The timer's thread expires it, the driver's calls the rest.
 */
final class TimeLimit {
    /** By so much a statement may outlive its transaction's limit. */
    private static final Duration MARGIN = Duration.ofMillis(50);

    private static final Duration LEAST = Duration.ofMillis(1);

    private final StatementOperation operation;
    private final Duration timeout;
    private final @Nullable Deadline deadline;
    private final ServerStop server;
    private boolean kept;
    private boolean over;
    private boolean exceeded;
    private long armedAt;
    private @Nullable Disposable timer;

    private TimeLimit(StatementOperation operation, Duration timeout, @Nullable Deadline deadline) {
        this.operation = operation;
        this.timeout = timeout;
        this.deadline = deadline;
        this.server = new ServerStop(
                () -> operation.queue().driver().stop(operation.queue().connection()),
                () -> operation.queue().markBroken());
    }

    /**
     * The one that comes first, or null for none.
     *
     * @param own the statement's own limit, null for none
     * @param deadline when its transaction has to be over, null for no limit
     */
    static @Nullable TimeLimit of(StatementOperation operation, @Nullable Duration own, @Nullable Deadline deadline) {
        Duration timeout = Limits.kept(own);
        if (deadline == null) {
            return timeout == null ? null : new TimeLimit(operation, timeout, null);
        }
        Duration left = left(deadline);
        return timeout != null && timeout.compareTo(left) <= 0
                ? new TimeLimit(operation, timeout, null)
                : new TimeLimit(operation, left, deadline);
    }

    /** How long what runs in a transaction may still take, so that the transaction is the first to notice. */
    static Duration left(Deadline deadline) {
        Duration left = deadline.remaining().plus(MARGIN);
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    /** When the transaction has to be over whose limit this is; null where it is the statement's own. */
    @Nullable
    Deadline deadline() {
        return deadline;
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
        armedAt = System.nanoTime();
        timer = Schedulers.parallel().schedule(this::expire, timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void expire() {
        synchronized (this) {
            if (over) {
                return;
            }
            exceeded = true;
            timer = ServerStop.later(Limits.SEVER_MILLIS, this::sever);
        }
        operation.expired(this);
    }

    /** It does not end. What ends in this moment finds the connection broken, so that nobody gets it who is not meant. */
    private void sever() {
        synchronized (this) {
            if (over) {
                return;
            }
            operation.queue().markBroken();
        }
        operation.queue().sever();
    }

    /** Tells the server to stop it, where there is a way besides the driver's own. */
    void stop() {
        server.send();
    }

    /** The last reply has come: runs the task when nothing of the limit is left. */
    void end(Runnable task) {
        synchronized (this) {
            over = true;
            if (timer != null) {
                timer.dispose();
            }
        }
        server.end(() -> release(task));
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

    /** Whether it is what has brought an error about; others may come in the same moment. */
    synchronized boolean caused(AzothException error) {
        return switch (error.code()) {
            // The session may have a shorter limit of its own, and anybody may stop a statement.
            case STATEMENT_TIMEOUT, LOCK_TIMEOUT -> exceeded || (kept && hasPassed());
            case CONNECTION_LOST, DATABASE_ERROR -> exceeded;
            default -> false;
        };
    }

    /** Drivers count whole milliseconds, and may notice before the timer here does. */
    private boolean hasPassed() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - armedAt) >= timeout.toMillis();
    }

    /** The limit, for messages. */
    Duration timeout() {
        return timeout;
    }
}
