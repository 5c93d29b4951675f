package io.azoth.jdbc.tck;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;

/** Opening a connection. Those that the kit drops end with the process. */
public class ConnectTckTest extends PublisherVerification<Connection> {

    public ConnectTckTest() {
        super(new TestEnvironment(2000, 50));
    }

    @Override
    public long maxElementsFromPublisher() {
        return 1;
    }

    @Override
    @SuppressWarnings("unchecked") // a publisher of some connection is one of connections to its subscriber
    public Publisher<Connection> createPublisher(long elements) {
        return (Publisher<Connection>)
                ConnectionFactories.get("r2dbc:sqlite:///:memory:").create();
    }

    @Override
    @SuppressWarnings("unchecked") // as above
    public Publisher<Connection> createFailedPublisher() {
        return (Publisher<Connection>)
                ConnectionFactories.get("r2dbc:sqlite:////no/such/folder/x.db").create();
    }
}
