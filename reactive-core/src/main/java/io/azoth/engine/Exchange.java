package io.azoth.engine;

import io.r2dbc.spi.Result;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/**
 * One statement's way through the driver: results in turn, the items of each, one last signal.
 *
 * <p>The driver's signals come one at a time; {@link #cancel} may come from any thread, once.
 */
final class Exchange implements CoreSubscriber<Result> {
    private final StatementOperation operation;
    private final Context context;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile @Nullable Subscription results;
    private volatile @Nullable Subscription items;
    private @Nullable Throwable failure;
    private boolean reading;
    private boolean noMoreResults;

    Exchange(StatementOperation operation, Context context) {
        this.operation = operation;
        this.context = context;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        results = subscription;
        if (over.get()) {
            subscription.cancel();
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onNext(Result result) {
        if (failure != null || over.get()) {
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
        ConnectionQueue.subscribe(publisher, new Items());
    }

    @Override
    public void onError(Throwable error) {
        cancelItems();
        end(failure == null ? error : failure);
    }

    @Override
    public void onComplete() {
        noMoreResults = true;
        if (!reading) {
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

    void cancel() {
        if (over.compareAndSet(false, true)) {
            cancelItems();
            Subscription source = results;
            if (source != null) {
                source.cancel();
            }
            operation.over(failure);
        }
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
        @Override
        public void onSubscribe(Subscription subscription) {
            items = subscription;
            if (over.get()) {
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
            if (!over.get()) {
                itemsOver(error);
            }
        }

        @Override
        public void onComplete() {
            if (!over.get()) {
                itemsOver(null);
            }
        }

        @Override
        public Context currentContext() {
            return context;
        }
    }
}
