package io.azoth.jdbc;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Lifecycle;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A connection of an embedded database.
 *
 * <p>Any thread may call it. Its operations run on the connection's own worker thread in order of subscription, and
 * every signal comes from that thread. {@code unwrap(Scheduler.class)} gives the worker; what is scheduled on it once the
 * connection is closed still runs, at once.
 */
final class JdbcConnection implements Connection, Lifecycle, Wrapped<Object> {

    private static final TransactionDefinition DEFAULTS = new TransactionDefinition() {
        @Override
        public <T> @Nullable T getAttribute(io.r2dbc.spi.Option<T> option) {
            return null;
        }
    };

    private final ConnectionContext context;
    private final Scheduler scheduler;

    JdbcConnection(ConnectionContext context) {
        this.context = context;
        // It refuses nothing: a pool that was refused would lose the place of a closed connection for good.
        this.scheduler = Schedulers.fromExecutor(context.worker()::submit);
    }

    /** A change of the session's state. */
    @FunctionalInterface
    private interface Change {
        void apply(Session session, CancelToken token) throws SQLException;
    }

    private Mono<Void> change(Change change) {
        return WorkerMono.of(context, token -> {
            change.apply(context.session(), token);
            return null;
        });
    }

    private Mono<Void> lent(Change change) {
        return change((session, token) -> {
            context.requireLent();
            change.apply(session, token);
        });
    }

    /** A wait for a lock that is given up on cancel, and undone if it succeeded at the same moment. */
    private Mono<Void> start(Change change) {
        return WorkerMono.undoable(
                context,
                token -> {
                    context.interruptible(token, () -> {
                        change.apply(context.session(), token);
                        return true;
                    });
                    return null;
                },
                JdbcConnection::rollbackQuietly);
    }

    private static void rollbackQuietly(ConnectionContext context) {
        try {
            context.session().rollback();
        } catch (SQLException failure) {
            context.close(); // nobody may use what cannot be cleaned
        }
    }

    @Override
    public Mono<Void> beginTransaction() {
        return beginTransaction(DEFAULTS);
    }

    @Override
    public Mono<Void> beginTransaction(TransactionDefinition definition) {
        Arguments.require(definition, "The transaction definition");
        return start((session, token) -> session.begin(definition, token));
    }

    @Override
    public Mono<Void> commitTransaction() {
        return lent((session, token) -> {
            context.requireWhole();
            session.commit();
        });
    }

    @Override
    public Mono<Void> rollbackTransaction() {
        return change((session, token) -> session.rollback());
    }

    @Override
    public Mono<Void> createSavepoint(String name) {
        Arguments.require(name, "The name of a savepoint");
        return lent((session, token) -> context.interruptible(token, () -> {
            session.savepoint(name, token);
            return true;
        }));
    }

    @Override
    public Mono<Void> releaseSavepoint(String name) {
        Arguments.require(name, "The name of a savepoint");
        return lent((session, token) -> session.release(name));
    }

    @Override
    public Mono<Void> rollbackTransactionToSavepoint(String name) {
        Arguments.require(name, "The name of a savepoint");
        return lent((session, token) -> session.rollbackTo(name));
    }

    @Override
    public Mono<Void> setAutoCommit(boolean autoCommit) {
        return change((session, token) -> {
            context.requireWhole();
            session.autoCommit(autoCommit, token);
        });
    }

    @Override
    public boolean isAutoCommit() {
        return context.session().autoCommit() && !context.session().inTransaction();
    }

    @Override
    public Mono<Void> setTransactionIsolationLevel(IsolationLevel isolationLevel) {
        Arguments.require(isolationLevel, "The isolation level");
        return change((session, token) -> session.isolationLevel(isolationLevel));
    }

    @Override
    public IsolationLevel getTransactionIsolationLevel() {
        return context.session().isolationLevel();
    }

    @Override
    public Mono<Void> setLockWaitTimeout(Duration timeout) {
        requireDuration(timeout, "The lock wait timeout");
        return change((session, token) -> session.lockWaitTimeout(timeout));
    }

    /**
     * {@inheritDoc} Counts the time that a statement takes on the connection's worker, with what its consumer does there
     * with each row, and not the time until its consumer asks for more; zero means no limit.
     */
    @Override
    public Mono<Void> setStatementTimeout(Duration timeout) {
        requireDuration(timeout, "The statement timeout");
        return change((session, token) -> context.statementTimeout(timeout));
    }

    @Override
    public JdbcStatement createStatement(String sql) {
        Arguments.require(sql, "The SQL of a statement");
        return new JdbcStatement(context, context.database().parse(sql));
    }

    @Override
    public JdbcBatch createBatch() {
        return new JdbcBatch(context);
    }

    @Override
    public ConnectionMetadata getMetadata() {
        return new Metadata(context.database().name(), context.session().databaseVersion());
    }

    @Override
    public Mono<Boolean> validate(ValidationDepth depth) {
        Arguments.require(depth, "The validation depth");
        Mono<Boolean> open = depth == ValidationDepth.LOCAL
                ? WorkerMono.of(context, token -> true)
                : WorkerMono.of(context, token -> context.session().validate());
        return Mono.defer(() -> context.closing() ? Mono.just(false) : open).onErrorReturn(false);
    }

    /** {@inheritDoc} Running statements are stopped, an open transaction is rolled back. May be called again. */
    @Override
    public Mono<Void> close() {
        return Mono.defer(() -> {
            context.startClosing();
            return WorkerMono.<Void>closing(context, token -> {
                context.close();
                return null;
            });
        });
    }

    @Override
    public Mono<Void> postAllocate() {
        return change((session, token) -> context.lend());
    }

    /** {@inheritDoc} Rolls back what is open and restores the defaults, so that the next user finds a new connection. */
    @Override
    public Mono<Void> preRelease() {
        return change((session, token) -> context.reset());
    }

    @Override
    public Object unwrap() {
        return this;
    }

    /**
     * {@inheritDoc} As {@link Scheduler} it gives the connection's worker, as {@link ConnectionFactoryOptions} the limit of time
     * that it was opened with, which {@link #setStatementTimeout} changes and R2DBC has no way to ask for.
     */
    @Override
    public <E> @Nullable E unwrap(Class<E> targetClass) {
        if (targetClass == ConnectionFactoryOptions.class) {
            return targetClass.cast(options());
        }
        if (targetClass.isInstance(scheduler)) {
            return targetClass.cast(scheduler);
        }
        return targetClass.isInstance(this) ? targetClass.cast(this) : null;
    }

    private ConnectionFactoryOptions options() {
        ConnectionFactoryOptions.Builder options = ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, context.database().name());
        Duration timeout = context.database().statementTimeout();
        return timeout == null
                ? options.build()
                : options.option(ConnectionFactoryOptions.STATEMENT_TIMEOUT, timeout)
                        .build();
    }

    private static void requireDuration(Duration timeout, String what) {
        Arguments.require(timeout, what);
        if (timeout.isNegative()) {
            throw new IllegalArgumentException(what + " is negative: " + timeout);
        }
    }

    private record Metadata(String product, String version) implements ConnectionMetadata {
        @Override
        public String getDatabaseProductName() {
            return product;
        }

        @Override
        public String getDatabaseVersion() {
            return version;
        }
    }
}
