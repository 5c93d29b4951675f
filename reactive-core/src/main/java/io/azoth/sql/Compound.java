package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.RowShape.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Queries put together by a set operation. Its columns are named as those of the first. Immutable. */
public final class Compound implements Query {
    /** How the rows are put together. */
    public enum Operation {
        UNION("UNION"),
        UNION_ALL("UNION ALL"),
        INTERSECT("INTERSECT"),
        INTERSECT_ALL("INTERSECT ALL"),
        EXCEPT("EXCEPT"),
        EXCEPT_ALL("EXCEPT ALL");

        private final String words;

        Operation(String words) {
            this.words = words;
        }

        /** The words of SQL. */
        public String words() {
            return words;
        }
    }

    private final Operation operation;
    private final List<Query> terms;
    private final List<OrderTerm> orderBy;
    private final Paging paging;

    private Compound(Operation operation, List<Query> terms, List<OrderTerm> orderBy, Paging paging) {
        this.operation = operation;
        this.terms = List.copyOf(terms);
        this.orderBy = List.copyOf(orderBy);
        this.paging = paging;
    }

    /** One more term for a set operation of the same kind that has neither order nor limit, else a new one. */
    static Compound of(Query first, Operation operation, Query second) {
        int width = first.resultColumns().size();
        if (width != second.resultColumns().size()
                && width > 0
                && !second.resultColumns().isEmpty()) {
            throw new DefinitionException(
                    ErrorCode.INVALID_STATEMENT,
                    "The queries of a " + operation.words + " have as many columns each, not " + width + " and "
                            + second.resultColumns().size());
        }
        List<Query> terms = new ArrayList<>();
        if (first instanceof Compound compound && compound.operation == operation && compound.isPlain()) {
            terms.addAll(compound.terms);
        } else {
            terms.add(first);
        }
        terms.add(second);
        return new Compound(operation, terms, List.of(), Paging.ALL);
    }

    /** ORDER BY of the whole, by what the first query selects; terms given before stay in front. */
    public Compound orderBy(SortKey... more) {
        List<OrderTerm> all = new ArrayList<>(orderBy);
        all.addAll(OrderTerm.of(more));
        return new Compound(operation, terms, all, paging);
    }

    /** At most so many rows. */
    public Compound limit(long rows) {
        return new Compound(operation, terms, orderBy, paging.withLimit(rows));
    }

    /** Without so many rows at the beginning. */
    public Compound offset(long rows) {
        return new Compound(operation, terms, orderBy, paging.withOffset(rows));
    }

    /** The operation. */
    public Operation operation() {
        return operation;
    }

    /** The queries in order, two at least. */
    public List<Query> terms() {
        return terms;
    }

    /** The terms of ORDER BY. */
    public List<OrderTerm> orderBy() {
        return orderBy;
    }

    /** LIMIT and OFFSET. */
    public Paging paging() {
        return paging;
    }

    /** The same without order and limit. */
    public Compound bare() {
        return isPlain() ? this : new Compound(operation, terms, List.of(), Paging.ALL);
    }

    /** Whether it has neither order nor limit. */
    public boolean isPlain() {
        return orderBy.isEmpty() && paging.equals(Paging.ALL);
    }

    /**
     * The place among the columns of the result, from 0, of what ORDER BY is about.
     *
     * @throws DefinitionException if the first query does not select it
     */
    public int positionOf(Expression<?> ordered) {
        int found = ColumnNames.find(resultColumns(), ordered);
        if (found >= 0) {
            return found;
        }
        throw new DefinitionException(
                ErrorCode.UNKNOWN_COLUMN,
                "A " + operation.words + " is ordered by what its first query selects, and that does not select "
                        + ordered);
    }

    @Override
    public List<ResultColumn> resultColumns() {
        return terms.get(0).resultColumns();
    }

    @Override
    public List<? extends ClauseElement> children() {
        List<ClauseElement> children = new ArrayList<>(terms);
        Mapped.addTerms(children, orderBy);
        return children;
    }

    @Override
    public Compound mapChildren(UnaryOperator<ClauseElement> f) {
        return new Compound(operation, Mapped.all(f, terms), Mapped.terms(f, orderBy), paging);
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
        return visitor.compound(this);
    }

    @Override
    public @Nullable Executor boundTo() {
        return Froms.boundTo(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
