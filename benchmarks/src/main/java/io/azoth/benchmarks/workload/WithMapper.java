package io.azoth.benchmarks.workload;

import io.azoth.engine.Engine;
import io.azoth.orm.Mappers;
import io.azoth.orm.SessionFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The workloads with the object mapper: a new session each time, as a request has. */
final class WithMapper {
    /** What is inserted; a class has one mapping in a registry. */
    static final class NewUser {
        @Nullable
        Integer userId;

        @Nullable
        String userName;

        @Nullable
        String password;

        NewUser() {}
    }

    private final SessionFactory sessions;
    private final Users users;

    WithMapper(Engine engine, Users users, Users inserted) {
        this.users = users;
        Mappers mappers = new Mappers();
        mappers.map(User.class, users);
        mappers.map(NewUser.class, inserted);
        this.sessions = SessionFactory.of(engine, mappers);
    }

    Mono<Long> load(int limit) {
        return sessions.inSession(session -> session.query(User.class)
                .where(users.userId.le(limit))
                .all()
                .collectList()
                .map(loaded -> loaded.stream().mapToLong(User::checksum).sum()));
    }

    Mono<Long> insert(String[] names, String[] passwords) {
        return sessions.inSession(session -> {
            List<NewUser> created = IntStream.range(0, names.length)
                    .mapToObj(i -> create(names[i], passwords[i]))
                    .toList();
            created.forEach(session::save);
            return session.flush()
                    .then(Mono.fromSupplier(() ->
                            created.stream().filter(user -> user.userId != null).count()));
        });
    }

    private static NewUser create(String name, String password) {
        NewUser user = new NewUser();
        user.userName = name;
        user.password = password;
        return user;
    }
}
