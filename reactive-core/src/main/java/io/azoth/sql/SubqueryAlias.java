package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.RowShape.ResultColumn;
import io.azoth.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query in FROM under a name. Two of them are never equal. */
public final class SubqueryAlias implements FromItem {
    private final Select query;
    private final String name;
    private final List<ResultColumn> results;
    private final List<SourceColumn<?>> columns;

    SubqueryAlias(Select query, String name) {
        this.query = query;
        this.name = name;
        this.results = query.resultColumns();
        List<SourceColumn<?>> own = new ArrayList<>();
        results.forEach(result -> own.add(new SourceColumn<>(this, result.name(), result.type())));
        this.columns = List.copyOf(own);
    }

    /** The query. */
    public Select query() {
        return query;
    }

    /** The name that it has here. */
    public String name() {
        return name;
    }

    /**
     * The column here of an expression that the query selects; it keeps its Java type.
     *
     * @throws DefinitionException if the query does not select it
     */
    public <T> ColumnExpression<T> c(Expression<T> selected) {
        for (ResultColumn result : results) {
            if (selected.equals(result.expression())
                    || (result.expression() instanceof Label<?> label && selected.equals(label.expression()))) {
                SqlType<T> type = selected.type();
                return new SourceColumn<>(this, result.name(), type);
            }
        }
        throw new DefinitionException(
                ErrorCode.UNKNOWN_COLUMN, "The subquery '" + name + "' does not select " + selected);
    }

    @Override
    public List<? extends ColumnExpression<?>> columns() {
        return columns;
    }

    @Override
    public List<? extends ClauseElement> children() {
        return List.of(query);
    }

    @Override
    public <R> R accept(FromItemVisitor<R> visitor) {
        return visitor.subquery(this);
    }

    @Override
    public @Nullable Executor boundTo() {
        return query.boundTo();
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
