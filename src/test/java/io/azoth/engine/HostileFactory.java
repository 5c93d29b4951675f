package io.azoth.engine;

import io.azoth.testkit.TestDatabase;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** A driver of which single methods do what a test wants instead of their work. */
final class HostileFactory implements ConnectionFactory {
    private final ConnectionFactory driver;
    private final Map<String, Supplier<Publisher<Void>>> replaced = new ConcurrentHashMap<>();

    HostileFactory(TestDatabase database) {
        driver = ConnectionFactories.get(database.url());
    }

    void replace(String method, Supplier<Publisher<Void>> work) {
        replaced.put(method, work);
    }

    void restore() {
        replaced.clear();
    }

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.from(driver.create()).map(connection -> (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> call(connection, method, arguments)));
    }

    private Object call(Connection connection, Method method, Object[] arguments) throws Throwable {
        Supplier<Publisher<Void>> instead = replaced.get(method.getName());
        if (instead != null) {
            return instead.get();
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return driver.getMetadata();
    }
}
