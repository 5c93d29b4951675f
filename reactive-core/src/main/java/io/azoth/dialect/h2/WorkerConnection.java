package io.azoth.dialect.h2;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * An H2 connection with the thread on which it works. What a pool calls by itself goes there; for the rest the engine sees to
 * it.
 */
final class WorkerConnection implements Connection, Wrapped<Connection> {
    private final Connection connection;
    private final SerialWorker worker;
    private final Scheduler scheduler;
    private final ConnectionLimits limits = new ConnectionLimits();
    private IsolationLevel isolation = IsolationLevel.READ_COMMITTED;

    WorkerConnection(Connection connection, SerialWorker worker) {
        this.connection = connection;
        this.worker = worker;
        this.scheduler = Schedulers.fromExecutor(worker::queue);
    }

    SerialWorker worker() {
        return worker;
    }

    ConnectionLimits limits() {
        return limits;
    }

    /** The driver's own isolation levels change nothing in today's H2, the SQL does. Touched by the worker alone. */
    Publisher<Void> begin(TransactionDefinition definition) {
        IsolationLevel wanted = Objects.requireNonNullElse(
                definition.getAttribute(TransactionDefinition.ISOLATION_LEVEL), IsolationLevel.READ_COMMITTED);
        if (wanted.equals(isolation)) {
            return connection.beginTransaction();
        }
        return H2Binding.run(connection, "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL " + wanted.asSql())
                .then(Mono.defer(() -> {
                    isolation = wanted;
                    return Mono.from(connection.beginTransaction());
                }));
    }

    @Override
    public Publisher<Void> close() {
        return Mono.from(connection.close()).subscribeOn(scheduler);
    }

    /**
     * A pool asks this before it lends the connection: it brings the pool onto the thread, and a failure to do so is one of the
     * validation, after which the pool replaces the connection. A Scheduler that refused would cost the pool its place instead.
     */
    @Override
    public Publisher<Boolean> validate(ValidationDepth depth) {
        return Mono.<Boolean>from(connection.validate(depth)).subscribeOn(scheduler);
    }

    @Override
    public Connection unwrap() {
        return connection;
    }

    @Override
    public <E> @Nullable E unwrap(Class<E> target) {
        return target.isInstance(connection) ? target.cast(connection) : null;
    }

    @Override
    public Publisher<Void> beginTransaction() {
        return connection.beginTransaction();
    }

    @Override
    public Publisher<Void> beginTransaction(TransactionDefinition definition) {
        return connection.beginTransaction(definition);
    }

    @Override
    public Publisher<Void> commitTransaction() {
        return connection.commitTransaction();
    }

    @Override
    public Publisher<Void> rollbackTransaction() {
        return connection.rollbackTransaction();
    }

    @Override
    public Publisher<Void> createSavepoint(String name) {
        return connection.createSavepoint(name);
    }

    @Override
    public Publisher<Void> releaseSavepoint(String name) {
        return connection.releaseSavepoint(name);
    }

    @Override
    public Publisher<Void> rollbackTransactionToSavepoint(String name) {
        return connection.rollbackTransactionToSavepoint(name);
    }

    @Override
    public Batch createBatch() {
        return connection.createBatch();
    }

    @Override
    public Statement createStatement(String sql) {
        return connection.createStatement(sql);
    }

    @Override
    public boolean isAutoCommit() {
        return connection.isAutoCommit();
    }

    @Override
    public ConnectionMetadata getMetadata() {
        return connection.getMetadata();
    }

    @Override
    public IsolationLevel getTransactionIsolationLevel() {
        return connection.getTransactionIsolationLevel();
    }

    @Override
    public Publisher<Void> setAutoCommit(boolean autoCommit) {
        return connection.setAutoCommit(autoCommit);
    }

    @Override
    public Publisher<Void> setLockWaitTimeout(Duration timeout) {
        return connection.setLockWaitTimeout(timeout);
    }

    @Override
    public Publisher<Void> setStatementTimeout(Duration timeout) {
        return connection.setStatementTimeout(timeout);
    }

    @Override
    public Publisher<Void> setTransactionIsolationLevel(IsolationLevel level) {
        return connection.setTransactionIsolationLevel(level);
    }

    @Override
    public String toString() {
        return connection.toString();
    }
}
