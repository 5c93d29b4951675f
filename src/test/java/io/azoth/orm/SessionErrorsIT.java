package io.azoth.orm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@Databases
class SessionErrorsIT {
    private final Tutorial tutorial;
    private final TestDatabase database;
    private SessionFactory sessions;
    private Session session;
    private User mary;

    SessionErrorsIT(TestDatabase database) {
        this.database = database;
        this.tutorial = new Tutorial(database);
    }

    @BeforeEach
    void open() {
        sessions = tutorial.sessions();
        session = sessions.open();
        mary = session.get(User.class, 1).block(Tutorial.LIMIT);
    }

    @AfterEach
    void close() {
        session.close().block(Tutorial.LIMIT);
        tutorial.close();
    }

    @Test
    void anUnknownAttributeIsNamed() {
        fails(
                () -> session.query(User.class)
                        .by("userName", "Mary", "pasword", "x")
                        .one(),
                ErrorCode.UNKNOWN_ATTRIBUTE,
                "Class User has no attribute 'pasword'; it has [userId, userName, password]");
        fails(
                () -> session.query(Address.class).by("userId", 1).one(),
                ErrorCode.UNKNOWN_ATTRIBUTE,
                "Class Address has no attribute 'userId'; it has [addressId, emailAddress, user]");
    }

    @Test
    void anAttributeTakesItsOwnClass() {
        fails(
                () -> session.query(User.class).by("userId", "1").one(),
                ErrorCode.WRONG_TYPE,
                "User.userId is INTEGER and takes Integer, not String");
    }

    @Test
    void anUnmappedClassIsNamed() {
        fails(
                () -> session.query(String.class).one(),
                ErrorCode.UNMAPPED_CLASS,
                "Class String is not mapped; map it with mappers.map(String.class, table) before the session is opened");
        fails(
                () -> session.save("x"),
                ErrorCode.UNMAPPED_CLASS,
                "Class String is not mapped; map it with mappers.map(String.class, table) before the session is opened");
    }

    @Test
    void aKeyOfAnotherClassIsRefused() {
        fails(
                session.get(User.class, "1"),
                ErrorCode.WRONG_TYPE,
                "The key User.userId is INTEGER and takes Integer, not String");
    }

    @Test
    void anObjectOfAnotherSessionIsRefused() {
        Session other = sessions.open();

        fails(
                () -> other.save(mary),
                ErrorCode.OTHER_SESSION,
                "This User#1 is held by another open session; expunge(..) it there, or close that session first");
        Address address = new Address("a@b.c");
        address.user.set(mary);
        fails(
                () -> other.save(address),
                ErrorCode.OTHER_SESSION,
                "This User#1 is held by another open session; expunge(..) it there, or close that session first");
        assertThat(other.contains(address)).isFalse();
        session.expunge(mary);
        other.save(mary);
        assertThat(other.contains(mary)).isTrue();
        other.clear();
        other.close().block(Tutorial.LIMIT);
    }

    @Test
    void anObjectOfAnotherFactorysSessionIsRefused() {
        Session other = tutorial.sessions().open();

        fails(
                () -> other.save(mary),
                ErrorCode.OTHER_SESSION,
                "This User#1 is held by another open session; expunge(..) it there, or close that session first");
        session.clear();
        other.save(mary);
        assertThat(other.contains(mary)).isTrue();
        other.clear();
        other.close().block(Tutorial.LIMIT);
    }

    @Test
    void anObjectWithoutRelationsOfAnotherSessionIsRefused() {
        Mappers mappers = new Mappers();
        mappers.map(User.class, tutorial.users);
        SessionFactory alone = SessionFactory.of(tutorial.db, mappers);
        Session first = alone.open();
        Session second = alone.open();
        User loaded = first.get(User.class, 1).block(Tutorial.LIMIT);
        User created = new User("Ed", null);
        first.save(created);

        fails(
                () -> second.save(loaded),
                ErrorCode.OTHER_SESSION,
                "This User#1 is held by another open session; expunge(..) it there, or close that session first");
        fails(
                () -> second.save(created),
                ErrorCode.OTHER_SESSION,
                "This User is held by another open session; expunge(..) it there, or close that session first");
        first.clear();
        second.save(loaded);
        second.clear();
        first.close().then(second.close()).block(Tutorial.LIMIT);
    }

