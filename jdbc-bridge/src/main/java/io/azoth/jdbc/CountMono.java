package io.azoth.jdbc;

import io.r2dbc.spi.R2dbcException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.Fuseable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/** The update count of a statement that has run; a scalar that operators may take without subscribing. */
final class CountMono extends Mono<Long> implements Fuseable.ScalarCallable<Long>, Callable<Long> {

    private final ResultSource source;
    private final Long count;

    CountMono(ResultSource source, long count) {
        this.source = source;
        this.count = count;
    }

    @Override
    public Long call() {
        if (!source.claim()) {
            throw ResultSource.consumedTwice();
        }
        return count;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Long> actual) {
        if (!source.claim()) {
            Operators.error(actual, ResultSource.consumedTwice());
            return;
        }
        Emission emission = new Emission(actual, this);
        actual.onSubscribe(emission);
    }

    private static final class Emission extends WorkerSubscription<Long> {

        private final Long count;

        Emission(CoreSubscriber<? super Long> actual, CountMono mono) {
            super(actual, mono.source.context());
            this.count = mono.count;
        }

        @Override
        @Nullable
        R2dbcException refusal() {
            return null; // the statement has run: its count is known whatever became of the connection
        }

        @Override
        boolean turn() {
            if (requested() > 0) {
                emit(count);
                complete();
            }
            return true;
        }
    }
}
