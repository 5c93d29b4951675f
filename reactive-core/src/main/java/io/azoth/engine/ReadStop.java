package io.azoth.engine;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Ends a read that nobody wants any more without leaving anything of it on the connection: what is left of a short result is
 * read and dropped, a long one is stopped at the server and that is waited for.
 *
 * <p>Any thread may call.
 */
final class ReadStop {
    /** What is over within this is cheaper to read than to stop. */
    private static final long GRACE_MILLIS = 5;

    private static final int GRACE_ROWS = 1_000;

    private final FetchOperation operation;
    private volatile boolean requested;
    private boolean running;
    private boolean over;
    private boolean sent;
    private boolean pending;
    private int skipped;
    private @Nullable Subscription items;
    private @Nullable Disposable timer;

    ReadStop(FetchOperation operation) {
        this.operation = operation;
    }

    boolean isRequested() {
        return requested;
    }

    /** The statement was sent. */
    void start() {
        synchronized (this) {
            running = true;
            if (!requested || over) {
                return;
            }
        }
        act();
    }

    /** Nobody wants the rest. Asked again where what is around it ends too, and it may now be stopped at the server. */
    void request() {
        synchronized (this) {
            if (over) {
                return;
            }
            requested = true;
            if (!running) {
                return;
            }
        }
        act();
    }

    /** A result can be read. */
    void opened(Subscription subscription) {
        synchronized (this) {
            items = subscription;
            if (!requested) {
                return;
            }
        }
        subscription.request(Long.MAX_VALUE);
    }

    /** A row was dropped; called by the driver's thread alone. */
    void skipped() {
        if (++skipped == GRACE_ROWS) {
            send();
        }
    }

    /** The driver's last signal has come. */
    void over() {
        synchronized (this) {
            over = true;
            items = null;
            if (pending) {
                return; // with its limit, for the end waits for it
            }
            disarm();
        }
        operation.end();
    }

    private void act() {
        operation.queue().execute(() -> {
            if (operation.endsByCancel()) {
                operation.cancelDriver();
                return;
            }
            Subscription source;
            synchronized (this) {
                source = items;
                if (!over) {
                    arm(GRACE_MILLIS, this::send);
                }
            }
            if (source != null) {
                source.request(Long.MAX_VALUE);
            }
        });
    }

    private void send() {
        Publisher<Void> stop = operation.stopPublisher();
        synchronized (this) {
            if (over || sent || stop == null) {
                return;
            }
            sent = true;
            pending = true;
            arm(Limits.SEVER_MILLIS, this::giveUp);
        }
        ConnectionQueue.await(stop, error -> stopped());
    }

    private void stopped() {
        synchronized (this) {
            if (!pending) {
                return;
            }
            pending = false;
            if (!over) {
                return;
            }
            disarm();
        }
        operation.end();
    }

    /** The server does not react: nothing is known of the connection any more. */
    private void giveUp() {
        operation.queue().markBroken();
        stopped();
        operation.cancelDriver();
    }

    private void arm(long millis, Runnable task) {
        disarm();
        timer = Schedulers.parallel().schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    private void disarm() {
        if (timer != null) {
            timer.dispose();
            timer = null;
        }
    }
}
