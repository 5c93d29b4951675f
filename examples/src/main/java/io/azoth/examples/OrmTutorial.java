package io.azoth.examples;

import io.azoth.engine.Engine;
import io.azoth.orm.Mappers;
import io.azoth.orm.Session;
import io.azoth.orm.SessionFactory;
import io.azoth.schema.Column;
import io.azoth.schema.Table;
import java.util.List;
import reactor.core.publisher.Mono;

/** The second half of the tutorial: mapped classes, sessions, changes, relations, transactions. */
final class OrmTutorial {
    private final Table users;
    private final Column<Integer> userId;
    private final Column<String> userName;
    private final Column<String> password;
    private final SqlTutorial.Addresses addresses;
    private final SessionFactory sessions;

    OrmTutorial(Engine db, Table users, SqlTutorial.Addresses addresses) {
        this.users = users;
        this.userId = users.c("user_id", Integer.class);
        this.userName = users.c("user_name", String.class);
        this.password = users.c("password", String.class);
        this.addresses = addresses;
        this.sessions = SessionFactory.of(db, mappers());
    }

    // tag::mappers
    private Mappers mappers() {
        Mappers mappers = new Mappers();
        mappers.map(Address.class, addresses);
        mappers.map(User.class, users).hasMany("addresses", Address.class, relation -> relation.backref("user"));
        return mappers;
    }
    // end::mappers

    Mono<Void> run() {
        return sessions.inSession(session ->
                query(session).then(change(session)).then(relate(session)).then(transact(session)));
    }

    private Mono<Void> query(Session session) {
        return Mono.defer(() -> {
            Step.title("Query for objects");
            Mono<User> harry = session.query(User.class).by("userName", "Harry").one();
            Mono<User> fred = session.query(User.class).where(userId.eq(3)).one();
            Mono<User> tom = session.get(User.class, 2);
            Mono<User> open = session.query(User.class).where(password.isNull()).first();
            Mono<Long> count = session.query(User.class).count();

            return harry.doOnNext(Step::print)
                    .then(fred.doOnNext(Step::print))
                    .then(tom.doOnNext(Step::print))
                    .then(open.doOnNext(Step::print))
                    .then(count.doOnNext(Step::print))
                    .then();
        });
    }

    private Mono<Void> change(Session session) {
        return Mono.defer(() -> {
            Step.title("Make changes, and write them all with one flush");
            User ed = new User();
            ed.userName = "Ed";
            ed.password = "edspass";
            session.save(ed);
            Step.print("Ed in session: " + session.contains(ed));

            return session.query(User.class)
                    .where(userName.in("Mary", "Harry", "Fred"))
                    .orderBy(userName)
                    .all()
                    .collectList()
                    .doOnNext(found -> {
                        User fred = found.get(0);
                        User harry = found.get(1);
                        User mary = found.get(2);
                        mary.password = "marysnew";
                        harry.password = "harrysnew";
                        session.delete(fred);
                    })
                    .then(session.flush())
                    .then(session.query(User.class).by("userName", "Ed").one())
                    .doOnNext(again -> Step.print("Ed has key " + ed.userId + ", the same object: " + (again == ed)))
                    .then();
        });
    }

    private Mono<Void> relate(Session session) {
        return Mono.defer(() -> {
            Step.title("Load a relation, and add to it");
            return session.query(User.class)
                    .by("userName", "Mary")
                    .one()
                    .flatMap(mary -> mary.addresses.load().doOnNext(loaded -> {
                        Step.print(loaded);
                        mary.addresses.add(new Address("mary@home.example.com"));
                    }))
                    .then(session.flush());
        });
    }

    private Mono<Void> transact(Session session) {
        return Mono.defer(() -> {
            Step.title("Several flushes in one transaction");
            return session.inTransaction(tx -> tx.query(User.class)
                            .where(userName.in("Ed", "Harry", "Mary"))
                            .orderBy(userName)
                            .all()
                            .collectList()
                            .flatMap(OrmTutorial::moveMail)
                            .then(tx.flush())
                            .then(Mono.fromRunnable(() -> {
                                Step.print("flushed the session");
                                User fred = new User();
                                fred.userName = "fred_again";
                                fred.addresses.add(new Address("fred@example.com"));
                                fred.addresses.add(new Address("fred@home.example.com"));
                                tx.save(fred);
                            })))
                    .then(users.select().execute().doOnNext(Step::print).then());
        });
    }

    private static Mono<List<Address>> moveMail(List<User> found) {
        User harry = found.get(1);
        User mary = found.get(2);
        return mary.addresses.load().doOnNext(loaded -> {
            mary.addresses.remove(loaded.get(1));
            harry.addresses.add(new Address("harry@example.com"));
        });
    }
}
