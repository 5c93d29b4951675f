package io.azoth.benchmarks.workload;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Row;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The workloads as one would best write them on r2dbc-postgresql itself. */
final class ByHand {
    private static final String SELECT = "SELECT user_id, user_name, password FROM users";
    private static final String SELECT_ONE = SELECT + " WHERE user_id = $1";
    private static final String INSERT = "INSERT INTO inserted (user_name, password) "
            + "SELECT * FROM unnest($1::varchar[], $2::varchar[]) RETURNING user_id";

    private final Connection connection;
    private final ConnectionPool pool;

    ByHand(Connection connection, ConnectionPool pool) {
        this.connection = connection;
        this.pool = pool;
    }

    Mono<Long> stream() {
        return rows(connection, SELECT).map(User::checksum).reduce(0L, Long::sum);
    }

    Mono<Long> load(int limit) {
        return rows(connection, SELECT + " WHERE user_id <= " + limit)
                .collectList()
                .map(users -> users.stream().mapToLong(User::checksum).sum());
    }

    Mono<Long> selectsInSequence(int count) {
        return Flux.range(1, count)
                .concatMap(id -> one(connection, id))
                .map(User::checksum)
                .reduce(0L, Long::sum);
    }

    Mono<Long> selectsConcurrently(int count) {
        return Flux.range(1, count)
                .flatMap(id -> Flux.usingWhen(pool.create(), c -> one(c, id), Connection::close), 64)
                .map(User::checksum)
                .reduce(0L, Long::sum);
    }

    Mono<Long> insert(String[] names, String[] passwords) {
        Mono<Long> insert = Flux.from(connection
                        .createStatement(INSERT)
                        .bind(0, names)
                        .bind(1, passwords)
                        .execute())
                .flatMap(result -> result.map((row, meta) -> Objects.requireNonNull(row.get(0, Integer.class))))
                .collectList()
                .map(ids -> (long) ids.size());
        return Mono.from(connection.beginTransaction())
                .then(insert)
                .flatMap(count -> Mono.from(connection.commitTransaction()).thenReturn(count));
    }

    private static Flux<User> rows(Connection connection, String sql) {
        // A query has one result: this spares each row the way through the queues of flatMap.
        return Mono.from(connection.createStatement(sql).execute())
                .flatMapMany(result -> result.map((row, meta) -> user(row)));
    }

    private static Flux<User> one(Connection connection, int id) {
        return Flux.from(connection.createStatement(SELECT_ONE).bind(0, id).execute())
                .flatMap(result -> result.map((row, meta) -> user(row)));
    }

    private static User user(Row row) {
        return new User(row.get(0, Integer.class), row.get(1, String.class), row.get(2, String.class));
    }
}
