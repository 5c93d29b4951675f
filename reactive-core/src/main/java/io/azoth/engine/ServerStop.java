package io.azoth.engine;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Tells the server to stop what runs on a connection, again and again until that has ended: a request may come before the
 * statement that it is meant for. The end waits for a request that is on its way, or it would hit what comes next.
 *
 * <p>Any thread may call.
 */
final class ServerStop {
    private static final long AGAIN_MILLIS = 250;

    private final Supplier<@Nullable Publisher<Void>> requests;
    private final Runnable broken;
    private boolean over;
    private boolean stopping;
    private @Nullable Runnable then;
    private @Nullable Disposable timer;

    /**
     * @param requests makes a request to stop, or null where there is no way
     * @param broken hears that a request was given up, of which nobody knows what it will hit
     */
    ServerStop(Supplier<@Nullable Publisher<Void>> requests, Runnable broken) {
        this.requests = requests;
        this.broken = broken;
    }

    /** Sends a request, unless one is on its way or nothing runs any more. */
    void send() {
        Publisher<Void> request = requests.get();
        synchronized (this) {
            if (over || stopping || request == null) {
                return;
            }
            disarm();
            stopping = true;
        }
        ConnectionQueue.await(request, ignored -> sent());
    }

    private void sent() {
        Runnable waiting;
        synchronized (this) {
            if (!stopping) {
                return;
            }
            stopping = false;
            waiting = then;
            disarm();
            if (!over) {
                timer = later(AGAIN_MILLIS, this::send);
            }
        }
        if (waiting != null) {
            waiting.run();
        }
    }

    /** What ran has ended: runs the task when nothing of the requests is left. */
    void end(Runnable task) {
        synchronized (this) {
            over = true;
            disarm();
            if (stopping) {
                then = task;
                timer = later(Limits.SEVER_MILLIS, this::giveUp);
                return;
            }
        }
        task.run();
    }

    /** Waits no more for a request that is on its way. */
    void giveUp() {
        broken.run();
        sent();
    }

    private void disarm() {
        if (timer != null) {
            timer.dispose();
            timer = null;
        }
    }

    static Disposable later(long millis, Runnable task) {
        return Schedulers.parallel().schedule(task, millis, TimeUnit.MILLISECONDS);
    }
}
