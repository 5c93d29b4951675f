package io.azoth.jdbc.sqlite;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.jdbc.JdbcConnectionFactory;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What the tests of this driver do all the time. */
final class Sqlite {

    static final Duration LONG = Duration.ofSeconds(30);

    private Sqlite() {}

    static JdbcConnectionFactory file(Path folder, String... options) {
        return factory("r2dbc:sqlite:///" + folder.resolve("test.db") + query(options));
    }

    static JdbcConnectionFactory memory() {
        return factory("r2dbc:sqlite:///:memory:");
    }

    static JdbcConnectionFactory factory(String url) {
        return (JdbcConnectionFactory) ConnectionFactories.get(url);
    }

    private static String query(String... options) {
        return options.length == 0 ? "" : "?" + String.join("&", options);
    }

    static <T> Flux<T> with(JdbcConnectionFactory factory, Function<Connection, ? extends Publisher<T>> work) {
        return Flux.usingWhen(factory.create(), work, Connection::close);
    }

    /** Begins to verify work on a connection whose database has a table {@code t}. */
    static <T> StepVerifier.FirstStep<T> onTable(
            JdbcConnectionFactory factory, Function<Connection, Publisher<T>> work) {
        return StepVerifier.create(with(
                factory, connection -> run(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, n INTEGER)")
                        .thenMany(Flux.defer(() -> work.apply(connection)))));
    }

    /** Runs statements that give nothing, one after the other. */
    static Mono<Void> run(Connection connection, String... sql) {
        return Flux.fromArray(sql)
                .concatMap(text ->
                        Flux.from(connection.createStatement(text).execute()).concatMap(Result::getRowsUpdated))
                .then();
    }

    /** Reads the first column of every row of every result. */
    static Flux<Object> values(Connection connection, String sql, Object... binds) {
        return values(bound(connection, sql, binds));
    }

    static Flux<Object> values(Statement statement) {
        return Flux.from(statement.execute())
                .concatMap(result -> result.map((row, metadata) -> {
                    Object value = row.get(0);
                    return value == null ? "NULL" : value;
                }));
    }

    static Mono<Long> update(Connection connection, String sql, Object... binds) {
        return Flux.from(bound(connection, sql, binds).execute())
                .concatMap(Result::getRowsUpdated)
                .reduce(0L, Long::sum);
    }

    private static Statement bound(Connection connection, String sql, Object... binds) {
        Statement statement = connection.createStatement(sql);
        for (int i = 0; i < binds.length; i++) {
            if (binds[i] == null) {
                statement.bindNull(i, Object.class);
            } else {
                statement.bind(i, binds[i]);
            }
        }
        return statement;
    }

    @CanIgnoreReturnValue
    static <T> List<T> all(Publisher<T> publisher) {
        return Flux.from(publisher).collectList().block(LONG);
    }

    @CanIgnoreReturnValue
    static <T> T one(Publisher<T> publisher) {
        return Mono.from(publisher).block(LONG);
    }
}
