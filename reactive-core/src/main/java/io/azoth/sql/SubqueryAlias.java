package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.RowShape.ResultColumn;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A query in FROM under a name. Two of them are never equal. */
public final class SubqueryAlias implements FromItem {
    private final Object identity;
    private final Query query;
    private final String name;
    private final boolean lateral;
    private final List<ResultColumn> results;
    private final List<SourceColumn<?>> columns;

    SubqueryAlias(Query query, String name, boolean lateral) {
        this(new Object(), query, name, lateral);
    }

    private SubqueryAlias(Object identity, Query query, String name, boolean lateral) {
        this.identity = identity;
        this.query = query;
        this.name = name;
        this.lateral = lateral;
        this.results = ColumnNames.unique(query.resultColumns());
        this.columns = SourceColumn.of(this, results);
        if (results.isEmpty()) {
            throw new DefinitionException(
                    ErrorCode.INVALID_STATEMENT,
                    "The columns of the text in FROM " + name + " are not known; name them by columns(...)");
        }
    }

    /** The query. */
    public Query query() {
        return query;
    }

    /** The name that it has here. */
    public String name() {
        return name;
    }

    /** Whether it may use the columns of what stands before it in FROM. */
    public boolean isLateral() {
        return lateral;
    }

    /**
     * The column here of an expression that the query selects; it keeps its Java type.
     *
     * @throws DefinitionException if the query does not select it
     */
    public <T> ColumnExpression<T> c(Expression<T> selected) {
        return SourceColumn.of(this, results, selected, "The subquery '" + name + "'");
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
        return columns;
    }

    @Override
    public List<? extends ClauseElement> children() {
        return List.of(query);
    }

    @Override
    public SubqueryAlias mapChildren(UnaryOperator<ClauseElement> f) {
        return new SubqueryAlias(identity, Mapped.one(f, query), name, lateral);
    }

    @Override
    public <R> R accept(FromItemVisitor<R> visitor) {
        return visitor.subquery(this);
    }

    @Override
    public @Nullable Executor boundTo() {
        return query.boundTo();
    }

    /** Rewritten ones still have the columns of the first. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SubqueryAlias that && identity == that.identity;
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
