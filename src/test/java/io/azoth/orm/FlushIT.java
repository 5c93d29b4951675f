package io.azoth.orm;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.schema.Table;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What a flush sends, statement by statement. */
@Databases
class FlushIT {
    private static final Pattern CHANGE = Pattern.compile("(INSERT INTO|UPDATE|MERGE INTO|DELETE FROM) (\\w+)");

    private final Tutorial tutorial;
    private final TestDatabase database;
    private final Table nodes;

    FlushIT(TestDatabase database) {
        this.database = database;
        this.tutorial = new Tutorial(database);
        this.nodes = Table.of(
                "nodes",
                tutorial.metadata,
                column("id", BIGINT, primaryKey()),
                column("label", varchar(40)),
                column("parent_id", BIGINT, foreignKey("nodes.id")));
        nodes.create(tutorial.db).block(Tutorial.LIMIT);
        tutorial.recorded.clear();
    }

    @AfterEach
    void close() {
        nodes.drop(tutorial.db).block(Tutorial.LIMIT);
        tutorial.close();
    }

    private Session open(Mappers mappers) {
        mappers.map(Node.class, nodes).hasMany("children", Node.class, r -> r.backref("parent"));
        return SessionFactory.of(tutorial.db, mappers).open();
    }

    private void flush(Session session) {
        tutorial.recorded.clear();
        StepVerifier.create(session.flush()).expectComplete().verify(Tutorial.LIMIT);
    }

    /** Verb and table of each statement that ran. */
    private List<String> sent() {
        List<String> sent = tutorial.recorded.all().stream().map(FlushIT::verb).toList();
        tutorial.recorded.clear();
        return sent;
    }

    private static String verb(String line) {
        Matcher change = CHANGE.matcher(line);
        if (!change.find()) {
            return line.startsWith("SELECT") ? "SELECT" : line;
        }
        String verb = change.group(1).replace("MERGE", "UPDATE").replaceAll(" .*", "");
        return verb + " " + change.group(2);
    }

    private static void end(Session session) {
        session.close().block(Tutorial.LIMIT);
    }

    @Test
    void changesOfOneShapeAreOneStatementInTheOrderOfTheTutorial() {
        Mappers mappers = new Mappers();
        mappers.map(User.class, tutorial.users);
        Session session = open(mappers);
        List<User> all = session.query(User.class)
                .orderBy(tutorial.users.c("user_id"))
                .all()
                .collectList()
                .block(Tutorial.LIMIT);
        session.save(new User("Ed", "edspasswo"));
        all.get(0).password = "marysnew";
        all.get(3).password = "harrysnew";
        session.delete(all.get(2));

        flush(session);

        tutorial.recorded.assertExactly(
                switch (database.kind()) {
                    case H2 ->
                        new String[] {
                            "BEGIN",
                            "MERGE INTO users USING (VALUES (CAST($1 AS INTEGER), CAST($2 AS VARCHAR)), (CAST($3 AS INTEGER),"
                                    + " CAST($4 AS VARCHAR))) AS changed(user_id, password) ON users.user_id ="
                                    + " changed.user_id WHEN MATCHED THEN UPDATE SET password = changed.password"
                                    + " <- [1, marysnew, 4, harrysnew]",
                            "SELECT users.user_id FROM FINAL TABLE (INSERT INTO users (user_name, password) VALUES ($1, $2))"
                                    + " AS users <- [Ed, edspasswo]",
                            "DELETE FROM users WHERE users.user_id = $1 <- [3]",
                            "COMMIT"
                        };
                    case POSTGRES ->
                        new String[] {
                            "BEGIN",
                            "UPDATE users SET password = changed.password FROM unnest($1::INTEGER[], $2::VARCHAR[]) AS"
                                    + " changed(user_id, password) WHERE users.user_id = changed.user_id"
                                    + " <- [[1, 4], [marysnew, harrysnew]]",
                            "INSERT INTO users (user_name, password) VALUES ($1, $2) RETURNING users.user_id"
                                    + " <- [Ed, edspasswo]",
                            "DELETE FROM users WHERE users.user_id = $1 <- [3]",
                            "COMMIT"
                        };
                    case SQLITE ->
                        new String[] {
                            "BEGIN",
                            "UPDATE users SET password = changed.password FROM (SELECT column1 AS user_id, column2 AS password"
                                    + " FROM (VALUES (?, ?), (?, ?))) AS changed WHERE users.user_id = changed.user_id"
                                    + " <- [1, marysnew, 4, harrysnew]",
                            "INSERT INTO users (user_name, password) VALUES (?, ?) RETURNING users.user_id"
                                    + " <- [Ed, edspasswo]",
                            "DELETE FROM users WHERE users.user_id = ? <- [3]",
                            "COMMIT"
                        };
                });
        end(session);
    }

