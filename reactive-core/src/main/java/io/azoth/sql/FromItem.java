package io.azoth.sql;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What may stand in FROM: a table, an alias, a join, a subquery, a list of values. */
public sealed interface FromItem extends ClauseElement, SelectItem, Joinable
        permits TableItem, Alias, Join, SubqueryAlias, ValuesTable, Cte, TableFunction {
    /** Its columns in order. */
    List<? extends ColumnExpression<?>> columns();

    @Override
    FromItem mapChildren(UnaryOperator<ClauseElement> f);

    /** Calls the visitor's method for this kind. */
    <R> R accept(FromItemVisitor<R> visitor);

    /** What its statements run on when they are not told, or null where it is not bound. */
    @Nullable
    Executor boundTo();
}
