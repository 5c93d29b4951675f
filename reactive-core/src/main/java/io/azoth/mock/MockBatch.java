package io.azoth.mock;

import io.r2dbc.spi.Batch;
import java.util.ArrayList;
import java.util.List;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Statements without parameters that are answered one after another. Like a driver's, for one thread. */
final class MockBatch implements Batch {
    private final MockConnection connection;
    private final List<MockStatement> statements = new ArrayList<>();

    MockBatch(MockConnection connection) {
        this.connection = connection;
    }

    @Override
    public Batch add(String sql) {
        statements.add(new MockStatement(sql, List.of()));
        return this;
    }

    @Override
    public Publisher<MockResult> execute() {
        return Flux.fromIterable(List.copyOf(statements)).concatMap(statement -> connection.answer(statement, false));
    }
}
