package io.azoth.jdbc.tck;

import io.r2dbc.spi.Result;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The update count of a statement. */
public class CountTckTest extends DriverPublisher<Long> {

    @Override
    public long maxElementsFromPublisher() {
        return 1;
    }

    @Override
    public Publisher<Long> createPublisher(long elements) {
        return elements == 0
                ? result("SELECT 1").getRowsUpdated()
                : result("CREATE TABLE IF NOT EXISTS t (n)").getRowsUpdated();
    }

    @Override
    public Publisher<Long> createFailedPublisher() {
        Result consumed = result("CREATE TABLE IF NOT EXISTS t (n)");
        Mono.from(consumed.getRowsUpdated()).block();
        Publisher<Long> again = consumed.getRowsUpdated();
        return Flux.from(again);
    }
}
