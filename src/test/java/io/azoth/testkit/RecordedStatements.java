package io.azoth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.StatementEvent;
import io.azoth.engine.StatementListener;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What an engine sent, in the order in which it ended: given to {@code EngineOptions.withListener}, then asked. A statement with
 * parameters reads {@code INSERT INTO t (a) VALUES ($1) <- [7]}. Any thread may report and ask.
 */
public final class RecordedStatements implements StatementListener {

    private final List<StatementEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void statementEnded(StatementEvent event) {
        events.add(event);
    }

    /** The statements so far, with their parameters. */
    public List<String> all() {
        return events.stream().map(RecordedStatements::line).toList();
    }

    /** The statements so far, without what only begins and ends a transaction. */
    public List<String> work() {
        return events.stream()
                .filter(event -> !isBoundary(event.sql()))
                .map(RecordedStatements::line)
                .toList();
    }

    /** Fails unless exactly these ran, in this order, boundaries of transactions included; then forgets them. */
    public void assertExactly(String... statements) {
        assertThat(all()).containsExactly(statements);
        clear();
    }

    /** Fails unless these ran in some order, boundaries of transactions left out; then forgets them. */
    public void assertWorkInAnyOrder(String... statements) {
        assertThat(work()).containsExactlyInAnyOrder(statements);
        clear();
    }

    /** Fails unless so many ran, boundaries of transactions left out; then forgets them. */
    public void assertWorkCount(int count) {
        assertThat(work()).hasSize(count);
        clear();
    }

    /** Forgets what ran so far. */
    public void clear() {
        events.clear();
    }

    private static boolean isBoundary(String sql) {
        return sql.startsWith("BEGIN") || sql.startsWith("COMMIT") || sql.startsWith("ROLLBACK");
    }

    private static String line(StatementEvent event) {
        if (event.parameters().isEmpty()) {
            return event.sql();
        }
        return event.sql() + " <- " + Arrays.deepToString(event.parameters().toArray());
    }
}