    @Test
    void aRelationThatIsNotLoadedSaysHowToLoadIt() {
        fails(
                () -> mary.addresses.get(),
                ErrorCode.NOT_LOADED,
                "User#1.addresses is not loaded; subscribe to its load() first, which reads it with one query");
        Address tom = session.get(Address.class, 1).block(Tutorial.LIMIT);
        fails(
                () -> tom.user.get(),
                ErrorCode.NOT_LOADED,
                "Address#1.user is not loaded; subscribe to its load() first, which reads it with one query");
        assertThat(tom.user.id()).isEqualTo(2);
    }

    @Test
    void anObjectThatIsNotHereIsRefused() {
        User stranger = new User("x", null);
        String message =
                "This User is not in this session; load it here with get(..) or a query, or save(..) it where it is new";

        fails(() -> session.delete(stranger), ErrorCode.DETACHED_OBJECT, message);
        fails(() -> session.expire(stranger), ErrorCode.DETACHED_OBJECT, message);
        fails(() -> session.expunge(stranger), ErrorCode.DETACHED_OBJECT, message);
        fails(session.refresh(stranger), ErrorCode.DETACHED_OBJECT, message);
    }

    @Test
    void aRelationOfAnEndedSessionIsNotLoaded() {
        session.close().block(Tutorial.LIMIT);

        fails(
                mary.addresses.load(),
                ErrorCode.DETACHED_OBJECT,
                "User#1.addresses cannot be loaded: the User is in no open session any more; load it anew in one");
        fails(session.get(User.class, 1), ErrorCode.CLOSED, "The session is closed; open another one for further work");
        fails(
                () -> session.save(new User()),
                ErrorCode.CLOSED,
                "The session is closed; open another one for further work");
    }

    @Test
    void twoRowsWhereOneWasAskedForAreAnError() {
        fails(
                session.query(User.class).by("password", null).one(),
                ErrorCode.TOO_MANY_ROWS,
                "One User was asked for, but the query finds more than one; narrow it, or use first() or all()");
        assertThat(session.query(User.class).count().block(Tutorial.LIMIT)).isEqualTo(4);
    }

    @Test
    void aRowThatIsGoneIsNamed() {
        User tom = session.get(User.class, 2).block(Tutorial.LIMIT);
        User fred = session.get(User.class, 3).block(Tutorial.LIMIT);
        database.run("DELETE FROM users WHERE user_id = 3");
        tom.password = "a";
        fred.password = "b";

        fails(
                session.flush(),
                ErrorCode.STALE_OBJECT,
                "The UPDATE of User#3 met 1 of 2 rows: another transaction has deleted or changed them; refresh(..) or "
                        + "expunge(..) what is stale and try again");
        assertThat(database.read("SELECT password FROM users WHERE user_id = 2"))
                .containsExactly("null");
        fails(session.refresh(fred), ErrorCode.STALE_OBJECT, "The row of User#3 is gone; expunge(..) it");
        session.expunge(fred);
        StepVerifier.create(session.flush()).verifyComplete();
        assertThat(database.read("SELECT password FROM users WHERE user_id = 2"))
                .containsExactly("a");
    }

    @Test
    void aDeletedRowThatIsGoneIsNamed() {
        User fred = session.get(User.class, 3).block(Tutorial.LIMIT);
        database.run("DELETE FROM users WHERE user_id = 3");
        session.delete(fred);

        fails(
                session.flush(),
                ErrorCode.STALE_OBJECT,
                "The DELETE of User#3 met 0 of 1 rows: another transaction has deleted or changed them; refresh(..) or "
                        + "expunge(..) what is stale and try again");
        session.clear();
    }

    @Test
    void aKeyDoesNotChange() {
        mary.userId = 9;

        fails(
                session.flush(),
                ErrorCode.INVALID_STATE,
                "The key of User#1 was changed to 9; a key does not change: save a new object, and delete this one");
        session.clear();
    }

    @Test
    void openSessionsRefuseToEndWithUnflushedChanges() {
        mary.password = "x";

        fails(
                session.close(),
                ErrorCode.UNFLUSHED_CHANGES,
                "The session ended with 1 unflushed change: UPDATE User#1 (password); subscribe to flush() before its "
                        + "end, or clear() to drop them");
        StepVerifier.create(session.close()).verifyComplete();
    }

    private static void fails(ThrowingCallable call, ErrorCode code, String message) {
        assertThatThrownBy(call)
                .isInstanceOf(OrmException.class)
                .hasMessage(message)
                .extracting(error -> ((AzothException) error).code())
                .isEqualTo(code);
    }

    private static void fails(Mono<?> work, ErrorCode code, String message) {
        StepVerifier.create(work).verifyErrorSatisfies(error -> {
            assertThat(error).isInstanceOf(OrmException.class).hasMessage(message);
            assertThat(((AzothException) error).code()).isEqualTo(code);
        });
    }
}
