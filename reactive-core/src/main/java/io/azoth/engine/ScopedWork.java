package io.azoth.engine;

import io.azoth.error.AzothException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.util.context.Context;

/**
 * A user's work on something that has to be ended whatever happens: a transaction, a connection.
 *
 * <p>The work is detached from its subscriber. A cancel cancels the work, which cuts off no statement in flight, and then
 * ends the scope; before the scope was reached it is ended as soon as it is. Signals may come from any thread; the result
 * goes out on the thread that ended the scope.
 */
final class ScopedWork<R, T> implements CoreSubscriber<T>, Grant<R> {
    private enum State {
        WAITING,
        WORKING,
        ENDING
    }

    private final MonoSink<T> sink;
    private final Function<? super R, ? extends Mono<T>> work;
    private final Function<R, Scope> scopes;
    private final Context context;
    private volatile UnaryOperator<Context> inside = UnaryOperator.identity();
    private State state = State.WAITING;
    private boolean cancelled;
    private @Nullable Scope scope;
    private @Nullable Subscription subscription;
    private @Nullable T value;

    ScopedWork(MonoSink<T> sink, Function<? super R, ? extends Mono<T>> work, Function<R, Scope> scopes) {
        this.sink = sink;
        this.work = work;
        this.scopes = scopes;
        this.context = Context.of(sink.contextView());
        sink.onCancel(this::cancel);
    }

    @Override
    public void granted(R resource) {
        Scope reached = scopes.apply(resource);
        boolean unwanted;
        synchronized (this) {
            scope = reached;
            inside = reached::inside;
            unwanted = cancelled;
            state = unwanted ? State.ENDING : State.WORKING;
        }
        if (unwanted) {
            reached.fail(ignored -> {});
            return;
        }
        reached.onForced(this::forced);
        Mono<T> publisher;
        try {
            publisher = Objects.requireNonNull(work.apply(resource), "the work returned null instead of a Mono");
        } catch (Throwable e) {
            // Whatever it is, the scope has to be ended.
            publisher = Mono.error(e);
        }
        ConnectionQueue.subscribe(publisher, this);
    }

    @Override
    public void refused(Throwable error) {
        sink.error(error);
    }

    @Override
    public Context currentContext() {
        return inside.apply(context);
    }

    @Override
    public void onSubscribe(Subscription given) {
        boolean unwanted;
        synchronized (this) {
            subscription = given;
            unwanted = state != State.WORKING;
        }
        if (unwanted) {
            given.cancel();
        } else {
            given.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(T item) {
        value = item;
    }

    @Override
    public void onError(Throwable error) {
        Scope reached = leave();
        if (reached != null) {
            reached.fail(suppressed -> {
                if (suppressed != null && suppressed != error) {
                    error.addSuppressed(suppressed);
                }
                sink.error(error);
            });
        }
    }

    @Override
    public void onComplete() {
        Scope reached = leave();
        if (reached != null) {
            reached.complete(error -> {
                if (error != null) {
                    sink.error(error);
                } else if (value != null) {
                    sink.success(value);
                } else {
                    sink.success();
                }
            });
        }
    }

    private void cancel() {
        Subscription running;
        Scope reached;
        synchronized (this) {
            cancelled = true;
            if (state != State.WORKING) {
                return;
            }
            state = State.ENDING;
            running = subscription;
            reached = scope;
        }
        if (reached != null) {
            reached.doom();
            if (running != null) {
                running.cancel();
            }
            reached.fail(ignored -> {});
        }
    }

    /** The scope has ended without its work, which may be waiting for something that never comes. */
    private void forced(AzothException reason) {
        Subscription running;
        Scope reached;
        synchronized (this) {
            reached = leave();
            running = subscription;
        }
        if (reached != null) {
            if (running != null) {
                running.cancel();
            }
            reached.fail(ignored -> sink.error(reason));
        }
    }

    /** The scope to end, for the one that came first. */
    private synchronized @Nullable Scope leave() {
        if (state != State.WORKING) {
            return null;
        }
        state = State.ENDING;
        return scope;
    }

    /** What is ended after the work. The consumers hear when it is over. */
    interface Scope {
        void complete(Consumer<@Nullable AzothException> then);

        void fail(Consumer<@Nullable AzothException> then);

        /** Nothing more may start in it. */
        void doom();

        /** Hears when it has ended without its work. */
        void onForced(Consumer<AzothException> worker);

        /** The Context that the work sees. */
        Context inside(Context context);
    }
}
