package io.azoth.orm;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.notNull;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.orm.RandomGraph.Model;
import io.azoth.schema.Table;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Units of work at random: what is in the database and in memory afterwards is what plain maps say. */
@Databases
class RandomUnitOfWorkIT {
    private static final int GRAPHS = Integer.getInteger("azoth.random.graphs", 100);
    private static final int GRAPHS_PER_DATABASE = 8;
    private static final long SEED = Long.getLong("azoth.random.seed", 20_061_103L);

    private final TestDatabase database;
    private final Tutorial tutorial;
    private final Table nodes;

    RandomUnitOfWorkIT(TestDatabase database) {
        this.database = database;
        this.tutorial = new Tutorial(database);
        this.nodes = Table.of(
                "nodes",
                tutorial.metadata,
                column("id", BIGINT, primaryKey()),
                column("label", varchar(40), notNull()),
                column("parent_id", BIGINT, foreignKey("nodes.id")));
        tutorial.metadata
                .dropAll(tutorial.db)
                .then(tutorial.metadata.createAll(tutorial.db))
                .block(Tutorial.LIMIT);
    }

    @AfterEach
    void close() {
        nodes.drop(tutorial.db).block(Tutorial.LIMIT);
        tutorial.close();
    }

    @Test
    void plainRelationsFollowTheModel() {
        run(false);
    }

    @Test
    void cascadingRelationsFollowTheModel() {
        run(true);
    }

    private void run(boolean cascading) {
        Mappers mappers = cascading ? tutorial.cascading() : tutorial.mappers();
        mappers.map(Node.class, nodes).hasMany("children", Node.class, r -> r.backref("parent"));
        SessionFactory sessions = SessionFactory.of(tutorial.db, mappers);
        Model model = new Model();
        int named = 0;
        for (int i = 0; i < GRAPHS; i++) {
            if (i % GRAPHS_PER_DATABASE == 0) {
                database.run(
                        "DELETE FROM email_addresses",
                        "DELETE FROM users",
                        "UPDATE nodes SET parent_id = NULL",
                        "DELETE FROM nodes");
                model = new Model();
            }
            long seed = SEED + i;
            RandomGraph graph = new RandomGraph(new Random(seed), cascading, sessions.open(), model, named);
            try {
                unit(graph, new Random(seed * 31));
            } catch (Throwable failed) {
                throw new AssertionError(
                        "graph " + i + " with seed " + seed + ": " + failed.getMessage() + "\n"
                                + String.join("\n", graph.steps()),
                        failed);
            }
            model = graph.model();
            named = graph.named();
        }
    }

    private void unit(RandomGraph graph, Random random) {
        Session session = graph.session();
        graph.load();
        for (int round = 1 + random.nextInt(3); round > 0; round--) {
            if (random.nextInt(3) == 0) {
                rolledBack(graph, session, random);
                graph.verify();
            }
            graph.change(random.nextInt(6));
            graph.loads().block(Tutorial.LIMIT);
            graph.change(random.nextInt(6));
            if (random.nextBoolean()) {
                session.flush().block(Tutorial.LIMIT);
            } else {
                session.inTransaction(tx -> Mono.empty()).block(Tutorial.LIMIT);
            }
            graph.steps().add("-- flushed");
            assertThat(session.isDirty()).isFalse();
            assertThat(stored()).isEqualTo(graph.model());
            graph.verify();
        }
        session.close().block(Tutorial.LIMIT);
    }

    private void rolledBack(RandomGraph graph, Session session, Random random) {
        Runnable back = graph.remember();
        graph.steps().add("-- begin");
        Mono<Void> work = session.inTransaction(tx -> Mono.fromRunnable(() -> graph.change(random.nextInt(6)))
                .then(tx.flush())
                .then(Mono.defer(graph::loads))
                .then(Mono.fromRunnable(() -> graph.change(random.nextInt(6))))
                .then(random.nextBoolean() ? tx.flush() : Mono.empty())
                .then(Mono.error(new IllegalStateException("back"))));

        assertThatThrownBy(() -> work.block(Tutorial.LIMIT)).hasMessage("back");
        graph.steps().add("-- rolled back");
        back.run();
        assertThat(session.isDirty()).as(() -> "dirty: " + session.plan()).isFalse();
        assertThat(stored()).isEqualTo(graph.model());
    }

    private Model stored() {
        Model stored = new Model();
        Map<String, Map<String, String>> kinds =
                Map.of("u", stored.users(), "a", stored.addresses(), "n", stored.nodes());
        database.read("SELECT 'u', user_name, coalesce(password, '-') FROM users"
                        + " UNION ALL SELECT 'a', a.email_address, coalesce(u.user_name, '-')"
                        + " FROM email_addresses a LEFT JOIN users u ON u.user_id = a.user_id"
                        + " UNION ALL SELECT 'n', n.label, coalesce(p.label, '-')"
                        + " FROM nodes n LEFT JOIN nodes p ON p.id = n.parent_id")
                .forEach(line -> {
                    String[] cells = line.split("\\|");
                    kinds.get(cells[0].trim()).put(cells[1], cells[2]);
                });
        return stored;
    }
}
