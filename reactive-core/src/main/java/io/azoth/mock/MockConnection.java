package io.azoth.mock;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.List;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * A connection to a mock database; what begins and ends transactions is a statement like any other.
 *
 * @param database what it leads to
 * @param product the name of the database that it plays
 */
record MockConnection(MockDatabase database, String product) implements Connection, ConnectionMetadata {
    private Mono<Void> boundary(String sql) {
        return Mono.defer(() -> CannedAnswer.results(database.answer(new MockStatement(sql, List.of()), true))
                .then());
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
        return new BoundStatement(database, sql);
    }

    @Override
    public Batch createBatch() {
        return new MockBatch(database);
    }

    @Override
    public Publisher<Void> close() {
        return Mono.empty();
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
        return Mono.empty();
    }

    @Override
    public Publisher<Void> setTransactionIsolationLevel(IsolationLevel level) {
        return Mono.empty();
    }

    @Override
    public Publisher<Boolean> validate(ValidationDepth depth) {
        return Mono.just(true);
    }
}
