package io.azoth.sql;

/**
 * One method for each kind of statement and no defaults.
 *
 * @param <R> what a visit gives
 */
public interface StatementVisitor<R> {
    R select(Select select);

    R compound(Compound compound);

    R insert(Insert insert);

    R update(Update update);

    R delete(Delete delete);

    R merge(Merge merge);

    R returning(Returning returning);

    R text(TextStatement text);

    R custom(CustomStatement statement);

    R ddl(DdlStatement ddl);
}
