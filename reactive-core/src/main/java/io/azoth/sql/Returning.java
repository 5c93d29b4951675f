package io.azoth.sql;

import io.azoth.sql.RowShape.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A change that gives back columns of the rows that it changed.
 *
 * @param change the INSERT, UPDATE or DELETE
 * @param items what it gives back
 */
public record Returning(EffectStatement change, List<SelectItem> items) implements RowStatement {
    public Returning {
        items = List.copyOf(items);
    }

    /** What its rows look like. */
    public List<ResultColumn> resultColumns() {
        return Select.of(items.toArray(SelectItem[]::new)).resultColumns();
    }

    @Override
    public List<? extends ClauseElement> children() {
        List<ClauseElement> children = new ArrayList<>();
        children.add(change);
        items.forEach(item -> children.add((ClauseElement) item));
        return children;
    }

    @Override
    public Returning mapChildren(UnaryOperator<ClauseElement> f) {
        return new Returning(Mapped.one(f, change), Mapped.items(f, items));
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
        return visitor.returning(this);
    }

    @Override
    public @Nullable Executor boundTo() {
        return change.boundTo();
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
