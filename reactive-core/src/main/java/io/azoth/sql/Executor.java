package io.azoth.sql;

import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where a statement runs: an engine, a connection, a transaction.
 *
 * <p>Nothing happens before a subscription, and each subscription runs the statement again. Calls may be made from any
 * thread and subscribed to at the same time: what shares a connection runs in order of subscription.
 */
public interface Executor {
    /**
     * The rows of a statement that gives rows (SELECT, or a change with RETURNING), in windows of demand.
     *
     * @param statement the statement
     * @param parameters values of its named parameters, {@link Parameters#NONE} where it has none
     */
    Flux<Row> fetch(Statement statement, Parameters parameters);

    /**
     * The first row of a statement that gives rows; the rest stays where it is.
     *
     * @param statement the statement
     * @param parameters values of its named parameters, {@link Parameters#NONE} where it has none
     * @return empty where there is no row
     */
    Mono<Row> fetchFirst(Statement statement, Parameters parameters);

    /**
     * Runs a statement for its effect. Several sets of parameters go out as few statements, in one transaction, all or
     * none.
     *
     * @param statement the statement
     * @param parameters one entry a row of values; empty where the statement has no parameters
     * @return one result: the count of all rows that changed, and the keys that the database made, in order of the
     *     parameters
     */
    Mono<Result> execute(Statement statement, List<Parameters> parameters);

    /**
     * Does work of several statements as one: where it fails or is cancelled, nothing of it stays, whatever goes on around it.
     * It is a transaction where there is none yet, and a savepoint inside of one.
     *
     * @param work what to do on the executor that it is given; its Mono is subscribed to once
     * @return what the work emitted, when it stands as firmly as what is around it
     */
    <T> Mono<T> atomically(Function<? super Executor, ? extends Mono<T>> work);
}
