package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A function in FROM: {@code TableFunction.of("generate_series", value(1), value(3)).as("s").column("n", INTEGER)}. Its
 * columns are named here. Two of them are never equal.
 */
public final class TableFunction implements FromItem {
    private final Object identity;
    private final Function<?> call;
    private final String name;
    private final List<SourceColumn<?>> columns;

    private TableFunction(Object identity, Function<?> call, String name, List<? extends ColumnExpression<?>> columns) {
        this.identity = identity;
        this.call = call;
        this.name = name;
        List<SourceColumn<?>> own = new ArrayList<>();
        columns.forEach(column -> own.add(new SourceColumn<>(this, column.name(), column.type())));
        this.columns = List.copyOf(own);
    }

    /** A function that gives rows. */
    public static TableFunction of(Function<?> call, String name) {
        return new TableFunction(new Object(), call, name, List.of());
    }

    /** One more column, in order of what the function gives. */
    public TableFunction column(String column, SqlType<?> type) {
        List<ColumnExpression<?>> all = new ArrayList<>(columns);
        all.add(new SourceColumn<>(this, column, type));
        return new TableFunction(identity, call, name, all);
    }

    /** The call. */
    public Function<?> call() {
        return call;
    }

    /** The name that it has in FROM. */
    public String name() {
        return name;
    }

    /**
     * A column by name.
     *
     * @throws DefinitionException if it has none of the name, or its values are of another class
     */
    public <T> ColumnExpression<T> c(String column, Class<T> type) {
        return SourceColumn.named(this, columns, column, type);
    }

    @Override
    public List<? extends ColumnExpression<?>> columns() {
        if (columns.isEmpty()) {
            throw new DefinitionException(
                    ErrorCode.INVALID_STATEMENT,
                    "The columns of '" + name + "' are not known; name them by column(...)");
        }
        return columns;
    }

    @Override
    public List<? extends ClauseElement> children() {
        return List.of(call);
    }

    @Override
    public TableFunction mapChildren(UnaryOperator<ClauseElement> f) {
        return new TableFunction(identity, Mapped.one(f, call), name, columns);
    }

    @Override
    public <R> R accept(FromItemVisitor<R> visitor) {
        return visitor.function(this);
    }

    @Override
    public @Nullable Executor boundTo() {
        return Froms.boundTo(call);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TableFunction that && identity == that.identity;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(identity);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
