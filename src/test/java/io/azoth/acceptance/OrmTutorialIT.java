package io.azoth.acceptance;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.notNull;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Sql.row;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.engine.EngineOptions;
import io.azoth.orm.Many;
import io.azoth.orm.Mappers;
import io.azoth.orm.One;
import io.azoth.orm.Session;
import io.azoth.orm.SessionFactory;
import io.azoth.schema.Column;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.RecordedStatements;
import io.azoth.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The second half of the tutorial: objects in, statements out, rows as they should be. */
@Databases
class OrmTutorialIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String SELECT_USERS = "SELECT users.user_id, users.user_name, users.password FROM users";
    private static final String SELECT_MAIL = "SELECT email_addresses.address_id, email_addresses.email_address, "
            + "email_addresses.user_id FROM email_addresses WHERE email_addresses.user_id = ";

    @NullUnmarked
    static class User {
        Integer userId;
        String userName;
        String password;
        final Many<Address> addresses = new Many<>();

        static User named(String userName, String password) {
            User user = new User();
            user.userName = userName;
            user.password = password;
            return user;
        }

        @Override
        public String toString() {
            return "User(" + userName + ", " + password + ")";
        }
    }

    @NullUnmarked
    static class Address {
        Integer addressId;
        String emailAddress;
        final One<User> user = new One<>();

        Address() {}

        Address(String emailAddress) {
            this.emailAddress = emailAddress;
        }

        @Override
        public String toString() {
            return "Address(" + emailAddress + ")";
        }
    }

    private final TestDatabase database;
    private final RecordedStatements sent = new RecordedStatements();
    private final Engine db;
    private final MetaData metadata = new MetaData();
    private final Table users;
    private final Table addresses;
    private final Column<Integer> userId;
    private final Column<String> userName;
    private final Column<String> password;
    private final SessionFactory sessions;

    OrmTutorialIT(TestDatabase database) {
        this.database = database;
        this.db = Engine.create(database.url(), EngineOptions.DEFAULT.withListener(sent));
        this.users = Table.of(
                "users",
                metadata,
                column("user_id", INTEGER, primaryKey()),
                column("user_name", varchar(40)),
                column("password", varchar(20)));
        this.addresses = Table.of(
                "email_addresses",
                metadata,
                column("address_id", INTEGER, primaryKey()),
                column("email_address", varchar(100), notNull()),
                column("user_id", INTEGER, foreignKey("users.user_id")));
        this.userId = users.c("user_id", Integer.class);
        this.userName = users.c("user_name", String.class);
        this.password = users.c("password", String.class);
        Mappers mappers = new Mappers();
        mappers.map(User.class, users).hasMany("addresses", Address.class, r -> r.backref("user"));
        mappers.map(Address.class, addresses);
        this.sessions = SessionFactory.of(db, mappers);
    }

    @BeforeEach
    void fourUsersAndTwoAddresses() {
        metadata.createAll(db)
                .then(users.insert().executeOn(db, row("user_name", "Mary", "password", "secure")))
                .then(users.insert()
                        .executeOn(db, row("user_name", "Tom"), row("user_name", "Fred"), row("user_name", "Harry")))
                .then(addresses
                        .insert()
                        .executeOn(
                                db,
                                row("email_address", "tom@example.com", "user_id", 2),
                                row("email_address", "mary@example.com", "user_id", 1)))
                .block(LIMIT);
        sent.clear();
    }

    @AfterEach
    void noTables() {
        metadata.dropAll(db).then(db.close()).block(LIMIT);
    }

    private String on(String h2, String postgres, String sqlite) {
        return database.kind() == DatabaseKind.H2 ? h2 : database.kind() == DatabaseKind.POSTGRES ? postgres : sqlite;
    }

    private String mark(int number) {
        return on("$" + number, "$" + number, "?");
    }

    private void inSession(Function<Session, Mono<?>> work) {
        StepVerifier.create(sessions.inSession(session -> work.apply(session).then()))
                .expectComplete()
                .verify(LIMIT);
    }

    private static Mono<User> named(Session session, String name) {
        return session.query(User.class).by("userName", name).one();
    }

    @Test
    void objectsAreFoundByAttributesExpressionsAndKeys() {
        inSession(session -> named(session, "Harry")
                .doOnNext(harry -> assertThat(harry).hasToString("User(Harry, null)"))
                .then(session.query(User.class).where(userId.eq(3)).one())
                .doOnNext(fred -> assertThat(fred).hasToString("User(Fred, null)"))
                .then(session.get(User.class, 2))
                .doOnNext(tom -> assertThat(tom).hasToString("User(Tom, null)"))
                .then(session.query(User.class).where(password.isNull()).first())
                .doOnNext(tom -> assertThat(tom).hasToString("User(Tom, null)"))
                .then(session.query(User.class).count())
                .doOnNext(count -> assertThat(count).isEqualTo(4))
                .then(session.query(User.class)
                        .where(userName.in("Tom", "Mary"))
                        .orderBy(userName)
                        .all()
                        .map(User::toString)
                        .collectList())
                .doOnNext(both -> assertThat(both).containsExactly("User(Mary, secure)", "User(Tom, null)")));
        sent.assertExactly(
                SELECT_USERS + " WHERE users.user_name = " + mark(1) + " <- [Harry]",
                SELECT_USERS + " WHERE users.user_id = " + mark(1) + " <- [3]",
                SELECT_USERS + " WHERE users.user_id = " + mark(1) + " <- [2]",
                SELECT_USERS + " WHERE users.password IS NULL ORDER BY users.user_id LIMIT " + mark(1) + " <- [1]",
                "SELECT count(*) FROM users",
                SELECT_USERS + " WHERE users.user_name "
                        + on(
                                "IN ($1, $2) ORDER BY users.user_name <- [Tom, Mary]",
                                "= ANY($1) ORDER BY users.user_name <- [[Tom, Mary]]",
                                "IN (?, ?) ORDER BY users.user_name <- [Tom, Mary]"));
    }

    @Test
    void theSameRowTwiceIsTheSameObject() {
        inSession(session -> Mono.zip(named(session, "Mary"), named(session, "Mary"))
                .doOnNext(both -> assertThat(both.getT1()).isSameAs(both.getT2())));
    }

    @Test
    void oneFlushWritesAllChangesInOneTransaction() {
        User ed = User.named("Ed", "edspassword");
        inSession(session -> {
            session.save(ed);
            assertThat(session.contains(ed)).isTrue();
            return named(session, "Mary")
                    .doOnNext(mary -> mary.password = "marysnewpassword")
                    .then(named(session, "Harry"))
                    .doOnNext(harry -> harry.password = "harrysnewpassword")
                    .then(named(session, "Fred"))
                    .flatMap(fred -> fred.addresses.load().doOnNext(none -> session.delete(fred)))
                    .doOnNext(ignored -> sent.clear())
                    .then(session.flush());
        });
        sent.assertExactly(
                "BEGIN",
                on(
                        "MERGE INTO users USING (VALUES (CAST($1 AS INTEGER), CAST($2 AS VARCHAR)), (CAST($3 AS INTEGER), "
                                + "CAST($4 AS VARCHAR))) AS changed(user_id, password) ON users.user_id = "
                                + "changed.user_id WHEN MATCHED THEN UPDATE SET password = changed.password "
                                + "<- [1, marysnewpassword, 4, harrysnewpassword]",
                        "UPDATE users SET password = changed.password FROM unnest($1::INTEGER[], $2::VARCHAR[]) AS "
                                + "changed(user_id, password) WHERE users.user_id = changed.user_id "
                                + "<- [[1, 4], [marysnewpassword, harrysnewpassword]]",
                        "UPDATE users SET password = changed.password FROM (SELECT column1 AS user_id, column2 AS "
                                + "password FROM (VALUES (?, ?), (?, ?))) AS changed WHERE users.user_id = "
                                + "changed.user_id <- [1, marysnewpassword, 4, harrysnewpassword]"),
                insertOne("users", "user_name, password", "user_id") + " <- [Ed, edspassword]",
                "DELETE FROM users WHERE users.user_id = " + mark(1) + " <- [3]",
                "COMMIT");
        assertThat(ed.userId).isEqualTo(5);
        assertThat(database.read("SELECT user_id, user_name, password FROM users ORDER BY user_id"))
                .containsExactly(
                        "1|Mary|marysnewpassword", "2|Tom|null", "4|Harry|harrysnewpassword", "5|Ed|edspassword");
    }

    private String insertOne(String table, String columns, String key) {
        String insert = "INSERT INTO " + table + " (" + columns + ") VALUES (" + mark(1) + ", " + mark(2) + ")";
        return on(
                "SELECT " + table + "." + key + " FROM FINAL TABLE (" + insert + ") AS " + table,
                insert + " RETURNING " + table + "." + key,
                insert + " RETURNING " + table + "." + key);
    }

    @Test
    void aRelationIsLoadedOnDemandAddedToAndRemovedFrom() {
        inSession(session -> named(session, "Mary").flatMap(mary -> {
            assertThat(mary.addresses.isLoaded()).isFalse();
            sent.clear();
            return mary.addresses
                    .load()
                    .doOnNext(loaded -> {
                        assertThat(loaded).hasToString("[Address(mary@example.com)]");
                        sent.assertExactly(SELECT_MAIL + mark(1) + " ORDER BY email_addresses.address_id <- [1]");
                        mary.addresses.add(new Address("mary@home.example.com"));
                    })
                    .then(session.flush())
                    .doOnSuccess(ignored -> {
                        sent.assertExactly(
                                "BEGIN",
                                insertOne("email_addresses", "email_address, user_id", "address_id")
                                        + " <- [mary@home.example.com, 1]",
                                "COMMIT");
                        mary.addresses.remove(mary.addresses.get().get(0));
                    })
                    .then(session.flush())
                    .doOnSuccess(ignored -> sent.assertExactly(
                            "BEGIN",
                            "UPDATE email_addresses SET user_id = " + mark(1) + " WHERE email_addresses.address_id = "
                                    + mark(2) + " <- [null, 2]",
                            "COMMIT"));
        }));
        assertThat(database.read("SELECT address_id, email_address, user_id FROM email_addresses ORDER BY 1"))
                .containsExactly("1|tom@example.com|2", "2|mary@example.com|null", "3|mary@home.example.com|1");
    }

    @Test
    void severalFlushesAndAQueryShareOneTransaction() {
        inSession(session -> session.inTransaction(tx -> tx.query(User.class)
                .where(userName.in("Harry", "Mary"))
                .orderBy(userName)
                .all()
                .collectList()
                .flatMap(found -> found.get(1).addresses.load().doOnNext(loaded -> {
                    found.get(1).addresses.remove(loaded.get(0));
                    found.get(0).addresses.add(new Address("harry@example.com"));
                }))
                .then(tx.flush())
                .then(Mono.fromRunnable(() -> {
                    User fred = User.named("fred_again", "x");
                    fred.addresses.add(new Address("fred@example.com"));
                    fred.addresses.add(new Address("fred@home.example.com"));
                    tx.save(fred);
                }))));
        assertThat(sent.all())
                .filteredOn(sql -> sql.equals("BEGIN") || sql.equals("COMMIT"))
                .hasSize(2);
        assertThat(sent.all()).first().isEqualTo("BEGIN");
        assertThat(sent.all()).last().isEqualTo("COMMIT");
        assertThat(database.read("SELECT email_address, user_id FROM email_addresses ORDER BY address_id"))
                .containsExactly(
                        "tom@example.com|2",
                        "mary@example.com|null",
                        "harry@example.com|4",
                        "fred@example.com|5",
                        "fred@home.example.com|5");
    }

    @Test
    void anErrorInATransactionLeavesDatabaseAndSessionAsTheyWere() {
        StepVerifier.create(sessions.inSession(session -> named(session, "Mary").flatMap(mary -> {
                    User ed = User.named("Ed", "x");
                    return session.inTransaction(tx -> {
                                mary.password = "changed";
                                tx.save(ed);
                                return tx.flush().then(Mono.error(new IllegalStateException("on purpose")));
                            })
                            .onErrorComplete(IllegalStateException.class)
                            .then(Mono.fromSupplier(() -> {
                                assertThat(mary.password).isEqualTo("secure");
                                assertThat(session.contains(ed)).isFalse();
                                assertThat(ed.userId).isNull();
                                assertThat(session.isDirty()).isFalse();
                                return List.of();
                            }));
                })))
                .expectNextCount(1)
                .expectComplete()
                .verify(LIMIT);
        assertThat(database.read("SELECT user_name, password FROM users ORDER BY user_id"))
                .containsExactly("Mary|secure", "Tom|null", "Fred|null", "Harry|null");
    }
}
