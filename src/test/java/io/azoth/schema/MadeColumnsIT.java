package io.azoth.schema;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.computed;
import static io.azoth.schema.Schema.computedWhenRead;
import static io.azoth.schema.Schema.defaultNext;
import static io.azoth.schema.Schema.identity;
import static io.azoth.schema.Schema.madeOnInsert;
import static io.azoth.schema.Schema.madeOnUpdate;
import static io.azoth.schema.Schema.notNull;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Sql.row;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;
import static io.azoth.type.SqlTypes.UUID;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.reflect.Inspector;
import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.SequenceDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.testkit.TestDatabase;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** Values that the database or the program makes for rows that give none. */
class MadeColumnsIT extends ModelOnDatabase {

    MadeColumnsIT(TestDatabase database) {
        super(database);
    }

    @Test
    void theProgramMakesValuesForRowsThatHaveNone() {
        AtomicInteger made = new AtomicInteger();
        AtomicInteger ids = new AtomicInteger();
        Table notes = Table.of(
                "notes",
                metadata,
                column("id", UUID, primaryKey(), madeOnInsert(() -> new UUID(0, ids.incrementAndGet()))),
                column("body", TEXT),
                column("version", INTEGER, madeOnInsert(() -> 1), madeOnUpdate(() -> 1 + made.incrementAndGet())));
        run(
                metadata.createAll(),
                notes.insert().execute(row("body", "a"), row("body", "b")),
                notes.update()
                        .values("body", "c")
                        .where(notes.c("body").eq("b"))
                        .execute());
        assertThat(database.read("SELECT body, version FROM notes ORDER BY body"))
                .containsExactly("a|1", "c|2");
        assertThat(database.read("SELECT count(DISTINCT id) FROM notes")).containsExactly("2");
    }

    private void twiceOf21Is42(Table prices) {
        run(metadata.createAll(), prices.insert().values("net", 21).execute());
        StepVerifier.create(prices.select().one().map(row -> row.get("gross")))
                .expectNext(42)
                .verifyComplete();
    }

    @Test
    void computedColumnsComputeAndAreReadBack() {
        Table prices = Table.of(
                "prices",
                metadata,
                column("id", INTEGER, primaryKey()),
                column("net", INTEGER),
                column("gross", INTEGER, computed("net * 2")));
        twiceOf21Is42(prices);
        ColumnDefinition gross = live("prices").columns().get(2);
        assertThat(gross.computed()).isNotNull();
        String expression = Objects.requireNonNull(gross.computed()).expression();
        assertThat(expression).isEqualTo(h2 ? "\"NET\" * 2" : "net * 2");
        assertThat(gross.computed().stored()).isTrue();
    }

    @Test
    void columnsThatAreComputedWhenTheyAreReadAreReadBack() {
        Table prices = Table.of(
                "read_prices",
                metadata,
                column("id", INTEGER, primaryKey()),
                column("net", INTEGER),
                column("gross", INTEGER, computedWhenRead("net * 2")));
        if (h2) {
            StepVerifier.create(prices.create())
                    .verifyErrorMessage("h2 stores what it computes and has no column that is computed when it is read "
                            + "(net * 2); use computed(...)");
            return;
        }
        twiceOf21Is42(prices);
        assertThat(live("read_prices").columns().get(2))
                .isEqualTo(prices.definition().columns().get(2));
        Table again = new MetaData().define(live("read_prices"));
        assertThat(again.definition().columns()).isEqualTo(prices.definition().columns());
    }

    @Test
    void sequencesAndIdentitiesMakeNumbers() {
        if (sqlite) {
            return;
        }
        Sequence numbers = Sequence.of("numbers", metadata).startingAt(100).incrementedBy(10);
        Table things = Table.of(
                "things",
                metadata,
                column("name", TEXT),
                column("n", BIGINT, defaultNext(numbers)),
                column("m", INTEGER, identity(), notNull()));
        run(
                numbers.create(),
                metadata.createAll(),
                things.insert().values("name", "a").execute(),
                things.insert().values("name", "b").execute());
        assertThat(database.read("SELECT name, n, m FROM things ORDER BY name")).containsExactly("a|100|1", "b|110|2");
        assertThat(live("things")).isEqualTo(things.definition());
        StepVerifier.create(Inspector.of(db).sequences())
                .expectNext(new SequenceDefinition(TableName.of("numbers"), 100, 10))
                .verifyComplete();
        run(metadata.dropAll(), numbers.drop());
        StepVerifier.create(Inspector.of(db).sequences()).verifyComplete();
    }
}
