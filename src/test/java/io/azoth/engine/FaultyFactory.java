package io.azoth.engine;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import io.r2dbc.spi.Statement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A driver that fails at its n-th call: opening, beginning, each statement, each row, savepoints, commit, rollback, closing. A
 * call fails instead of being made, or after it was made, as where a reply is lost. What fails is the connection: it does
 * nothing any more from then on.
 */
public final class FaultyFactory implements ConnectionFactory {
    private static final Set<String> CALLS = Set.of(
            "beginTransaction",
            "commitTransaction",
            "rollbackTransaction",
            "createSavepoint",
            "releaseSavepoint",
            "rollbackTransactionToSavepoint",
            "close");

    private final ConnectionFactory driver;
    private final AtomicInteger left = new AtomicInteger();
    private final List<String> made = new CopyOnWriteArrayList<>();
    private final Queue<Link> links = new ConcurrentLinkedQueue<>();
    private volatile boolean afterwards;

    /** On a driver that behaves. */
    public FaultyFactory(ConnectionFactory driver) {
        this.driver = driver;
    }

    /** Fails once, at the n-th call from now, instead of it or after it; 0 for never. */
    public void failAt(int call, boolean after) {
        made.clear();
        afterwards = after;
        left.set(call);
    }

    /** The calls since {@link #failAt}. */
    public List<String> calls() {
        return List.copyOf(made);
    }

    /** Whether the failure has come. */
    public boolean hasFailed() {
        return left.get() < 0;
    }

    /** All connections that were opened so far die. */
    public void loseAll() {
        Flux.fromIterable(links).concatMap(Link::die).then().block();
        links.clear();
    }

    private boolean fails(String call) {
        made.add(call);
        if (left.get() > 0 && left.decrementAndGet() == 0) {
            left.set(-1);
            return true;
        }
        return false;
    }

    private static R2dbcNonTransientResourceException failure(String call) {
        return new R2dbcNonTransientResourceException("injected at " + call, "08006");
    }

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.defer(() -> {
            if (fails("create")) {
                return Mono.error(failure("create"));
            }
            return Mono.from(driver.create())
                    .map(Link::new)
                    .doOnNext(links::add)
                    .map(Link::faulty);
        });
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return driver.getMetadata();
    }

    /** One connection, and whether it is lost. */
    private final class Link {
        private final Connection connection;
        private volatile boolean lost;

        Link(Connection connection) {
            this.connection = connection;
        }

        Connection faulty() {
            return (Connection) Proxy.newProxyInstance(
                    FaultyFactory.class.getClassLoader(), new Class<?>[] {Connection.class}, this::connectionCall);
        }

        private @Nullable Object connectionCall(Object self, Method method, Object @Nullable [] arguments)
                throws Throwable {
            String name = method.getName();
            if (name.equals("validate")) {
                return lost ? Mono.just(false) : invoke(connection, method, arguments);
            }
            if (name.equals("createStatement")) {
                Statement statement = (Statement) invoke(connection, method, arguments);
                return proxy(Statement.class, (on, call, with) -> statementCall(on, statement, call, with));
            }
            Object result = invoke(connection, method, arguments);
            return CALLS.contains(name) && result instanceof Publisher<?> publisher ? guarded(name, publisher) : result;
        }

        private @Nullable Object statementCall(
                Object self, Statement statement, Method method, Object @Nullable [] arguments) throws Throwable {
            Object result = invoke(statement, method, arguments);
            if (method.getName().equals("execute")) {
                return Flux.from(guarded("execute", (Publisher<?>) result)).map(each -> result((Result) each));
            }
            return result == statement ? self : result;
        }

        private Result result(Result result) {
            return proxy(Result.class, (self, method, arguments) -> {
                if (method.getName().equals("map") && arguments[0] instanceof BiFunction<?, ?, ?> decode) {
                    return rows(result, decode);
                }
                Object given = invoke(result, method, arguments);
                return method.getName().equals("getRowsUpdated") ? guarded("count", (Publisher<?>) given) : given;
            });
        }

        @SuppressWarnings("unchecked")
        private Publisher<?> rows(Result result, BiFunction<?, ?, ?> decode) {
            BiFunction<Row, RowMetadata, Object> known = (BiFunction<Row, RowMetadata, Object>) decode;
            return Flux.from(result.map((row, metadata) -> known.apply(row, metadata)))
                    .concatMap(row -> fails("row") ? lose("row") : Mono.just(row), 1);
        }

        /** Lets a call through, or lets it fail. */
        private Publisher<?> guarded(String name, Publisher<?> call) {
            return Flux.defer(() -> {
                if (lost && !name.equals("close")) {
                    return Flux.error(failure("a lost connection"));
                }
                if (!fails(name)) {
                    return call;
                }
                return afterwards && !name.equals("execute") ? Flux.from(call).thenMany(lose(name)) : lose(name);
            });
        }

        /** The other side sees the connection go, and takes back what was open on it. */
        Mono<Void> die() {
            lost = true;
            return Mono.from(connection.close()).onErrorComplete();
        }

        private <T> Mono<T> lose(String name) {
            return die().then(Mono.error(failure(name)));
        }
    }

    private interface Call {
        @Nullable
        Object made(Object self, Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                FaultyFactory.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call.made(self, method, arguments)));
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
