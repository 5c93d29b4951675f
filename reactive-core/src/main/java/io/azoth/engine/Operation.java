package io.azoth.engine;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * One thing that runs on a connection, from its first message to its last reply. It is started once at most, and its
 * subscriber hears of the end in {@link #conclude}, when the host has made room for the next one.
 */
abstract class Operation {
    private @Nullable Disposable limit;

    /** Starts it, on the driver's executor. It must end by {@link Host#ended}, and must not throw. */
    abstract void start(ConnectionQueue queue);

    /** It will never start: tells its subscriber why. */
    abstract void refuse(Throwable error);

    /** Its last reply has come and the host knows: tells its subscriber. */
    abstract void conclude();

    /** Somebody waits behind it. May be called from any thread, at any time, more than once. */
    void press() {}

    /** What it runs in ends: it shall come to its end and tell its subscriber this error. From any thread. */
    void abort(Throwable error) {}

    /** The limit of its wait, cancelled once it starts or is refused. Guarded by its lane. */
    final void limit(Disposable timer) {
        limit = timer;
    }

    final void unlimit() {
        if (limit != null) {
            limit.dispose();
            limit = null;
        }
    }
}
