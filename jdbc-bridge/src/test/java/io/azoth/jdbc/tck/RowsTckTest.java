package io.azoth.jdbc.tck;

import org.reactivestreams.Publisher;

/** The rows of a query. */
public class RowsTckTest extends DriverPublisher<Long> {

    @Override
    public Publisher<Long> createPublisher(long elements) {
        return result("WITH RECURSIVE c(i) AS (SELECT 1 WHERE " + elements
                        + " > 0 UNION ALL SELECT i + 1 FROM c WHERE i < " + elements + ") SELECT i FROM c")
                .map((row, metadata) -> row.get(0, Long.class));
    }

    @Override
    public Publisher<Long> createFailedPublisher() {
        io.r2dbc.spi.Result consumed = result("SELECT 1");
        reactor.core.publisher.Flux.from(consumed.map((row, metadata) -> 1L)).blockLast();
        return consumed.map((row, metadata) -> 1L);
    }
}
