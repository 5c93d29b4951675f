package io.azoth.orm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.error.ErrorCode;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@Databases
class SessionIT {
    private final Tutorial tutorial;
    private final TestDatabase database;

    SessionIT(TestDatabase database) {
        this.database = database;
        this.tutorial = new Tutorial(database);
    }

    @AfterEach
    void close() {
        tutorial.close();
    }

    @Test
    void queriesFindObjects() {
        tutorial.in(session -> {
            Query<User> query = session.query(User.class);
            StepVerifier.create(query.where(
                                    tutorial.users.c("user_id", Integer.class).eq(3))
                            .all())
                    .assertNext(fred -> assertThat(fred).hasToString("User(Fred,null)"))
                    .verifyComplete();
            StepVerifier.create(session.get(User.class, 2))
                    .assertNext(tom -> assertThat(tom).hasToString("User(Tom,null)"))
                    .verifyComplete();
            StepVerifier.create(session.get(User.class, 77)).verifyComplete();
            StepVerifier.create(
                            query.by("userName", "Mary", "password", "secure").one())
                    .assertNext(mary -> assertThat(mary.userId).isEqualTo(1))
                    .verifyComplete();
            StepVerifier.create(query.by("password", null).first())
                    .assertNext(tom -> assertThat(tom).hasToString("User(Tom,null)"))
                    .verifyComplete();
            StepVerifier.create(query.count()).expectNext(4L).verifyComplete();
            StepVerifier.create(query.limit(3).offset(2).count()).expectNext(2L).verifyComplete();
            StepVerifier.create(query
                            .where(tutorial.users.c("user_name", String.class).in("Tom", "Harry"))
                            .orderBy(tutorial.users.c("user_name").desc())
                            .stream()
                            .map(user -> user.userName))
                    .expectNext("Tom", "Harry")
                    .verifyComplete();
            return Mono.empty();
        });
    }

    @Test
    void theSameRowIsTheSameObject() {
        tutorial.in(session -> session.query(User.class)
                .by("userName", "Mary")
                .one()
                .flatMap(mary -> {
                    mary.password = "changed";
                    return session.query(User.class)
                            .orderBy(tutorial.users.c("user_id"))
                            .all()
                            .next()
                            .doOnNext(again -> assertThat(again).isSameAs(mary))
                            .then(session.get(User.class, 1))
                            .doOnNext(again -> assertThat(again.password).isEqualTo("changed"))
                            .then(Mono.fromRunnable(session::clear));
                }));
    }

    @Test
    void oneFlushWritesAllChangesInOneTransaction() {
        User ed = new User("Ed", "edspasswo");
        tutorial.in(session -> session.query(User.class)
                .orderBy(tutorial.users.c("user_id"))
                .all()
                .collectList()
                .flatMap(all -> {
                    session.save(ed);
                    assertThat(session.contains(ed)).isTrue();
                    all.get(0).password = "marysnew";
                    session.delete(all.get(2));
                    assertThat(session.plan()).hasToString("[UPDATE User#1 (password), INSERT User, DELETE User#3]");
                    tutorial.recorded.clear();
                    return session.flush();
                }));

        assertThat(ed.userId).isEqualTo(5);
        assertThat(database.read("SELECT * FROM users ORDER BY user_id"))
                .containsExactly("1|Mary|marysnew", "2|Tom|null", "4|Harry|null", "5|Ed|edspasswo");
        assertThat(tutorial.recorded.all()).first().isEqualTo("BEGIN");
        assertThat(tutorial.recorded.all()).last().isEqualTo("COMMIT");
        assertThat(tutorial.recorded.work())
                .hasSize(4)
                .element(1)
                .asString()
                .startsWith("UPDATE users SET password = ");
    }

    @Test
    void aFlushOfNothingSendsNothing() {
        tutorial.in(session -> session.get(User.class, 1)
                .doOnNext(mary -> tutorial.recorded.clear())
                .then(session.flush()));

        tutorial.recorded.assertExactly();
    }

    @Test
    void aRelationLoadsWhenItIsAskedTo() {
        tutorial.in(session -> session.get(User.class, 1)
                .flatMap(mary -> {
                    assertThatThrownBy(mary.addresses::get)
                            .isInstanceOf(OrmException.class)
                            .hasMessage(
                                    "User#1.addresses is not loaded; subscribe to its load() first, which reads it with "
                                            + "one query");
                    return mary.addresses
                            .load()
                            .doOnNext(list -> {
                                assertThat(list).hasToString("[Address(mary@mary.com)]");
                                assertThat(list.get(0).user.get()).isSameAs(mary);
                                assertThat(mary.addresses.get()).isEqualTo(list);
                            })
                            .then(Mono.defer(() -> {
                                tutorial.recorded.clear();
                                return mary.addresses.load();
                            }));
                })
                .then());
        tutorial.recorded.assertExactly();
    }

    @Test
    void whatIsAddedAndRemovedIsWritten() {
        tutorial.in(session -> session.get(User.class, 1)
                .doOnNext(mary -> mary.addresses.add(new Address("mary@work.com")))
                .then(session.flush()));
        assertThat(database.read("SELECT * FROM email_addresses ORDER BY address_id"))
                .containsExactly("1|tom@tom.com|2", "2|mary@mary.com|1", "3|mary@work.com|1");

        tutorial.in(session -> session.get(User.class, 1)
                .flatMap(mary -> mary.addresses.load().doOnNext(list -> mary.addresses.remove(list.get(0))))
                .then(session.flush()));
        assertThat(database.read("SELECT * FROM email_addresses ORDER BY address_id"))
                .containsExactly("1|tom@tom.com|2", "2|mary@mary.com|null", "3|mary@work.com|1");
    }

    @Test
    void childrenOfANewParentFollowIt() {
        User fred = new User("fred_again", null);
        fred.addresses.add(new Address("fred1@fred.com"));
        fred.addresses.add(new Address("fred2@fred.com"));
        tutorial.in(session -> {
            session.save(fred);
            return session.flush();
        });

        assertThat(fred.userId).isEqualTo(5);
        assertThat(fred.addresses.get())
                .extracting(address -> address.addressId)
                .containsExactly(3, 4);
        assertThat(fred.addresses.get().get(0).user.get()).isSameAs(fred);
        assertThat(database.read("SELECT * FROM email_addresses WHERE user_id = 5 ORDER BY 1"))
                .containsExactly("3|fred1@fred.com|5", "4|fred2@fred.com|5");
        assertThat(tutorial.recorded.work()).hasSize(2);
    }

    @Test
    void aSessionThatEndsWithUnflushedChangesNamesThem() {
        Mono<Void> work = tutorial.sessions().inSession(session -> session.get(User.class, 1)
                .doOnNext(mary -> {
                    mary.password = "x";
                    session.save(new User("Ed", null));
                })
                .then());

        StepVerifier.create(work).verifyErrorSatisfies(error -> {
            assertThat(error)
                    .hasMessage("The session ended with 2 unflushed changes: UPDATE User#1 (password), INSERT User; "
                            + "subscribe to flush() before its end, or clear() to drop them");
            assertThat(((OrmException) error).code()).isEqualTo(ErrorCode.UNFLUSHED_CHANGES);
        });
        assertThat(List.copyOf(database.read("SELECT password FROM users WHERE user_id = 1")))
                .containsExactly("secure");
    }
}
