package io.azoth.engine;

import io.azoth.dialect.DriverBinding;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One driver connection and the lane of operations on it: the only class of the library that subscribes to a publisher, so
 * that work on a connection is detached from a subscriber that may cancel.
 *
 * <p>Any thread may call. The driver is touched on its executor alone, and calls back on whichever thread it likes.
 */
final class ConnectionQueue {
    private static final Duration DESTROY_LIMIT = Duration.ofSeconds(5);

    private final EngineResources resources;
    private final Connection connection;
    private final Executor executor;
    private final Lane lane = new Lane(this, false);
    private final AtomicInteger savepoints = new AtomicInteger();
    private final AtomicBoolean severed = new AtomicBoolean();
    private volatile boolean broken;

    ConnectionQueue(EngineResources resources, Connection connection) {
        this.resources = resources;
        this.connection = connection;
        this.executor = resources.driver().executor(connection);
    }

    EngineResources resources() {
        return resources;
    }

    DriverBinding driver() {
        return resources.driver();
    }

    Connection connection() {
        return connection;
    }

    Lane lane() {
        return lane;
    }

    /** A name that no other savepoint of the connection has. */
    String nextSavepoint() {
        return "azoth_" + savepoints.incrementAndGet();
    }

    /** Runs a task that touches the driver where the driver wants it. */
    void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            // The driver's thread is gone, and with it the connection: the driver will say so itself.
            broken = true;
            task.run();
        }
    }

    /** The connection's state is not known any more: it will be destroyed instead of given back. */
    void markBroken() {
        broken = true;
    }

    /** Subscribes; nothing else in the library does. */
    static <T> void subscribe(Publisher<T> publisher, CoreSubscriber<? super T> subscriber) {
        publisher.subscribe(subscriber);
    }

    /** Runs a publisher to its end, whatever becomes of whoever wanted it; then gets the error, or null. */
    static void await(Publisher<?> publisher, Consumer<@Nullable Throwable> then) {
        subscribe(publisher, new Ending(then));
    }

    /** Gives the connection back, or destroys it; then runs the task, however that went. */
    void release(Runnable then) {
        execute(() -> await(closing(), error -> then.run()));
    }

    private Publisher<?> closing() {
        try {
            return broken ? destroy() : connection.close();
        } catch (RuntimeException e) {
            return Mono.error(e);
        }
    }

    /**
     * Cuts the connection while something runs on it that does not end; the driver then says so to whoever runs. The first of
     * those who have waited long enough does it.
     */
    void sever() {
        markBroken();
        if (!severed.compareAndSet(false, true)) {
            return;
        }
        Connection inner = behindThePool();
        await(closed(inner == null ? connection : inner), ignored -> {});
    }

    private Publisher<?> destroy() {
        Connection inner = behindThePool();
        if (inner != null) {
            // A pool finds the inner connection closed when it takes the outer one back, and replaces it.
            return Flux.concat(closed(inner), closed(connection));
        }
        return closed(connection);
    }

    /** The connection that a pool has lent, whatever a program has put around the pool; null where there is none. */
    private @Nullable Connection behindThePool() {
        Object outer = connection;
        while (outer instanceof Wrapped<?> wrapped) {
            Object inner = wrapped.unwrap();
            boolean pooled = outer.getClass().getPackage() == ConnectionPool.class.getPackage();
            if (pooled || inner == outer || !(inner instanceof Wrapped)) {
                return inner instanceof Connection within && inner != outer ? within : null;
            }
            outer = inner;
        }
        return null;
    }

    private static Mono<Void> closed(Connection connection) {
        return Mono.from(connection.close()).timeout(DESTROY_LIMIT).onErrorComplete();
    }

    private static final class Ending implements CoreSubscriber<Object> {
        private final Consumer<@Nullable Throwable> then;

        Ending(Consumer<@Nullable Throwable> then) {
            this.then = then;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Object ignored) {}

        @Override
        public void onError(Throwable error) {
            then.accept(error);
        }

        @Override
        public void onComplete() {
            then.accept(null);
        }
    }
}
