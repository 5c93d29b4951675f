package io.azoth.jdbc;

import io.r2dbc.spi.R2dbcException;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * A piece of work on the connection's worker, queued at subscription and run once per subscriber.
 *
 * <p>Work that is cancelled before it starts does not run. Work that has started runs to its end unless it is a wait
 * for a lock.
 */
final class WorkerMono<T> extends Mono<T> {

    /** The work; null completes without a value. */
    @FunctionalInterface
    interface Work<T> {
        @Nullable
        T run(CancelToken token) throws SQLException;
    }

    private final ConnectionContext context;
    private final Work<? extends T> work;
    private final Consumer<ConnectionContext> undo;

    private final boolean evenClosed;

    private WorkerMono(
            ConnectionContext context, Work<? extends T> work, Consumer<ConnectionContext> undo, boolean evenClosed) {
        this.context = context;
        this.work = work;
        this.undo = undo;
        this.evenClosed = evenClosed;
    }

    static <T> Mono<T> of(ConnectionContext context, Work<? extends T> work) {
        return onAssembly(new WorkerMono<>(context, work, closed -> {}, false));
    }

    /** As {@link #of}, undone when the subscriber went away while the work ran. */
    static <T> Mono<T> undoable(ConnectionContext context, Work<? extends T> work, Consumer<ConnectionContext> undo) {
        return onAssembly(new WorkerMono<>(context, work, undo, false));
    }

    /** As {@link #of}, for work that is done on a closed connection and for a subscriber that went away too. */
    static <T> Mono<T> closing(ConnectionContext context, Work<? extends T> work) {
        return onAssembly(new WorkerMono<>(context, work, closed -> {}, true));
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        Running<T> running = new Running<>(actual, this);
        actual.onSubscribe(running);
        running.schedule();
    }

    private static final class Running<T> extends WorkerSubscription<T> {

        private final WorkerMono<T> mono;
        private @Nullable T value;
        private boolean ran;

        Running(CoreSubscriber<? super T> actual, WorkerMono<T> mono) {
            super(actual, mono.context);
            this.mono = mono;
        }

        @Override
        @Nullable
        R2dbcException refusal() {
            return !ran && !mono.evenClosed && context().closed() ? ConnectionContext.closedFailure() : null;
        }

        @Override
        boolean stopsOnCancel() {
            return ran || !mono.evenClosed; // a connection that was told to close does so
        }

        @Override
        boolean turn() {
            if (!ran) {
                ran = true;
                work();
            }
            T ready = value;
            if (ready != null && requested() > 0 && !done()) {
                value = null;
                emit(ready);
                complete();
            }
            return true;
        }

        private void work() {
            try {
                value = mono.work.run(token());
                boolean unwanted = value == null ? !complete() : token().cancelled();
                if (unwanted) {
                    mono.undo.accept(context());
                }
            } catch (Throwable failure) {
                if (token().cancelled()) {
                    finish();
                } else {
                    fail(context().translate(failure, null, token()));
                }
            }
        }
    }
}
