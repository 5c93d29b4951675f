package io.azoth.engine;

import io.r2dbc.spi.Result;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * One statement's way through the driver: results in turn, the items of each, one last signal.
 *
 * <p>The driver's signals come one at a time; {@link #cancel} may come from any thread, once.
 */
final class Exchange implements CoreSubscriber<Result> {
    private final StatementOperation operation;
    private final Context context;
    private final @Nullable Consumer<Object> discarded;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean left;
    private volatile @Nullable Subscription results;
    private volatile @Nullable Subscription items;
    private @Nullable Throwable failure;
    private boolean reading;
    private boolean noMoreResults;

    /**
     * @param discarded takes items that the driver has read and lets go of, null where they need nothing
     */
    Exchange(StatementOperation operation, Context context, @Nullable Consumer<Object> discarded) {
        this.operation = operation;
        this.context = context;
        this.discarded = discarded;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        results = subscription;
        if (isDeaf()) {
            subscription.cancel();
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onNext(Result result) {
        if (isDeaf()) {
            return;
        } else if (failure != null) {
            cancel();
            return;
        }
        reading = true;
        Publisher<?> publisher;
        try {
            publisher = operation.read(result);
        } catch (RuntimeException e) {
            itemsOver(e);
            return;
        }
        ConnectionQueue.subscribe(
                publisher, new Items(discarded == null ? context : Operators.enableOnDiscard(context, discarded)));
    }

    @Override
    public void onError(Throwable error) {
        cancelItems();
        end(failure == null ? error : failure);
    }

    @Override
    public void onComplete() {
        noMoreResults = true;
        if (!reading && !left) {
            end(failure);
        }
    }

    @Override
    public Context currentContext() {
        return context;
    }

    void itemsOver(@Nullable Throwable error) {
        reading = false;
        items = null;
        if (error != null) {
            failure = error;
        }
        if (noMoreResults) {
            end(failure);
        } else {
            Subscription source = results;
            if (source != null) {
                source.request(1);
            }
        }
    }

    /** Leaves the driver alone with what it has; {@link #end} says when that is over. */
    void leave() {
        left = true;
        cancelItems();
        Subscription source = results;
        if (source != null) {
            source.cancel();
        }
    }

    void cancel() {
        if (over.compareAndSet(false, true)) {
            leave();
            operation.over(failure);
        }
    }

    private boolean isDeaf() {
        return left || over.get();
    }

    void end(@Nullable Throwable error) {
        if (over.compareAndSet(false, true)) {
            operation.over(error);
        }
    }

    private void cancelItems() {
        Subscription source = items;
        if (source != null) {
            source.cancel();
        }
    }

    private final class Items implements CoreSubscriber<Object> {
        private final Context inside;

        Items(Context inside) {
            this.inside = inside;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            items = subscription;
            if (isDeaf()) {
                subscription.cancel();
            } else {
                operation.opened(subscription);
            }
        }

        @Override
        public void onNext(Object item) {
            operation.item(item);
        }

        @Override
        public void onError(Throwable error) {
            if (!isDeaf()) {
                itemsOver(error);
            }
        }

        @Override
        public void onComplete() {
            if (!isDeaf()) {
                itemsOver(null);
            }
        }

        @Override
        public Context currentContext() {
            return inside;
        }
    }
}
