package io.azoth.orm.session;

import io.azoth.engine.Engine;
import io.azoth.engine.SqlConnection;
import io.azoth.error.ErrorCode;
import io.azoth.orm.OrmException;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** A session's one connection: taken at the first I/O, held to the end. Any thread may use it. */
final class SessionConnection {
    private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

    private final Mono<SqlConnection> connection;
    private boolean taken;
    private boolean closed;

    SessionConnection(Engine engine) {
        // One that could not be had is asked for again by whoever comes next.
        this.connection = Mono.defer(() -> take() ? engine.connect() : Mono.error(closed()))
                .doOnError(error -> taken(false))
                .cache(got -> FOR_EVER, error -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** The connection; an error once the session is closed. */
    Mono<SqlConnection> get() {
        return Mono.defer(() -> isClosed() ? Mono.error(closed()) : connection);
    }

    private static OrmException closed() {
        return new OrmException(ErrorCode.CLOSED, "The session is closed; open another one for further work");
    }

    /** False where the session was closed before it was asked for. */
    private synchronized boolean take() {
        taken = !closed;
        return taken;
    }

    private synchronized void taken(boolean now) {
        taken = now;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Closes once; true for the first. */
    synchronized boolean beginClose() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    /** Gives back what was taken. */
    Mono<Void> release() {
        return Mono.defer(() -> {
            synchronized (this) {
                if (!taken) {
                    return Mono.empty();
                }
            }
            // Whoever waits for it learns that it could not be had; then there is nothing to give back.
            return connection.onErrorResume(error -> Mono.empty()).flatMap(SqlConnection::close);
        });
    }
}
