package io.azoth.orm;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.error.ErrorCode;
import io.azoth.schema.Table;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Foreign keys that are plain fields, parts of a key, or of relations known to one side only. */
@Databases
class ForeignKeyIT {
    private final Tutorial tutorial;
    private final TestDatabase database;
    private final Table roles;
    private Session session;

    ForeignKeyIT(TestDatabase database) {
        this.database = database;
        this.tutorial = new Tutorial(database);
        this.roles = Table.of(
                "roles",
                tutorial.metadata,
                column("user_id", INTEGER, primaryKey(), foreignKey("users.user_id")),
                column("name", varchar(40), primaryKey()),
                column("note", varchar(40)));
        roles.create(tutorial.db).block(Tutorial.LIMIT);
        database.run(
                "INSERT INTO roles (user_id, name, note) VALUES (1, 'admin', 'a'), (1, 'editor', 'b'), (2, 'editor', 'c')");
    }

    @BeforeEach
    void open() {
        Mappers mappers = new Mappers();
        mappers.map(Role.class, roles).belongsTo("user", User.class);
        mappers.map(Plain.class, tutorial.addresses);
        mappers.map(User.class, tutorial.users);
        session = SessionFactory.of(tutorial.db, mappers).open();
    }

    @AfterEach
    void close() {
        session.clear();
        session.close().block(Tutorial.LIMIT);
        roles.drop(tutorial.db).block(Tutorial.LIMIT);
        tutorial.close();
    }

    /** A role of a user: its key has two columns, one of them a foreign key. */
    static final class Role {
        Integer userId;
        String name;
        String note;
        final One<User> user = new One<>();
    }

    /** An address that holds its foreign key as a plain value. */
    static final class Plain {
        Integer addressId;
        String emailAddress;
        Integer userId;
    }

    private void flush() {
        StepVerifier.create(session.flush()).expectComplete().verify(Tutorial.LIMIT);
    }

    private void refuses(String message) {
        StepVerifier.create(session.flush())
                .expectErrorSatisfies(error -> {
                    assertThat(error).isInstanceOf(OrmException.class).hasMessage(message);
                    assertThat(((OrmException) error).code()).isIn(ErrorCode.INVALID_STATE, ErrorCode.DETACHED_OBJECT);
                })
                .verify(Tutorial.LIMIT);
    }

    private Role role(Object... key) {
        return session.get(Role.class, List.of(key)).block(Tutorial.LIMIT);
    }

    @Test
    void aKeyOfTwoColumnsFindsChangesAndDeletes() {
        Role admin = role(1, "admin");
        Role editor = role(1, "editor");
        Role third = role(2, "editor");
        assertThat(session.get(Role.class, List.of(1, "editor")).block(Tutorial.LIMIT))
                .isSameAs(editor);
        assertThat(session.get(Role.class, List.of(3, "editor")).blockOptional(Tutorial.LIMIT))
                .isEmpty();
        User fred = session.get(User.class, 3).block(Tutorial.LIMIT);
        Role made = new Role();
        made.name = "guest";
        made.user.set(fred);

        admin.note = "x";
        third.note = "y";
        session.delete(editor);
        session.save(made);
        flush();

        assertThat(made.userId).isEqualTo(3);
        assertThat(role(3, "guest")).isSameAs(made);
        assertThat(database.read("SELECT * FROM roles ORDER BY user_id, name"))
                .containsExactly("1|admin|x", "2|editor|y", "3|guest|null");
        session.delete(made);
        session.delete(third);
        flush();
        assertThat(database.read("SELECT * FROM roles")).containsExactly("1|admin|x");
    }

    @Test
    void aRelationThatIsPartOfTheKeyDoesNotChange() {
        Role admin = role(1, "admin");
        admin.user.set(session.get(User.class, 2).block(Tutorial.LIMIT));

        refuses("The key of Role#[1, admin] was changed by its user; a key does not change: save a new object, and "
                + "delete this one");

        admin.user.set(new User("Ed", null));
        refuses("The key of Role#[1, admin] was changed by its user; a key does not change: save a new object, and "
                + "delete this one");

        admin.user.set(session.get(User.class, 1).block(Tutorial.LIMIT));
        session.plan().stream()
                .filter(change -> change.kind() == PlannedChange.Kind.INSERT)
                .forEach(change -> session.delete(change.object()));
        flush();
        assertThat(database.read("SELECT note FROM roles WHERE user_id = 1 AND name = 'admin'"))
                .containsExactly("a");
    }

    @Test
    void anUpdateThatRefersToAnInsertByValueComesAfterIt() {
        Plain address = session.get(Plain.class, 1).block(Tutorial.LIMIT);
        User ed = new User("Ed", null);
        ed.userId = 77;
        session.save(ed);
        address.userId = 77;

        flush();

        assertThat(database.read("SELECT user_id FROM email_addresses WHERE address_id = 1"))
                .containsExactly("77");
    }

    @Test
    void anObjectThatIsToBeDeletedIsNotReferredTo() {
        User fred = session.get(User.class, 3).block(Tutorial.LIMIT);
        Role made = new Role();
        made.name = "guest";
        made.user.set(fred);
        session.save(made);
        session.delete(fred);

        refuses("Role.user refers to a User that is in no session, or to be deleted; save(..) it, or refer to another");

        assertThat(database.read("SELECT count(*) FROM users")).containsExactly("4");
    }

    @Test
    void aUniqueValueIsNotFreeBeforeTheNextFlush() {
        User fred = session.get(User.class, 3).block(Tutorial.LIMIT);
        database.run("CREATE UNIQUE INDEX users_by_name ON users (user_name)");
        User other = new User("Fred", null);
        session.delete(fred);
        session.save(other);

        StepVerifier.create(session.flush())
                .expectErrorSatisfies(
                        error -> assertThat(error).isInstanceOf(io.azoth.error.IntegrityViolationException.class))
                .verify(Tutorial.LIMIT);

        session.expunge(other);
        StepVerifier.create(session.inTransaction(tx -> tx.flush().then(Mono.<Void>fromRunnable(() -> tx.save(other)))))
                .expectComplete()
                .verify(Tutorial.LIMIT);
        assertThat(database.read("SELECT count(*) FROM users WHERE user_name = 'Fred'"))
                .containsExactly("1");
    }
}
