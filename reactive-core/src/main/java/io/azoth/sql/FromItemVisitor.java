package io.azoth.sql;

/**
 * One method for each kind of from-item and no defaults.
 *
 * @param <R> what a visit gives
 */
public interface FromItemVisitor<R> {
    R table(TableItem table);

    R alias(Alias alias);

    R join(Join join);

    R subquery(SubqueryAlias subquery);

    R cte(Cte cte);

    R function(TableFunction function);

    R values(ValuesTable values);
}
