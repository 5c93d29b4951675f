package io.azoth.mock;

import io.r2dbc.spi.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** A statement on a mock connection, of which the engine uses one set of binds by position. */
final class BoundStatement implements Statement {
    private final MockDatabase database;
    private final String sql;
    private final List<@Nullable Object> values = new ArrayList<>();

    BoundStatement(MockDatabase database, String sql) {
        this.database = database;
        this.sql = sql;
    }

    void set(int index, @Nullable Object value) {
        while (values.size() <= index) {
            values.add(null);
        }
        values.set(index, value);
    }

    @Override
    public Publisher<MockResult> execute() {
        return Flux.defer(() -> CannedAnswer.results(database.answer(new MockStatement(sql, values), false)));
    }

    @Override
    public Statement add() {
        throw new UnsupportedOperationException("The engine sends each set of parameters as a statement");
    }

    @Override
    public Statement bind(int index, Object value) {
        set(index, value);
        return this;
    }

    @Override
    public Statement bind(String name, Object value) {
        throw new UnsupportedOperationException("The engine binds by position");
    }

    @Override
    public Statement bindNull(int index, Class<?> type) {
        set(index, null);
        return this;
    }

    @Override
    public Statement bindNull(String name, Class<?> type) {
        throw new UnsupportedOperationException("The engine binds by position");
    }
}
