package io.azoth.testkit;

import java.util.concurrent.atomic.AtomicInteger;

final class H2Database implements TestDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name = "azoth" + COUNT.incrementAndGet();

    @Override
    public DatabaseKind kind() {
        return DatabaseKind.H2;
    }

    // Without the delay the database would vanish whenever a test has no connection open.
    @Override
    public String url() {
        return "r2dbc:h2:mem:///" + name + "?options=DB_CLOSE_DELAY=-1";
    }

    @Override
    public String jdbcUrl() {
        return "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
    }

    @Override
    public void close() {
        run("SHUTDOWN IMMEDIATELY");
    }

    @Override
    public String toString() {
        return "H2";
    }
}
