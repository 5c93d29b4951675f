package io.azoth.jdbc;

import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.util.function.BiFunction;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * The mapped rows of one result.
 *
 * <p>Rows are mapped and emitted one by one on the connection's worker, no further than demand: nothing is read
 * ahead.
 */
final class RowFlux<T> extends Flux<T> {

    private final ResultSource source;
    private final BiFunction<Row, RowMetadata, ? extends T> mapper;

    RowFlux(ResultSource source, BiFunction<Row, RowMetadata, ? extends T> mapper) {
        this.source = source;
        this.mapper = mapper;
    }

    /** Lets Reactor's assembly hooks see a publisher of ours. */
    static <T> Flux<T> assembled(Flux<T> flux) {
        return onAssembly(flux);
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        if (!source.claim()) {
            Operators.error(actual, ResultSource.consumedTwice());
            return;
        }
        RowSubscription<T> subscription = new RowSubscription<>(actual, source, mapper);
        actual.onSubscribe(subscription);
        subscription.subscribed();
    }
}
