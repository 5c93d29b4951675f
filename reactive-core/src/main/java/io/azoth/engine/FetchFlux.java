package io.azoth.engine;

import io.azoth.sql.CompiledSql;
import io.azoth.sql.Parameters;
import io.azoth.sql.Row;
import io.azoth.sql.Statement;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/** The rows of a statement, compiled and run anew for each subscriber. */
final class FetchFlux extends Flux<Row> {
    private final Workplace workplace;
    private final Statement statement;
    private final Parameters parameters;
    private final boolean first;

    /**
     * @param first whether the first row is all that is wanted
     */
    FetchFlux(Workplace workplace, Statement statement, Parameters parameters, boolean first) {
        this.workplace = workplace;
        this.statement = statement;
        this.parameters = parameters;
        this.first = first;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Row> actual) {
        Turn turn = workplace.turn(actual.currentContext());
        Execution execution = workplace.execution(turn);
        if (Workplace.needsTransaction(turn, execution, 1)) {
            workplace
                    .fetchInTransaction(execution, statement, tx -> new FetchFlux(tx, statement, parameters, first))
                    .subscribe(actual);
            return;
        }
        CompiledSql sql;
        try {
            sql = workplace.compiler(execution).compile(statement, parameters);
        } catch (RuntimeException e) {
            Operators.error(actual, e);
            return;
        }
        FetchOperation operation = new FetchOperation(turn.host(), actual, sql, execution, first);
        // First the subscription, so that the demand is known when the statement is sent.
        actual.onSubscribe(operation);
        if (!operation.flow().isSilent()) {
            turn.submit(operation);
        }
    }
}
