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

    FetchFlux(Workplace workplace, Statement statement, Parameters parameters) {
        this.workplace = workplace;
        this.statement = statement;
        this.parameters = parameters;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Row> actual) {
        CompiledSql sql;
        Turn turn;
        try {
            sql = workplace.resources().compiler().compile(statement, parameters);
            turn = workplace.turn(actual.currentContext());
        } catch (RuntimeException e) {
            Operators.error(actual, e);
            return;
        }
        FetchOperation operation = new FetchOperation(turn.host(), actual, sql);
        // First the subscription, so that the demand is known when the statement is sent.
        actual.onSubscribe(operation);
        if (!operation.flow().isSilent()) {
            turn.submit(operation);
        }
    }
}
