package io.azoth.engine;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;

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
    private final ServerStop server;
    private volatile boolean requested;
    private boolean running;
    private boolean over;
    private boolean left;
    private int skipped;
    private @Nullable Subscription items;
    private @Nullable Disposable grace;
    private @Nullable Disposable limit;

    ReadStop(FetchOperation operation) {
        this.operation = operation;
        this.server =
                new ServerStop(operation::stopPublisher, () -> operation.queue().markBroken());
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
        act();
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
            disarm();
        }
        server.end(operation::end);
    }

    private void act() {
        operation.queue().execute(() -> {
            if (operation.endsByCancel()) {
                operation.cancelDriver();
                return;
            }
            Subscription rows;
            boolean leaves;
            synchronized (this) {
                rows = items;
                // Before the first page there is something at the server that runs, and its end is a signal like any
                // other.
                leaves = operation.isPaged() && rows != null && !left;
                left |= leaves;
                if (!over && limit == null) {
                    disarm();
                    grace = ServerStop.later(GRACE_MILLIS, this::send);
                }
            }
            if (leaves) {
                operation.leaveDriver();
            } else if (rows != null) {
                rows.request(Long.MAX_VALUE);
            }
        });
    }

    private void send() {
        synchronized (this) {
            if (over || !operation.mayStop()) {
                return;
            }
            if (limit == null) {
                limit = ServerStop.later(Limits.SEVER_MILLIS, this::giveUp);
            }
        }
        server.send();
    }

    /** The server does not react: nothing is known of the connection any more. */
    private void giveUp() {
        server.giveUp();
        operation.cancelDriver();
    }

    private void disarm() {
        if (grace != null) {
            grace.dispose();
            grace = null;
        }
        if (over && limit != null) {
            limit.dispose();
        }
    }
}
