package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.RowShape.ResultColumn;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A common table expression: {@code WITH name AS (...)}. It stands in FROM like a table; the WITH clause follows from
 * its use. A change with RETURNING whose rows nobody reads is named by {@link Select#with}.
 */
public final class Cte implements FromItem {
    /** Whether its rows are kept, so that it runs once. */
    public enum Materialization {
        /** As the database likes. */
        DEFAULT,
        MATERIALIZED,
        NOT_MATERIALIZED
    }

    private final Definition definition;
    private final @Nullable String alias;
    private final @Nullable RowStatement body;
    private final Materialization materialization;
    private final List<SourceColumn<?>> columns;

    private Cte(
            Definition definition,
            @Nullable String alias,
            @Nullable RowStatement body,
            Materialization materialization) {
        this.definition = definition;
        this.alias = alias;
        this.body = body;
        this.materialization = materialization;
        this.columns = SourceColumn.of(this, definition.results);
    }

    /** A query, or a change that gives rows, under a name. */
    public static Cte of(String name, RowStatement body) {
        List<ResultColumn> results = columnsOf(body);
        if (results.isEmpty()) {
            throw new DefinitionException(
                    ErrorCode.INVALID_STATEMENT,
                    "The columns of the text in WITH " + name + " are not known; name them by columns(...)");
        }
        return new Cte(new Definition(name, false, results), null, body, Materialization.DEFAULT);
    }

    /**
     * A query that refers to itself: {@code Cte.recursive("tree", roots, tree -> roots.unionAll(children of tree))}.
     *
     * @param name its name
     * @param first the query that its columns are those of
     * @param whole gives the whole, a UNION or UNION ALL, from the table as which it sees itself
     */
    public static Cte recursive(String name, Query first, Function<Cte, Query> whole) {
        Definition definition = new Definition(name, true, columnsOf(first));
        Cte self = new Cte(definition, null, null, Materialization.DEFAULT);
        return new Cte(definition, null, whole.apply(self), Materialization.DEFAULT);
    }

    private static List<ResultColumn> columnsOf(RowStatement body) {
        return ColumnNames.unique(
                body instanceof Returning returning ? returning.resultColumns() : ((Query) body).resultColumns());
    }

    /** The same, running once for the whole statement. */
    public Cte materialized() {
        return new Cte(definition, alias, body, Materialization.MATERIALIZED);
    }

    /** The same, folded into the statement. */
    public Cte notMaterialized() {
        return new Cte(definition, alias, body, Materialization.NOT_MATERIALIZED);
    }

    /** The same under another name in one FROM, as for joining it with itself. */
    public Cte as(String other) {
        return new Cte(definition, other, body, materialization);
    }

    /** The name in WITH. */
    public String name() {
        return definition.name;
    }

    /** Its other name in FROM, or null. */
    public @Nullable String alias() {
        return alias;
    }

    /** What it stands for; null inside of itself, where a recursive one is only a name. */
    public @Nullable RowStatement body() {
        return body;
    }

    /** Whether another one is a view of the same WITH. */
    public boolean isSameAs(Cte other) {
        return definition == other.definition;
    }

    /** Whether it refers to itself. */
    public boolean isRecursive() {
        return definition.recursive;
    }

    /** Whether its rows are kept. */
    public Materialization materialization() {
        return materialization;
    }

    /**
     * The column here of an expression that the query selects; it keeps its Java type.
     *
     * @throws DefinitionException if the query does not select it
     */
    public <T> ColumnExpression<T> c(Expression<T> selected) {
        return SourceColumn.of(this, definition.results, selected, "The query '" + definition.name + "'");
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
        return body == null ? List.of() : List.of(body);
    }

    @Override
    public Cte mapChildren(UnaryOperator<ClauseElement> f) {
        return new Cte(definition, alias, Mapped.maybe(f, body), materialization);
    }

    @Override
    public <R> R accept(FromItemVisitor<R> visitor) {
        return visitor.cte(this);
    }

    @Override
    public @Nullable Executor boundTo() {
        return body == null ? null : body.boundTo();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cte that && definition == that.definition && Objects.equals(alias, that.alias);
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(definition) * 31 + Objects.hashCode(alias);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }

    /** Shared by all views of the same WITH, so that rewritten ones still have the columns of the first. */
    private static final class Definition {
        private final String name;
        private final boolean recursive;
        private final List<ResultColumn> results;

        Definition(String name, boolean recursive, List<ResultColumn> results) {
            this.name = name;
            this.recursive = recursive;
            this.results = results;
        }
    }
}
