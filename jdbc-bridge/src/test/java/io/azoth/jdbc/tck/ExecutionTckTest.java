package io.azoth.jdbc.tck;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Result;
import org.reactivestreams.Publisher;

/** The results of an execution. */
public class ExecutionTckTest extends DriverPublisher<Result> {

    @Override
    public long maxElementsFromPublisher() {
        return 2000;
    }

    @Override
    @SuppressWarnings("unchecked") // a publisher of some results is a publisher of results to its subscriber
    public Publisher<Result> createPublisher(long elements) {
        Batch batch = connection().createBatch();
        for (long i = 0; i < elements; i++) {
            batch.add("SELECT 1");
        }
        return (Publisher<Result>) batch.execute();
    }

    @Override
    @SuppressWarnings("unchecked") // as above
    public Publisher<Result> createFailedPublisher() {
        return (Publisher<Result>) failing();
    }
}
