package io.azoth.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.r2dbc.spi.R2dbcException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * A subscription whose signals all come from the connection's worker.
 *
 * <p>{@link #request} and {@link #cancel} may be called by any thread and only schedule a turn; turns of one
 * subscription never overlap and never nest, however the subscriber calls back.
 */
abstract class WorkerSubscription<T> implements Subscription, Runnable {

    @SuppressWarnings("rawtypes")
    private static final AtomicLongFieldUpdater<WorkerSubscription> REQUESTED =
            AtomicLongFieldUpdater.newUpdater(WorkerSubscription.class, "requested");

    @SuppressWarnings("rawtypes")
    private static final AtomicIntegerFieldUpdater<WorkerSubscription> SCHEDULED =
            AtomicIntegerFieldUpdater.newUpdater(WorkerSubscription.class, "scheduled");

    private @Nullable CoreSubscriber<? super T> actual;
    private final ConnectionContext context;
    private final CancelToken token = new CancelToken();
    private final int lending;
    private volatile long requested;
    private volatile int scheduled;
    private volatile boolean badRequest;
    private boolean done;

    WorkerSubscription(CoreSubscriber<? super T> actual, ConnectionContext context) {
        this.actual = actual;
        this.context = context;
        this.lending = context.lending();
    }

    /** Does what demand allows. Returns false to be called again after other work of the connection. */
    abstract boolean turn();

    /** Gives back what the subscription holds. Worker thread, at most once, before the terminal signal. */
    void release() {}

    /** Returns whether a cancelled subscription has nothing left to do. */
    boolean stopsOnCancel() {
        return true;
    }

    /** Returns why the connection has no more turns for this subscription; null where it has. */
    @Nullable
    R2dbcException refusal() {
        return context.refusal(lending);
    }

    final ConnectionContext context() {
        return context;
    }

    final CancelToken token() {
        return token;
    }

    final long requested() {
        return requested;
    }

    final boolean done() {
        return done;
    }

    @Override
    public final void request(long n) {
        if (n <= 0) {
            badRequest = true;
        } else {
            Operators.addCap(REQUESTED, this, n);
        }
        schedule();
    }

    @Override
    public final void cancel() {
        if (!token.cancelled()) {
            context.cancel(token);
            schedule();
        }
    }

    /** Starts what needs no demand: the failure of a connection that is closed. */
    final void subscribed() {
        if (context.closing()) {
            schedule();
        }
    }

    final void schedule() {
        if (SCHEDULED.getAndIncrement(this) == 0) {
            submit();
        }
    }

    void submit() {
        context.worker().submit(this);
    }

    @Override
    public final void run() {
        int seen = scheduled;
        while (!done) {
            if (!guardedStep()) {
                context.worker().submit(this);
                return;
            }
            seen = SCHEDULED.addAndGet(this, -seen);
            if (seen == 0) {
                return;
            }
        }
    }

    private boolean guardedStep() {
        try {
            return step();
        } catch (Throwable failure) { // an Error too: its subscriber would wait for ever
            fail(failure);
            return true;
        }
    }

    private boolean step() {
        if (token.cancelled() && stopsOnCancel()) {
            finish();
            return true;
        }
        if (badRequest) {
            fail(new IllegalArgumentException("Request of a number of elements that is not positive (rule 3.9)"));
            return true;
        }
        R2dbcException refusal = refusal();
        if (refusal != null) {
            fail(refusal);
            return true;
        }
        return turn();
    }

    final void emit(T value) {
        CoreSubscriber<? super T> subscriber = actual;
        if (subscriber != null) {
            subscriber.onNext(value);
        }
    }

    final void produced(long n) {
        Operators.produced(REQUESTED, this, n);
    }

    /** Completes; returns false when there was nobody left to tell. */
    @CanIgnoreReturnValue
    final boolean complete() {
        CoreSubscriber<? super T> subscriber = finish();
        boolean waiting = subscriber != null && !token.cancelled();
        if (waiting) {
            Objects.requireNonNull(subscriber).onComplete();
        }
        return waiting;
    }

    final void fail(Throwable failure) {
        context.failed();
        CoreSubscriber<? super T> subscriber = finish();
        if (subscriber == null) {
            return;
        }
        if (token.cancelled()) {
            Operators.onErrorDropped(failure, subscriber.currentContext());
        } else {
            subscriber.onError(failure);
        }
    }

    /** Ends without a signal, and lets go of the subscriber. */
    @CanIgnoreReturnValue
    final @Nullable CoreSubscriber<? super T> finish() {
        if (done) {
            return null;
        }
        done = true;
        CoreSubscriber<? super T> subscriber = actual;
        actual = null;
        release();
        return subscriber;
    }
}
