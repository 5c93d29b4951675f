package io.azoth.jdbc;

import io.r2dbc.spi.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/** Opens a connection on a new worker, once per subscriber. A connection that nobody takes any more is closed. */
final class ConnectMono extends Mono<Connection> {

    private final Database database;

    private ConnectMono(Database database) {
        this.database = database;
    }

    static Mono<Connection> of(Database database) {
        return onAssembly(new ConnectMono(database));
    }

    @Override
    public void subscribe(CoreSubscriber<? super Connection> actual) {
        Opening opening = new Opening(actual, database);
        actual.onSubscribe(opening);
        opening.start();
    }

    /** Opens when subscribed, hands over when asked; both on the worker. */
    private static final class Opening implements Subscription, Runnable {

        private final CoreSubscriber<? super Connection> actual;
        private final Database database;
        private final SerialWorker worker;
        private final AtomicBoolean done = new AtomicBoolean();
        private volatile boolean requested;
        private volatile boolean badRequest;
        private @Nullable ConnectionContext context;

        Opening(CoreSubscriber<? super Connection> actual, Database database) {
            this.actual = actual;
            this.database = database;
            this.worker = new SerialWorker(database.name());
        }

        void start() {
            worker.submit(this::open);
        }

        @Override
        public void request(long n) {
            badRequest |= n <= 0;
            requested = true;
            worker.submit(this);
        }

        @Override
        public void cancel() {
            if (done.compareAndSet(false, true)) {
                worker.submit(this::discard);
            }
        }

        private void open() {
            if (done.get()) {
                return;
            }
            try {
                context = new ConnectionContext(database, worker, database.connect());
                run();
            } catch (Throwable failure) { // an Error too: a native library may be missing
                worker.stop();
                if (done.compareAndSet(false, true)) {
                    actual.onError(failure instanceof SQLException sql ? database.translate(sql, null) : failure);
                } else {
                    Operators.onErrorDropped(failure, actual.currentContext());
                }
            }
        }

        /** Signals what is there, once it is asked for. */
        @Override
        public void run() {
            ConnectionContext opened = context;
            if (!requested || opened == null || !done.compareAndSet(false, true)) {
                return;
            }
            if (badRequest) {
                discard();
                actual.onError(new IllegalArgumentException(
                        "Request of a number of elements that is not positive (rule 3.9)"));
                return;
            }
            actual.onNext(new JdbcConnection(opened));
            actual.onComplete();
        }

        private void discard() {
            ConnectionContext opened = context;
            if (opened == null) {
                worker.stop();
            } else {
                opened.close();
            }
        }
    }
}
