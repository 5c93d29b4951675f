package io.azoth.sql;

import io.azoth.error.ErrorCode;
import io.azoth.error.ResultException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A statement that gives rows. Each of its publishers runs it at each subscription. */
public sealed interface RowStatement extends Statement permits Query, Returning {
    /** The rows, in windows of demand, from what the statement is bound to. */
    default Flux<Row> execute() {
        return execute(Parameters.NONE);
    }

    /** The rows, with values for the statement's named parameters. */
    default Flux<Row> execute(Parameters parameters) {
        return Flux.defer(() -> executeOn(Bound.executor(this), parameters));
    }

    /** The rows from an engine, a connection or a transaction. */
    default Flux<Row> executeOn(Executor executor) {
        return executeOn(executor, Parameters.NONE);
    }

    /** The rows from an engine, a connection or a transaction, with values for named parameters. */
    default Flux<Row> executeOn(Executor executor, Parameters parameters) {
        return executor.fetch(this, parameters);
    }

    /** The only row; empty where there is none, an error where there are two. */
    default Mono<Row> one() {
        return one(Parameters.NONE);
    }

    /** The only row, with values for the statement's named parameters. */
    default Mono<Row> one(Parameters parameters) {
        return onlyOf(execute(parameters));
    }

    /** The only row from an engine, a connection or a transaction. */
    default Mono<Row> oneOn(Executor executor) {
        return oneOn(executor, Parameters.NONE);
    }

    /** The only row from an engine, a connection or a transaction, with values for named parameters. */
    default Mono<Row> oneOn(Executor executor, Parameters parameters) {
        return onlyOf(executeOn(executor, parameters));
    }

    /** The first row; empty where there is none. The rest is not read, however much it is. */
    default Mono<Row> first() {
        return first(Parameters.NONE);
    }

    /** The first row, with values for the statement's named parameters. */
    default Mono<Row> first(Parameters parameters) {
        return Mono.defer(() -> firstOn(Bound.executor(this), parameters));
    }

    /** The first row from an engine, a connection or a transaction. */
    default Mono<Row> firstOn(Executor executor) {
        return firstOn(executor, Parameters.NONE);
    }

    /** The first row from an engine, a connection or a transaction, with values for named parameters. */
    default Mono<Row> firstOn(Executor executor, Parameters parameters) {
        return executor.fetchFirst(this, parameters);
    }

    /**
     * The first column of the only row; empty where there is no row or the value is NULL.
     *
     * @param type the class that the value is expected to have; numbers are converted where nothing is lost
     */
    default <T> Mono<T> scalar(Class<T> type) {
        return scalar(type, Parameters.NONE);
    }

    /** The first column of the only row, with values for the statement's named parameters. */
    default <T> Mono<T> scalar(Class<T> type, Parameters parameters) {
        return one(parameters).mapNotNull(row -> row.get(0, type));
    }

    /** The first column of the only row from an engine, a connection or a transaction. */
    default <T> Mono<T> scalarOn(Executor executor, Class<T> type) {
        return scalarOn(executor, type, Parameters.NONE);
    }

    /** The first column of the only row from an engine, a connection or a transaction, with values for named parameters. */
    default <T> Mono<T> scalarOn(Executor executor, Class<T> type, Parameters parameters) {
        return oneOn(executor, parameters).mapNotNull(row -> row.get(0, type));
    }

    /** It asks for all rows at once, so that nobody fetches them by pages: there is one. */
    private Mono<Row> onlyOf(Flux<Row> rows) {
        return rows.buffer(2)
                .next()
                .flatMap(found -> found.size() == 1 ? Mono.just(found.get(0)) : Mono.error(tooMany()));
    }

    private ResultException tooMany() {
        return new ResultException(
                ErrorCode.TOO_MANY_ROWS,
                "One row was asked for, but there are more: " + this
                        + "; narrow the condition, or use first() or execute()");
    }
}
