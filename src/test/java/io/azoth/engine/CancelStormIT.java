package io.azoth.engine;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Sql.row;
import static io.azoth.type.SqlTypes.INTEGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.schema.Column;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.sql.Parameters;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.PostgresSessions;
import io.azoth.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Transactions that are cancelled at any moment: each leaves both of its rows or none. */
@Databases
class CancelStormIT {
    private static final int AT_A_TIME = 20;
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final TestDatabase database;

    CancelStormIT(TestDatabase database) {
        this.database = database;
    }

    @Test
    void aTransactionCancelledAtAnyMomentLeavesAllOrNothing() {
        boolean server = database.kind() == DatabaseKind.POSTGRES;
        int count = server ? 5_000 : 1_000;
        database.run("CREATE TABLE marks (id INTEGER NOT NULL PRIMARY KEY, part INTEGER NOT NULL)");
        Marks marks = new Marks();
        Engine db = Engine.create(database.url(), EngineOptions.DEFAULT.withPoolSize(5));
        Random random = new Random(20_261_122);

        Flux.range(0, count)
                .flatMap(group -> cancelledSometimes(marked(db, marks, group), random.nextDouble()), AT_A_TIME)
                .then(whenPoolIsFree(db, marks))
                .block(LIMIT);

        assertThat(database.read("SELECT part, count(*) FROM marks GROUP BY part HAVING count(*) <> 2"))
                .as("groups with one row of two, seed 20261122")
                .isEmpty();
        assertThat(database.read("SELECT count(*) FROM marks").get(0)).isNotEqualTo("0");
        if (server) {
            PostgresSessions.of(database).assertNoneInTransaction();
            PostgresSessions.of(database).assertAtMost(5);
        }
        db.close().block(LIMIT);
        if (server) {
            PostgresSessions.of(database).assertNoneConnected();
        }
    }

    private static Mono<Void> marked(Engine db, Marks marks, int group) {
        return db.inTransaction(tx -> tx.execute(marks.insert(), List.of(row("id", 2 * group, "part", group)))
                .then(tx.execute(marks.insert(), List.of(row("id", 2 * group + 1, "part", group))))
                .then());
    }

    /** Four of five are cancelled after up to six milliseconds. */
    private static Mono<Void> cancelledSometimes(Mono<Void> work, double chance) {
        if (chance > 0.8) {
            return work;
        }
        return work.takeUntilOther(Mono.delay(Duration.ofNanos((long) (chance / 0.8 * 6_000_000))));
    }

    /** All five connections at once: nobody gets them before the last cancelled transaction has given its back. */
    private static Mono<Void> whenPoolIsFree(Engine db, Marks marks) {
        return Flux.range(0, 5)
                .flatMap(ignored -> db.connect())
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(connection ->
                        connection.fetch(marks.select(), Parameters.NONE).then(connection.close()))
                .then();
    }

    private static final class Marks extends Table {
        final Column<Integer> id = column("id", INTEGER, primaryKey());
        final Column<Integer> part = column("part", INTEGER);

        Marks() {
            super("marks", new MetaData());
        }
    }
}
