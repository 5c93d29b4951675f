package io.azoth.jdbc.tck;

import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.ValidationDepth;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** One operation of a connection: a value, or nothing. */
public class CommandTckTest extends DriverPublisher<Boolean> {

    @Override
    public long maxElementsFromPublisher() {
        return 1;
    }

    @Override
    @SuppressWarnings("unchecked") // it completes without a value
    public Publisher<Boolean> createPublisher(long elements) {
        return elements == 0
                ? (Publisher<Boolean>) (Publisher<?>) connection().commitTransaction()
                : connection().validate(ValidationDepth.REMOTE);
    }

    @Override
    @SuppressWarnings("unchecked") // it fails without a value
    public Publisher<Boolean> createFailedPublisher() {
        return (Publisher<Boolean>)
                (Publisher<?>) Mono.from(connection().setTransactionIsolationLevel(IsolationLevel.valueOf("NONE")));
    }
}