    @Test
    void statementsFollowTheDepthAndNotTheNumberOfRows() {
        Session session = open(tutorial.mappers());
        for (int i = 0; i < 20; i++) {
            User user = new User("user" + i, null);
            for (int j = 0; j < 3; j++) {
                user.addresses.add(new Address(i + "@" + j));
            }
            session.save(user);
        }
        Node root = new Node("root");
        for (int i = 0; i < 5; i++) {
            Node child = new Node("child" + i);
            root.children.add(child);
            child.children.add(new Node("leaf" + i));
        }
        session.save(root);

        flush(session);

        assertThat(sent())
                .containsExactly(
                        "BEGIN",
                        "INSERT users",
                        "INSERT nodes",
                        "INSERT nodes",
                        "INSERT nodes",
                        "INSERT email_addresses",
                        "COMMIT");
        assertThat(database.read("SELECT count(*) FROM users u JOIN email_addresses a ON a.user_id = u.user_id"
                        + " WHERE a.email_address LIKE substr(u.user_name, 5) || '@%'"))
                .containsExactly("60");
        assertThat(database.read("SELECT count(*) FROM nodes n JOIN nodes p ON p.id = n.parent_id"))
                .containsExactly("10");
        end(session);
    }

    @Test
    void aCircleOfNewObjectsIsClosedByAnUpdate() {
        Session session = open(tutorial.mappers());
        Node a = new Node("a");
        Node b = new Node("b");
        a.parent.set(b);
        b.parent.set(a);
        Node self = new Node("self");
        self.parent.set(self);
        session.save(a);
        session.save(self);

        flush(session);

        assertThat(sent()).startsWith("BEGIN", "INSERT nodes").endsWith("UPDATE nodes", "COMMIT");
        assertThat(database.read("SELECT n.label, p.label FROM nodes n JOIN nodes p ON p.id = n.parent_id ORDER BY 1"))
                .containsExactly("a|b", "b|a", "self|self");

        session.delete(a);
        session.delete(b);
        session.delete(self);
        a.children.load().block(Tutorial.LIMIT);
        flush(session);
        assertThat(sent()).startsWith("BEGIN").contains("UPDATE nodes").endsWith("DELETE nodes", "COMMIT");
        assertThat(database.read("SELECT count(*) FROM nodes")).containsExactly("0");
        end(session);
    }

    @Test
    void aManagedObjectThatNeedsANewKeyIsUpdatedAfterTheInsert() {
        Session session = open(tutorial.mappers());
        Address tom = session.get(Address.class, 1).block(Tutorial.LIMIT);
        tom.emailAddress = "thomas@tom.com";
        tom.user.set(new User("Thomas", null));

        assertThat(session.plan()).hasToString("[INSERT User, UPDATE Address#1 (emailAddress, user)]");
        flush(session);

        assertThat(sent()).containsExactly("BEGIN", "INSERT users", "UPDATE email_addresses", "COMMIT");
        assertThat(database.read("SELECT email_address, user_id FROM email_addresses WHERE address_id = 1"))
                .containsExactly("thomas@tom.com|5");
        end(session);
    }

    @Test
    void deletingAParentLetsGoOfItsChildren() {
        Session session = open(tutorial.mappers());
        User mary = session.get(User.class, 1).block(Tutorial.LIMIT);
        Address address = session.get(Address.class, 2).block(Tutorial.LIMIT);
        session.delete(mary);

        flush(session);

        assertThat(sent()).containsExactly("BEGIN", "SELECT", "UPDATE email_addresses", "DELETE users", "COMMIT");
        assertThat(address.user.get()).isNull();
        assertThat(session.contains(mary)).isFalse();
        assertThat(database.read("SELECT user_id FROM email_addresses WHERE address_id = 2"))
                .containsExactly("null");
        end(session);
    }

    @Test
    void deletionCascadesAndOrphansAreDeleted() {
        Session session = open(tutorial.cascading());
        User mary = session.get(User.class, 1).block(Tutorial.LIMIT);
        User tom = session.get(User.class, 2).block(Tutorial.LIMIT);
        session.delete(mary);
        tom.addresses.remove(tom.addresses.load().block(Tutorial.LIMIT).get(0));
        Address neverInserted = new Address("x@y.z");
        tom.addresses.add(neverInserted);
        tom.addresses.remove(neverInserted);

        flush(session);

        assertThat(sent()).containsExactly("BEGIN", "SELECT", "DELETE email_addresses", "DELETE users", "COMMIT");
        assertThat(database.read("SELECT count(*) FROM email_addresses")).containsExactly("0");
        assertThat(session.contains(neverInserted)).isFalse();
        end(session);
    }

    @Test
    void aChildThatMovesIsNoOrphan() {
        Session session = open(tutorial.cascading());
        User mary = session.get(User.class, 1).block(Tutorial.LIMIT);
        User tom = session.get(User.class, 2).block(Tutorial.LIMIT);
        Address address = mary.addresses.load().block(Tutorial.LIMIT).get(0);
        mary.addresses.remove(address);
        tom.addresses.add(address);

        flush(session);

        assertThat(sent()).containsExactly("BEGIN", "UPDATE email_addresses", "COMMIT");
        assertThat(mary.addresses.get()).isEmpty();
        assertThat(address.user.get()).isSameAs(tom);
        assertThat(tom.addresses.load().block(Tutorial.LIMIT)).hasSize(2);
        end(session);
    }

    @Test
    void whatWasPutBackIsNoChange() {
        Session session = open(tutorial.mappers());
        User mary = session.get(User.class, 1).block(Tutorial.LIMIT);
        Address address = mary.addresses.load().block(Tutorial.LIMIT).get(0);
        mary.password = "x";
        mary.password = "secure";
        mary.addresses.remove(address);
        mary.addresses.add(address);

        assertThat(session.isDirty()).isFalse();
        flush(session);
        assertThat(sent()).isEmpty();
        end(session);
    }
}
