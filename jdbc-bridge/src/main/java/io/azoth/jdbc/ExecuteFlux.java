package io.azoth.jdbc;

import io.r2dbc.spi.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/** The results of a script, run once for each set of parameter values, statement by statement as they are asked for. */
final class ExecuteFlux extends Flux<Result> {

    private final ConnectionContext context;
    private final Script script;
    private final List<@Nullable Object[]> bindings;

    ExecuteFlux(ConnectionContext context, Script script, List<@Nullable Object[]> bindings) {
        this.context = context;
        this.script = script;
        this.bindings = bindings;
    }

    ConnectionContext context() {
        return context;
    }

    Script script() {
        return script;
    }

    List<@Nullable Object[]> bindings() {
        return bindings;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Result> actual) {
        ExecuteSubscription subscription = new ExecuteSubscription(actual, this);
        actual.onSubscribe(subscription);
        subscription.subscribed();
    }
}
