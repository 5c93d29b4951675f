package io.azoth.sql;

import io.azoth.sql.RowShape.ResultColumn;
import io.azoth.type.SqlType;
import java.util.List;
import java.util.function.UnaryOperator;

/** A statement that reads and that may stand inside of others: SELECT, a set operation, a query as text. */
public sealed interface Query extends RowStatement permits Select, Compound, TextStatement {
    /** What its rows look like; empty where only the database knows. */
    List<ResultColumn> resultColumns();

    @Override
    Query mapChildren(UnaryOperator<ClauseElement> f);

    /** The rows of either, each different row once. */
    default Compound union(Query other) {
        return Compound.of(this, Compound.Operation.UNION, other);
    }

    /** The rows of either, repeated rows kept. */
    default Compound unionAll(Query other) {
        return Compound.of(this, Compound.Operation.UNION_ALL, other);
    }

    /** The rows of both, each different row once. */
    default Compound intersect(Query other) {
        return Compound.of(this, Compound.Operation.INTERSECT, other);
    }

    /** The rows of both, as often as they are in both. */
    default Compound intersectAll(Query other) {
        return Compound.of(this, Compound.Operation.INTERSECT_ALL, other);
    }

    /** The rows of this that the other has not, each different row once. */
    default Compound except(Query other) {
        return Compound.of(this, Compound.Operation.EXCEPT, other);
    }

    /** The rows of this, less those of the other one by one. */
    default Compound exceptAll(Query other) {
        return Compound.of(this, Compound.Operation.EXCEPT_ALL, other);
    }

    /** This query in FROM of another, under a name. */
    default SubqueryAlias as(String name) {
        return new SubqueryAlias(this, name, false);
    }

    /** This query in FROM of another, once for each row of what stands before it there, whose columns it may use. */
    default SubqueryAlias lateral(String name) {
        return new SubqueryAlias(this, name, true);
    }

    /** This query as a common table expression: {@code WITH name AS (...)}. */
    default Cte cte(String name) {
        return Cte.of(name, this);
    }

    /**
     * This query as a value: one column, at most one row.
     *
     * @param type the type of the column
     */
    default <T> Expression<T> asScalar(SqlType<T> type) {
        return new ScalarQuery<>(this, type);
    }

    /**
     * This query as a row of values, of as many columns as it has: {@code tuple(a, b).eq(query.asRow())}. It gives at most
     * one row; where it gives none, the comparison is unknown.
     */
    default Expression<List<?>> asRow() {
        return new ScalarQuery<>(this, Tuple.rowType());
    }
}
