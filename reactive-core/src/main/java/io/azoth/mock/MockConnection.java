package io.azoth.mock;

import io.azoth.error.ErrorCode;
import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.List;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A connection to a mock database; what begins and ends transactions is a statement like any other. What is never answered ends
 * at the limit of a statement's time, and with the connection.
 */
final class MockConnection implements Connection, ConnectionMetadata {
    private final MockDatabase database;
    private final String product;
    private final Sinks.Empty<Void> closed = Sinks.empty();
    private volatile Duration limit = Duration.ZERO;
    private volatile boolean open = true;

    /**
     * @param database what it leads to
     * @param product the name of the database that it plays
     */
    MockConnection(MockDatabase database, String product) {
        this.database = database;
        this.product = product;
    }

    private Mono<Void> boundary(String sql) {
        return Mono.defer(() -> answer(new MockStatement(sql, List.of()), true).then());
    }

    /** What the database answers, as long as there is a connection and time. */
    Flux<MockResult> answer(MockStatement statement, boolean boundary) {
        Duration given = limit;
        Mono<?> end = given.isZero()
                ? closed.asMono()
                : Mono.firstWithSignal(closed.asMono(), Mono.delay(given).then());
        return CannedAnswer.results(database.answer(statement, boundary))
                .timeout(end, result -> Mono.never(), Flux.error(this::ended));
    }

    private R2dbcException ended() {
        return open
                ? new MockFailure(ErrorCode.STATEMENT_TIMEOUT, "no answer within " + limit)
                : new MockFailure(ErrorCode.CONNECTION_LOST, "the mock connection is closed");
    }

    @Override
    public Publisher<Void> beginTransaction() {
        return boundary("BEGIN");
    }

    @Override
    public Publisher<Void> beginTransaction(TransactionDefinition definition) {
        IsolationLevel level = definition.getAttribute(TransactionDefinition.ISOLATION_LEVEL);
        boolean readOnly = Boolean.TRUE.equals(definition.getAttribute(TransactionDefinition.READ_ONLY));
        return boundary(
                "BEGIN" + (level == null ? "" : " ISOLATION LEVEL " + level.asSql()) + (readOnly ? " READ ONLY" : ""));
    }

    @Override
    public Publisher<Void> commitTransaction() {
        return boundary("COMMIT");
    }

    @Override
    public Publisher<Void> rollbackTransaction() {
        return boundary("ROLLBACK");
    }

    @Override
    public Publisher<Void> createSavepoint(String name) {
        return boundary("SAVEPOINT " + name);
    }

    @Override
    public Publisher<Void> releaseSavepoint(String name) {
        return boundary("RELEASE SAVEPOINT " + name);
    }

    @Override
    public Publisher<Void> rollbackTransactionToSavepoint(String name) {
        return boundary("ROLLBACK TO SAVEPOINT " + name);
    }

    @Override
    public Statement createStatement(String sql) {
        return new BoundStatement(this, sql);
    }

    @Override
    public Batch createBatch() {
        return new MockBatch(this);
    }

    @Override
    public Publisher<Void> close() {
        return Mono.fromRunnable(() -> {
            open = false;
            closed.tryEmitEmpty();
        });
    }

    @Override
    public ConnectionMetadata getMetadata() {
        return this;
    }

    @Override
    public String getDatabaseProductName() {
        return product;
    }

    @Override
    public String getDatabaseVersion() {
        return "mock";
    }

    @Override
    public boolean isAutoCommit() {
        return true;
    }

    @Override
    public IsolationLevel getTransactionIsolationLevel() {
        return IsolationLevel.READ_COMMITTED;
    }

    @Override
    public Publisher<Void> setAutoCommit(boolean autoCommit) {
        return Mono.empty();
    }

    @Override
    public Publisher<Void> setLockWaitTimeout(Duration timeout) {
        return Mono.empty();
    }

    @Override
    public Publisher<Void> setStatementTimeout(Duration timeout) {
        return Mono.fromRunnable(() -> limit = timeout);
    }

    @Override
    public Publisher<Void> setTransactionIsolationLevel(IsolationLevel level) {
        return Mono.empty();
    }

    @Override
    public Publisher<Boolean> validate(ValidationDepth depth) {
        return Mono.fromSupplier(() -> open);
    }
}
