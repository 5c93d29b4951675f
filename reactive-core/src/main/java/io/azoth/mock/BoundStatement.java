package io.azoth.mock;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.r2dbc.spi.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** A statement on a mock connection, whose parameters have positions and no names. Like a driver's, for one thread. */
final class BoundStatement implements Statement {
    private final MockConnection connection;
    private final String sql;
    private final List<MockStatement> added = new ArrayList<>();
    private List<@Nullable Object> values = new ArrayList<>();

    BoundStatement(MockConnection connection, String sql) {
        this.connection = connection;
        this.sql = sql;
    }

    @Override
    public Publisher<MockResult> execute() {
        List<MockStatement> all = new ArrayList<>(added);
        all.add(new MockStatement(sql, values));
        return Flux.fromIterable(all).concatMap(statement -> connection.answer(statement, false));
    }

    @Override
    public Statement add() {
        added.add(new MockStatement(sql, values));
        values = new ArrayList<>();
        return this;
    }

    @Override
    public Statement bind(int index, Object value) {
        return set(index, value);
    }

    @Override
    public Statement bind(String name, Object value) {
        throw noName(name);
    }

    @Override
    public Statement bindNull(int index, Class<?> type) {
        return set(index, null);
    }

    @Override
    public Statement bindNull(String name, Class<?> type) {
        throw noName(name);
    }

    @CanIgnoreReturnValue
    Statement set(int index, @Nullable Object value) {
        while (values.size() <= index) {
            values.add(null);
        }
        values.set(index, value);
        return this;
    }

    private static NoSuchElementException noName(String name) {
        return new NoSuchElementException("A mock statement has no parameter '" + name + "'; bind by position, from 0");
    }
}
