package io.azoth.engine;

import io.azoth.dialect.Dialect;
import io.azoth.dialect.DialectAware;
import io.azoth.dialect.Dialects;
import io.azoth.dialect.DriverBinding;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A driver whose statements end when a test says so, and whose requests to stop are answered when it says so. One thread. */
final class ScriptedDriver implements ConnectionFactory, DialectAware {
    private final Dialect postgres = Dialects.named("postgresql");
    private final List<Sinks.Many<Result>> running = new ArrayList<>();
    private Supplier<Mono<Void>> stop = Mono::empty;
    private int opened;
    private int cut;
    private int stops;

    /** How the requests to stop that come from now on are answered. */
    void answerStops(Supplier<Mono<Void>> answer) {
        stop = answer;
    }

    int opened() {
        return opened;
    }

    /** How often a connection was closed on which something ran. */
    int cut() {
        return cut;
    }

    int stops() {
        return stops;
    }

    /** How many statements were sent and have not ended. */
    int running() {
        return running.size();
    }

    /** What runs ends as the server ends what it was told to stop. */
    void endAsStopped() {
        Sinks.Many<Result> ended = running.remove(0);
        ended.tryEmitError(new R2dbcNonTransientResourceException("canceling statement due to user request", "57014"))
                .orThrow();
    }

    @Override
    public Dialect dialect() {
        return proxy(Dialect.class, (name, arguments) -> name.equals("driver") ? driver() : null, postgres);
    }

    private DriverBinding driver() {
        return proxy(
                DriverBinding.class,
                (name, arguments) -> name.equals("stop")
                        ? Mono.defer(() -> {
                            stops++;
                            return stop.get();
                        })
                        : null,
                postgres.driver());
    }

    @Override
    public Publisher<Connection> create() {
        return Mono.fromSupplier(() -> {
            opened++;
            AtomicBoolean open = new AtomicBoolean(true);
            return proxy(Connection.class, (name, arguments) -> connection(name, open), null);
        });
    }

    private Object connection(String method, AtomicBoolean open) {
        return switch (method) {
            case "createStatement" -> statement();
            case "validate" -> Mono.fromSupplier(open::get);
            case "close" ->
                Mono.fromRunnable(() -> {
                    open.set(false);
                    cut += running.isEmpty() ? 0 : 1;
                });
            default -> Mono.empty();
        };
    }

    private Statement statement() {
        Sinks.Many<Result> results = Sinks.many().unicast().onBackpressureBuffer();
        Flux<Result> sent = results.asFlux().doOnSubscribe(ignored -> running.add(results));
        return proxy(Statement.class, (name, arguments) -> name.equals("execute") ? sent : null, null);
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return postgres::name;
    }

    /** What a call gives; null for what the real one gives, or for itself where there is none. */
    private interface Call {
        @Nullable
        Object of(String name, Object @Nullable [] arguments);
    }

    private static <T> T proxy(Class<T> type, Call call, @Nullable T real) {
        return type.cast(Proxy.newProxyInstance(
                ScriptedDriver.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return method.getName().equals("equals")
                                ? self == arguments[0]
                                : method.getName().hashCode();
                    }
                    Object given = call.of(method.getName(), arguments);
                    if (given != null || real == null) {
                        return given == null ? self : given;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
