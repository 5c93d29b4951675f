package io.azoth.benchmarks.workload;

import io.azoth.engine.Engine;
import io.azoth.engine.SqlConnection;
import io.azoth.sql.Row;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The workloads in the SQL language. */
final class WithCore {
    private final Engine engine;
    private final SqlConnection connection;
    private final Users users;
    private final Users inserted;

    WithCore(Engine engine, SqlConnection connection, Users users, Users inserted) {
        this.engine = engine;
        this.connection = connection;
        this.users = users;
        this.inserted = inserted;
    }

    Mono<Long> stream() {
        return users.select().executeOn(connection).map(this::checksum).reduce(0L, Long::sum);
    }

    Mono<Long> selectsInSequence(int count) {
        return Flux.range(1, count)
                .concatMap(id -> users.select().where(users.userId.eq(id)).executeOn(connection))
                .map(this::checksum)
                .reduce(0L, Long::sum);
    }

    Mono<Long> selectsConcurrently(int count) {
        return Flux.range(1, count)
                .flatMap(id -> users.select().where(users.userId.eq(id)).executeOn(engine), 64)
                .map(this::checksum)
                .reduce(0L, Long::sum);
    }

    Mono<Long> insert(String[] names, String[] passwords) {
        return connection.inTransaction(tx -> {
            List<List<String>> rows = IntStream.range(0, names.length)
                    .mapToObj(i -> Arrays.asList(names[i], passwords[i]))
                    .toList();
            return inserted.insert()
                    .rows(List.of(inserted.userName, inserted.password), rows)
                    .executeOn(tx)
                    .map(result -> (long) result.generatedKeys().size());
        });
    }

    private long checksum(Row row) {
        Integer id = row.get(users.userId);
        String name = row.get(users.userName);
        return (id == null ? 0L : id) + (name == null ? 0 : name.length());
    }
}
