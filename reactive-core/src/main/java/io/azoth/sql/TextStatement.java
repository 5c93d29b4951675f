package io.azoth.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A whole statement written by hand, with named binds: {@code Sql.text("SELECT ... WHERE user_name = :name")}.
 *
 * <p>The text reaches the database as it stands: never build it from input.
 */
public final class TextStatement implements RowStatement {
    private final TextTemplate template;

    TextStatement(TextTemplate template) {
        this.template = template;
    }

    /** The same with a value for a name in the text. */
    public TextStatement bind(String name, @Nullable Object value) {
        return new TextStatement(template.bind(name, value));
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
