package io.azoth.orm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** From new to saved, loaded, expired, deleted, and out of the session. */
@Databases
class LifecycleIT {
    private final Tutorial tutorial;
    private final TestDatabase database;
    private Session session;
    private User mary;

    LifecycleIT(TestDatabase database) {
        this.database = database;
        this.tutorial = new Tutorial(database);
    }

    @BeforeEach
    void open() {
        session = tutorial.sessions().open();
        mary = session.get(User.class, 1).block(Tutorial.LIMIT);
    }

    @AfterEach
    void close() {
        session.clear();
        session.close().block(Tutorial.LIMIT);
        tutorial.close();
    }

    @Test
    void refreshReadsTheRowAndForgetsChanges() {
        mary.userName = "Maria";
        mary.addresses.add(new Address("x@y.z"));
        database.run("UPDATE users SET password = 'theirs' WHERE user_id = 1");

        StepVerifier.create(session.refresh(mary)).expectNext(mary).verifyComplete();

        assertThat(mary).hasToString("User(Mary,theirs)");
        assertThat(mary.addresses.isLoaded()).isFalse();
    }

    @Test
    void anExpiredObjectIsFilledByTheNextResult() {
        mary.password = "mine";
        session.expire(mary);
        assertThat(mary.password).isEqualTo("secure");
        database.run("UPDATE users SET password = 'theirs', user_name = 'Marie' WHERE user_id = 1");
        mary.userName = "Maria";

        StepVerifier.create(session.get(User.class, 1)).expectNext(mary).verifyComplete();

        assertThat(mary).hasToString("User(Maria,theirs)");
        assertThat(session.plan()).hasToString("[UPDATE User#1 (userName)]");
    }

    @Test
    void aNewObjectHasNothingToExpireTo() {
        User ed = new User("Ed", null);
        session.save(ed);

        assertThatThrownBy(() -> session.expire(ed))
                .hasMessage("This User was not inserted yet; there is no row to fill it from. flush() first");
    }

    @Test
    void anExpungedObjectIsOnItsOwn() {
        mary.password = "x";
        session.expunge(mary);

        assertThat(session.contains(mary)).isFalse();
        assertThat(session.isDirty()).isFalse();
        mary.addresses.add(new Address("x@y.z"));
        assertThat(session.isDirty()).isFalse();
        StepVerifier.create(session.get(User.class, 1))
                .assertNext(again -> assertThat(again).isNotSameAs(mary).hasToString("User(Mary,secure)"))
                .verifyComplete();
    }

    @Test
    void aDeletedObjectCanBeKept() {
        session.delete(mary);
        assertThat(session.contains(mary)).isFalse();
        session.save(mary);
        assertThat(session.contains(mary)).isTrue();
        assertThat(session.isDirty()).isFalse();
    }

    @Test
    void aNewObjectThatIsDeletedWasNeverThere() {
        User ed = new User("Ed", null);
        ed.addresses.add(new Address("ed@ed.com"));
        session.save(ed);
        session.delete(ed);

        assertThat(session.contains(ed)).isFalse();
        ed.addresses.get().forEach(session::expunge);
        assertThat(session.isDirty()).isFalse();
    }

    @Test
    void aDeletedAndFlushedObjectCanBeInsertedAgain() {
        User fred = session.get(User.class, 3).block(Tutorial.LIMIT);
        session.delete(fred);
        StepVerifier.create(session.flush()).verifyComplete();
        fred.userId = null;
        session.save(fred);
        StepVerifier.create(session.flush()).verifyComplete();

        assertThat(fred.userId).isEqualTo(5);
        StepVerifier.create(session.get(User.class, 5)).expectNext(fred).verifyComplete();
    }

    @Test
    void aGivenKeyIsInserted() {
        User ed = new User("Ed", null);
        ed.userId = 99;
        session.save(ed);
        StepVerifier.create(session.flush()).verifyComplete();

        assertThat(database.read("SELECT user_name FROM users WHERE user_id = 99"))
                .containsExactly("Ed");
    }

    @Test
    void addsAndRemovesMeetTheRowsWhenTheyCome() {
        User tom = session.get(User.class, 2).block(Tutorial.LIMIT);
        Address his = session.get(Address.class, 1).block(Tutorial.LIMIT);
        Address added = new Address("new@mary.com");
        mary.addresses.add(added);
        mary.addresses.add(his);
        assertThat(mary.addresses.isLoaded()).isFalse();

        StepVerifier.create(mary.addresses.load())
                .assertNext(list -> assertThat(list)
                        .hasToString("[Address(mary@mary.com), Address(new@mary.com), Address(tom@tom.com)]"))
                .verifyComplete();
        StepVerifier.create(tom.addresses.load())
                .assertNext(list -> assertThat(list).isEmpty())
                .verifyComplete();
        mary.addresses.remove(his);
        assertThat(his.user.get()).isNull();
    }

    @Test
    void criteriaCompareRelations() {
        StepVerifier.create(session.query(Address.class).by("user", mary).one())
                .assertNext(found -> assertThat(found).hasToString("Address(mary@mary.com)"))
                .verifyComplete();
        StepVerifier.create(session.query(Address.class).by("user", null).count())
                .expectNext(0L)
                .verifyComplete();
    }

    @Test
    void aSessionSurvivesAnError() {
        StepVerifier.create(session.query(User.class)
                        .where(io.azoth.sql.Sql.text("no_such_column = 1", io.azoth.type.SqlTypes.BOOLEAN))
                        .all())
                .verifyError();
        StepVerifier.create(session.query(User.class).count()).expectNext(4L).verifyComplete();
    }

    @Test
    void manyValuesOfASessionAreStreamed() {
        Flux<String> names = tutorial.sessions()
                .inSessionMany(each -> each.query(User.class).orderBy(tutorial.users.c("user_id")).stream()
                        .map(user -> user.userName));

        StepVerifier.create(names).expectNext("Mary", "Tom", "Fred", "Harry").verifyComplete();
        StepVerifier.create(names.take(1)).expectNext("Mary").verifyComplete();
    }

    @Test
    void nothingIsSentBeforeASubscription() {
        tutorial.recorded.clear();
        List<Object> assembled = List.of(
                session.get(User.class, 2),
                session.query(User.class).all(),
                session.flush(),
                mary.addresses.load(),
                session.inTransaction(tx -> Mono.empty()));

        assertThat(assembled).hasSize(5);
        tutorial.recorded.assertExactly();
    }

    @Test
    void mappingsCanBeClearedAndMadeAnew() {
        Mappers mappers = new Mappers();
        mappers.map(User.class, tutorial.users);
        SessionFactory sessions = SessionFactory.of(tutorial.db, mappers);
        StepVerifier.create(sessions.inSession(each -> each.query(User.class).count()))
                .expectNext(4L)
                .verifyComplete();
        mappers.clear();
        assertThatThrownBy(() -> sessions.open().query(User.class)).isInstanceOf(OrmException.class);
        mappers.map(Address.class, tutorial.addresses);
        mappers.map(User.class, tutorial.users).hasMany("addresses", Address.class);

        StepVerifier.create(sessions.inSession(each -> each.get(User.class, 1)
                        .flatMap(user -> user.addresses.load())
                        .map(List::size)))
                .expectNext(1)
                .verifyComplete();
    }
}
