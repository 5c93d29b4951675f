package io.azoth.sql;

import java.util.List;
import reactor.core.publisher.Mono;

/** A statement that is run for its effect. Each of its publishers runs it at each subscription. */
public sealed interface EffectStatement extends Statement
        permits Insert, Update, Delete, Merge, DdlStatement, CustomStatement {
    /** Runs it on what it is bound to. */
    default Mono<Result> execute() {
        return Mono.defer(() -> executeOn(Bound.executor(this)));
    }

    /**
     * Runs it with each of these sets of parameters, as few statements, all or none.
     *
     * @param rows values by name: of the statement's parameters, or of the columns of an INSERT
     */
    default Mono<Result> execute(Parameters... rows) {
        List<Parameters> given = List.of(rows);
        return Mono.defer(() -> Bound.executor(this).execute(this, given));
    }

    /** Runs it on an engine, a connection or a transaction. */
    default Mono<Result> executeOn(Executor executor) {
        return executor.execute(this, List.of());
    }

    /** Runs it on an engine, a connection or a transaction with each of these sets of parameters. */
    default Mono<Result> executeOn(Executor executor, Parameters... rows) {
        return executor.execute(this, List.of(rows));
    }
}
