package io.azoth.sql;

import io.azoth.sql.RowShape.ResultColumn;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A whole statement written by hand, with named binds: {@code Sql.text("SELECT ... WHERE user_name = :name")}.
 *
 * <p>The text reaches the database as it stands: never build it from input.
 */
public final class TextStatement implements Query {
    private final TextTemplate template;
    private final List<ResultColumn> results;

    TextStatement(TextTemplate template, List<ResultColumn> results) {
        this.template = template;
        this.results = List.copyOf(results);
    }

    /** The same with a value for a name in the text. */
    public TextStatement bind(String name, @Nullable Object value) {
        return new TextStatement(template.bind(name, SqlTypes.forValue(value), value), results);
    }

    /** The same with a value of a type for a name in the text. */
    public <T> TextStatement bind(String name, SqlType<T> type, @Nullable T value) {
        return new TextStatement(template.bind(name, type, value), results);
    }

    /**
     * What its rows look like, in order of the text: rows are then read in the types of these and addressed by them, and
     * the text may stand where a query may, in FROM, in WITH, in IN.
     *
     * @param columns columns of tables, or labels
     */
    public TextStatement columns(Expression<?>... columns) {
        return new TextStatement(template, Select.of(columns).resultColumns());
    }

    @Override
    public List<ResultColumn> resultColumns() {
        return results;
    }

    /** Runs it for its effect: the count of rows that it changed. */
    public Mono<Result> runOn(Executor executor) {
        return executor.execute(this, List.of());
    }

    /** The text, cut at its binds. */
    public TextTemplate template() {
        return template;
    }

    @Override
    public List<? extends ClauseElement> children() {
        return template.binds();
    }

    @Override
    public TextStatement mapChildren(UnaryOperator<ClauseElement> f) {
        return new TextStatement(template.map(f), results);
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
        return visitor.text(this);
    }

    @Override
    public @Nullable Executor boundTo() {
        return null;
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
