package io.azoth.jdbc.tck;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import reactor.core.publisher.Mono;

/** The Reactive Streams TCK on a publisher of a connection that lives for one test. */
abstract class DriverPublisher<T> extends PublisherVerification<T> {

    private Connection connection;

    DriverPublisher() {
        super(new TestEnvironment(2000, 50));
    }

    @BeforeMethod
    public void connect() {
        ConnectionFactory factory = ConnectionFactories.get("r2dbc:sqlite:///:memory:");
        connection = Mono.from(factory.create()).block();
    }

    @AfterMethod
    public void disconnect() {
        Mono.from(connection.close()).block();
    }

    Connection connection() {
        return connection;
    }

    /** A result whose consumption is left to the test. */
    Result result(String sql) {
        return Mono.from(connection.createStatement(sql).execute()).block();
    }

    /** A publisher that fails at once: a statement of a connection that is closed. */
    Publisher<? extends Result> failing() {
        Mono.from(connection.close()).block();
        return connection.createStatement("SELECT 1").execute();
    }
}
