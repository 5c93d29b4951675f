package io.azoth.engine;

import io.azoth.error.AzothException;
import io.azoth.error.EngineException;
import io.azoth.error.ErrorCode;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/**
 * The connections of an engine: who has one, who waits for one, and which half-read results keep one from being free.
 *
 * <p>Any thread may call. An acquisition is never cancelled: a connection that comes too late is given back. Idle connections
 * that have died, as all have after a server's restart, are passed over.
 */
final class Leases {
    private final EngineResources resources;
    private final ConnectionFactory factory;
    private final int size;
    private final long timeoutMillis;
    private final AtomicInteger wanted = new AtomicInteger();
    private final Set<Pending> waiting = ConcurrentHashMap.newKeySet();
    private final Set<FetchOperation> readers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watching = new AtomicBoolean();
    private volatile boolean starved;
    private volatile boolean closed;

    /**
     * @param size how many connections the factory gives at one time
     */
    Leases(EngineResources resources, ConnectionFactory factory, int size) {
        this.resources = resources;
        this.factory = factory;
        this.size = size;
        this.timeoutMillis = Limits.millis(resources.options().acquireTimeout());
    }

    EngineResources resources() {
        return resources;
    }

    /** Gives a connection with a fresh queue, or the reason why there is none. */
    void acquire(Grant<ConnectionQueue> grant) {
        if (closed) {
            grant.refused(closedError());
            return;
        }
        Pending pending = new Pending(grant);
        waiting.add(pending);
        if (wanted.incrementAndGet() > size) {
            readers.forEach(FetchOperation::press);
        }
        pending.ask();
        watch();
    }

    /** Gives a connection back, then runs the task. */
    void release(ConnectionQueue queue, Runnable then) {
        queue.release(() -> {
            wanted.decrementAndGet();
            then.run();
        });
    }

    /** Whether more connections are wanted than there are, or somebody has been waiting for a while: a pool may be shared. */
    boolean isExhausted() {
        return wanted.get() > size || (starved && !waiting.isEmpty());
    }

    /** A reader outside of transactions, which may be asked to make room. */
    void reading(FetchOperation reader) {
        readers.add(reader);
        if (isExhausted()) {
            reader.press();
        }
    }

    void read(FetchOperation reader) {
        readers.remove(reader);
    }

    /** A reader's buffer is full: where all connections are held by such readers, nobody will ever get one. */
    void overflowed() {
        if (readers.stream().filter(reader -> reader.flow().isStuck()).count() >= size) {
            EngineException full = resources.bufferFull();
            waiting.forEach(pending -> pending.refuse(full));
        }
    }

    void close() {
        closed = true;
        waiting.forEach(pending -> pending.refuse(closedError()));
    }

    static EngineException closedError() {
        return new EngineException(ErrorCode.CLOSED, "The engine is closed; nothing runs on it any more");
    }

    /** One timer looks after all that wait: most get their connection before it ever runs. */
    private void watch() {
        if (!waiting.isEmpty() && watching.compareAndSet(false, true)) {
            long period = Math.max(1, Math.min(timeoutMillis, 1_000) / 4);
            Schedulers.parallel().schedule(this::look, period, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        starved = !waiting.isEmpty();
        if (starved) {
            readers.forEach(FetchOperation::press);
        }
        long now = System.nanoTime();
        for (Pending pending : List.copyOf(waiting)) {
            if (TimeUnit.NANOSECONDS.toMillis(now - pending.since) >= timeoutMillis) {
                pending.refuse(new EngineException(
                        ErrorCode.ACQUIRE_TIMEOUT,
                        "No connection was free within " + timeoutMillis + " ms: all " + size
                                + " are in use; end transactions and results sooner, or see EngineOptions.withPoolSize "
                                + "and withAcquireTimeout"));
            }
        }
        watching.set(false);
        watch();
    }

    private final class Pending implements CoreSubscriber<Connection>, OpeningFactory.Asker {
        private final Grant<ConnectionQueue> grant;
        private final long since = System.nanoTime();
        private final AtomicBoolean settled = new AtomicBoolean();
        private @Nullable Connection given;
        private volatile boolean opening;
        private int passedOver;

        Pending(Grant<ConnectionQueue> grant) {
            this.grant = grant;
        }

        void ask() {
            try {
                ConnectionQueue.subscribe(factory.create(), this);
            } catch (RuntimeException e) {
                onError(e);
            }
        }

        @Override
        public void opening() {
            opening = true;
        }

        @Override
        public Context currentContext() {
            return OpeningFactory.asking(this);
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Connection connection) {
            given = connection;
            waiting.remove(this);
            ConnectionQueue queue = new ConnectionQueue(resources, connection);
            if (settled.compareAndSet(false, true)) {
                grant.granted(queue);
            } else {
                release(queue, () -> {});
            }
        }

        @Override
        public void onError(Throwable error) {
            if (given != null) {
                return;
            }
            if (wasIdle() && !closed && !settled.get() && passedOver++ < size) {
                ask();
            } else {
                wanted.decrementAndGet();
                refuse(connectFailed(error));
            }
        }

        @Override
        public void onComplete() {
            if (given == null) {
                onError(new IllegalStateException("the connection factory gave no connection"));
            }
        }

        void refuse(AzothException reason) {
            waiting.remove(this);
            if (settled.compareAndSet(false, true)) {
                grant.refused(reason);
            }
        }

        /** Whether what failed is a connection that the pool had, and has thrown away. A user's own pool does not tell. */
        private boolean wasIdle() {
            return !opening && factory instanceof Wrapped<?> pool && pool.unwrap() instanceof OpeningFactory;
        }

        private AzothException connectFailed(Throwable error) {
            return closed ? closedError() : DriverErrors.connectFailed(error, resources.driver(), factory);
        }
    }
}
