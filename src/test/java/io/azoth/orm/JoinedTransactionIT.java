package io.azoth.orm;

import static io.azoth.sql.Sql.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.engine.EngineOptions;
import io.azoth.engine.Transaction;
import io.azoth.testkit.Databases;
import io.azoth.testkit.RecordedStatements;
import io.azoth.testkit.TestDatabase;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A session that is used inside a transaction of its engine, on a pool of one connection. */
@Databases
class JoinedTransactionIT {
    private final TestDatabase database;
    private final Tutorial tutorial;
    private final RecordedStatements recorded = new RecordedStatements();
    private final Engine db;
    private final SessionFactory sessions;

    JoinedTransactionIT(TestDatabase database) {
        this.database = database;
        this.tutorial = new Tutorial(database);
        this.db = Engine.create(
                database.url(), EngineOptions.DEFAULT.withPoolSize(1).withListener(recorded));
        this.sessions = SessionFactory.of(db, tutorial.mappers());
    }

    @AfterEach
    void close() {
        db.close().block(Tutorial.LIMIT);
        tutorial.close();
    }

    @Test
    void aSessionJoinsTheTransactionOfItsSubscriber() {
        Mono<Void> work = db.inTransaction(tx -> tutorial.users
                .insert()
                .executeOn(tx, row("user_name", "Ed"))
                .then(sessions.inSession(session -> session.query(User.class)
                        .by("userName", "Ed")
                        .one()
                        .doOnNext(ed -> ed.password = "edspass")
                        .then(session.flush()))));

        StepVerifier.create(work).expectComplete().verify(Tutorial.LIMIT);

        List<String> ran = recorded.all();
        assertThat(ran).hasSize(7).startsWith("BEGIN").endsWith("COMMIT");
        assertThat(ran.get(3)).startsWith("SAVEPOINT");
        assertThat(ran.get(4)).startsWith("UPDATE users SET password = ");
        assertThat(ran.get(5)).startsWith("RELEASE SAVEPOINT");
        assertThat(database.read("SELECT password FROM users WHERE user_name = 'Ed'"))
                .containsExactly("edspass");
    }

    @Test
    void aRollbackReachesTheObjectsOfASessionThatHasEnded() {
        User ed = new User("Ed", null);
        Mono<Void> work = db.inTransaction(tx -> sessions.inSession(session -> {
                    session.save(ed);
                    return session.flush();
                })
                .doOnSuccess(done -> assertThat(ed.userId).isNotNull())
                .then(Mono.error(new IllegalStateException("back"))));

        StepVerifier.create(work).expectErrorMessage("back").verify(Tutorial.LIMIT);

        assertThat(ed.userId).isNull();
        assertThat(database.read("SELECT count(*) FROM users")).containsExactly("4");
    }

    @Test
    void aRollbackTakesTheSessionToWhereItJoined() {
        User ed = new User("Ed", null);
        StepVerifier.create(tutorial.sessions().inSession(session -> session.get(User.class, 1)
                        .doOnNext(mary -> mary.password = "pending")
                        .flatMap(mary -> tutorial.db
                                .inTransaction(tx -> session.get(User.class, 2).flatMap(tom -> {
                                    session.save(ed);
                                    mary.userName = "Maria";
                                    return session.flush().then(Mono.<Void>error(new IllegalStateException("back")));
                                }))
                                .onErrorComplete(IllegalStateException.class)
                                .then(Mono.fromRunnable(() -> {
                                    assertThat(session.contains(ed)).isFalse();
                                    assertThat(ed.userId).isNull();
                                    assertThat(mary.userName).isEqualTo("Mary");
                                    assertThat(mary.password).isEqualTo("pending");
                                    assertThat(session.isDirty()).isTrue();
                                }))
                                .then(session.flush()))))
                .expectComplete()
                .verify(Tutorial.LIMIT);

        assertThat(database.read("SELECT user_name, password FROM users WHERE user_id IN (1, 5)"))
                .containsExactly("Mary|pending");
    }

    @Test
    void aFlushThatFailsIsTakenBackAloneAndTheTransactionGoesOn() {
        StepVerifier.create(db.inTransaction(tx -> sessions.inSession(session -> {
                    Address good = new Address("ok@example.com");
                    Address bad = new Address(null);
                    session.save(good);
                    session.save(bad);
                    return session.flush()
                            .onErrorResume(error -> {
                                assertThat(good.addressId).isNull();
                                session.expunge(bad);
                                return Mono.empty();
                            })
                            .then(session.flush());
                })))
                .expectComplete()
                .verify(Tutorial.LIMIT);

        assertThat(database.read("SELECT email_address FROM email_addresses WHERE address_id > 2"))
                .containsExactly("ok@example.com");
    }

    @Test
    void aSavepointOfTheEngineWithinASessionsTransactionIsFollowed() {
        StepVerifier.create(sessions.inSession(session -> session.inTransaction(inner -> inner.get(User.class, 1)
                        .flatMap(mary -> rolledBack(savepoint -> session.get(User.class, 2)
                                        .doOnNext(tom -> mary.userName = "Maria")
                                        .then(session.flush()))
                                .then(Mono.fromRunnable(
                                        () -> assertThat(mary.userName).isEqualTo("Mary")))
                                .then(Mono.fromRunnable(() -> mary.password = "kept"))))))
                .expectComplete()
                .verify(Tutorial.LIMIT);

        assertThat(database.read("SELECT user_name, password FROM users WHERE user_id = 1"))
                .containsExactly("Mary|kept");
    }

    private Mono<Void> rolledBack(Function<Transaction, Mono<Void>> work) {
        return db.inTransaction(
                        savepoint -> work.apply(savepoint).then(Mono.<Void>error(new IllegalStateException("back"))))
                .onErrorComplete(IllegalStateException.class);
    }

    @Test
    void statementsRunOnTheConnectionOfASession() {
        StepVerifier.create(
                        sessions.inSession(session -> session.get(User.class, 1).flatMap(mary -> tutorial.users
                                .update()
                                .set(tutorial.users.c("password", String.class), "direct")
                                .where(tutorial.users
                                        .c("user_id", Integer.class)
                                        .eq(1))
                                .executeOn(session)
                                .then(session.refresh(mary))
                                .map(again -> again.password))))
                .expectNext("direct")
                .expectComplete()
                .verify(Tutorial.LIMIT);
    }

    @Test
    void statementsRunInTheTransactionOfASession() {
        StepVerifier.create(sessions.inSession(session -> session.inTransaction(tx -> tutorial.users
                        .delete()
                        .where(tutorial.users.c("user_id", Integer.class).eq(3))
                        .executeOn(tx)
                        .then(tutorial.users.select().executeOn(tx).count())
                        .doOnNext(count -> assertThat(count).isEqualTo(3))
                        .then(Mono.<Void>error(new IllegalStateException("back"))))))
                .expectErrorMessage("back")
                .verify(Tutorial.LIMIT);

        assertThat(database.read("SELECT count(*) FROM users")).containsExactly("4");
    }
}
