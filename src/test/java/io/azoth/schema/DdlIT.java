package io.azoth.schema;

import static io.azoth.schema.Schema.check;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.comment;
import static io.azoth.schema.Schema.computed;
import static io.azoth.schema.Schema.computedWhenRead;
import static io.azoth.schema.Schema.defaultNext;
import static io.azoth.schema.Schema.defaultSql;
import static io.azoth.schema.Schema.defaultValue;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.identity;
import static io.azoth.schema.Schema.index;
import static io.azoth.schema.Schema.madeOnInsert;
import static io.azoth.schema.Schema.madeOnUpdate;
import static io.azoth.schema.Schema.notNull;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.schema.Schema.tableComment;
import static io.azoth.schema.Schema.temporary;
import static io.azoth.schema.Schema.unique;
import static io.azoth.sql.Sql.row;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.BOOLEAN;
import static io.azoth.type.SqlTypes.BYTES;
import static io.azoth.type.SqlTypes.DATE;
import static io.azoth.type.SqlTypes.DOUBLE;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.JSON;
import static io.azoth.type.SqlTypes.NUMERIC;
import static io.azoth.type.SqlTypes.REAL;
import static io.azoth.type.SqlTypes.SMALLINT;
import static io.azoth.type.SqlTypes.TEXT;
import static io.azoth.type.SqlTypes.TIME;
import static io.azoth.type.SqlTypes.TIMESTAMP;
import static io.azoth.type.SqlTypes.TIMESTAMP_TZ;
import static io.azoth.type.SqlTypes.UUID;
import static io.azoth.type.SqlTypes.character;
import static io.azoth.type.SqlTypes.numeric;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.engine.Engine;
import io.azoth.error.ErrorCode;
import io.azoth.error.IntegrityViolationException;
import io.azoth.reflect.Inspector;
import io.azoth.schema.ddl.CheckDefinition;
import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.CreateSchema;
import io.azoth.schema.ddl.DefaultValue;
import io.azoth.schema.ddl.DropSchema;
import io.azoth.schema.ddl.ForeignKeyDefinition.Action;
import io.azoth.schema.ddl.ForeignKeyDefinition.Check;
import io.azoth.schema.ddl.IndexDefinition;
import io.azoth.schema.ddl.KeyDefinition;
import io.azoth.schema.ddl.SequenceDefinition;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** What the model says is what the databases make of it. */
@Databases
class DdlIT {
    private final TestDatabase database;
    private final boolean sqlite;
    private final boolean h2;
    private Engine db;
    private MetaData metadata;

    DdlIT(TestDatabase database) {
        this.database = database;
        this.sqlite = database.kind() == DatabaseKind.SQLITE;
        this.h2 = database.kind() == DatabaseKind.H2;
    }

    @BeforeEach
    void open() {
        db = Engine.create(database.url());
        metadata = MetaData.bind(db).named(NamingConvention.STANDARD);
    }

    @AfterEach
    void close() {
        metadata.dropAll().then(db.close()).block();
    }

    private static void run(Publisher<?>... publishers) {
        StepVerifier.create(Flux.concat(
                        Flux.fromArray(publishers).map(each -> Flux.from(each).then())))
                .verifyComplete();
    }

    private TableDefinition live(String table) {
        return Objects.requireNonNull(Inspector.of(db).table(table).block());
    }

    @CanIgnoreReturnValue
    private Table orders() {
        return Table.of(
                "orders",
                metadata,
                column("region", varchar(2)),
                column("number", BIGINT),
                column("placed", DATE, notNull()),
                column("total", numeric(12, 3), notNull(), defaultValue(0)),
                column("open", BOOLEAN, notNull(), defaultValue(true)),
                column("note", TEXT, defaultValue("it's; \\new\\")),
                column("changed", TIMESTAMP, defaultSql("CURRENT_TIMESTAMP")),
                primaryKey("region", "number"),
                index("orders_placed", "placed").descending("total"));
    }

    @CanIgnoreReturnValue
    private Table items() {
        return Table.of(
                "items",
                metadata,
                column("item_id", INTEGER, primaryKey()),
                column("region", varchar(2)),
                column("number", BIGINT),
                column("up", INTEGER, foreignKey("items.item_id").onDelete(Action.SET_NULL)),
                column("code", character(8), unique()),
                column("a", SMALLINT),
                column("b", REAL),
                column("c", DOUBLE, defaultValue(1.5)),
                column("d", NUMERIC),
                column("e", BYTES),
                column("f", TIME),
                column("g", TIMESTAMP_TZ),
                column("h", UUID),
                column("i", JSON),
                check("a > 0"),
                foreignKey(List.of("region", "number"), "orders", List.of("region", "number"))
                        .onDelete(Action.CASCADE)
                        .onUpdate(Action.CASCADE),
                index("items_code", "code", "a").unique());
    }

    /** Checks come back in the database's own words. */
    private static TableDefinition withoutConditions(TableDefinition table) {
        return new TableDefinition(
                table.name(),
                table.columns(),
                table.primaryKey(),
                table.foreignKeys(),
                table.uniqueKeys(),
                table.checks().stream()
                        .map(check -> new CheckDefinition(check.name(), ""))
                        .toList(),
                table.indexes(),
                table.comment(),
                table.temporary());
    }

    @Test
    void aModelIsCreatedAndReadBackEqual() {
        Table orders = orders();
        Table items = items();
        run(metadata.createAll());
        assertThat(live("orders")).isEqualTo(orders.definition());
        assertThat(withoutConditions(live("items")))
                .usingRecursiveComparison()
                .ignoringCollectionOrder()
                .isEqualTo(withoutConditions(items.definition()));
        assertThat(live("items").checks())
                .extracting(CheckDefinition::condition)
                .containsExactly(h2 ? "\"A\" > 0" : "a > 0");
    }

    @Test
    void whatWasReadBackIsCreatedAndReadBackEqual() {
        orders();
        items();
        run(metadata.createAll());
        MetaData first = MetaData.bind(db);
        run(first.reflect(db), metadata.dropAll(), first.createAll());
        MetaData second = MetaData.bind(db);
        run(second.reflect(db));
        assertThat(second.tables()).hasSize(2);
        for (Table table : second.tables()) {
            assertThat(table.definition()).isEqualTo(first.table(table.name()).definition());
        }
    }

    @Test
    void creatingAllSkipsWhatExistsAndDroppingAllWhatDoesNot() {
        Table orders = orders();
        items();
        run(metadata.createAll());
        run(orders.insert()
                .values("region", "DE", "number", 1L, "placed", LocalDate.of(2024, 1, 1))
                .execute());
        run(metadata.createAll());
        assertThat(database.read("SELECT region FROM orders")).containsExactly("DE");
        run(metadata.dropAll(), metadata.dropAll());
        assertThat(Inspector.of(db).hasTable(TableName.of("orders")).block()).isFalse();
    }

    @Test
    void tablesThatReferToEachOtherAreCreatedUsedAndDropped() {
        Table people = Table.of(
                "people",
                metadata,
                column("id", INTEGER, primaryKey()),
                column("team", INTEGER, foreignKey("teams.id")));
        Table teams = Table.of(
                "teams",
                metadata,
                column("id", INTEGER, primaryKey()),
                column("lead", INTEGER, foreignKey("people.id")));
        run(
                metadata.createAll(),
                metadata.createAll(),
                people.insert().values("id", 1).execute(),
                teams.insert().values("id", 7, "lead", 1).execute(),
                people.update().values("team", 7).execute());
        StepVerifier.create(teams.insert().values("id", 8, "lead", 9).execute())
                .verifyErrorSatisfies(error -> assertThat(error).isInstanceOf(IntegrityViolationException.class));
        run(metadata.dropAll());
        assertThat(Inspector.of(db).tables().collectList().block()).isEmpty();
    }

    @Test
    void defaultsFillWhatIsNotGiven() {
        Table orders = orders();
        run(
                metadata.createAll(),
                orders.insert()
                        .values("region", "DE", "number", 1L, "placed", LocalDate.of(2024, 1, 1))
                        .execute());
        StepVerifier.create(orders.select().one())
                .assertNext(row -> {
                    assertThat(row.get("total")).isEqualTo(new BigDecimal("0.000"));
                    assertThat(row.get("open")).isEqualTo(true);
                    assertThat(row.get("note")).isEqualTo("it's; \\new\\");
                    assertThat(row.get("changed")).isNotNull();
                })
                .verifyComplete();
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

    @Test
    void foreignKeysCascade() {
        Table orders = orders();
        Table items = items();
        run(
                metadata.createAll(),
                orders.insert()
                        .values("region", "DE", "number", 1L, "placed", LocalDate.of(2024, 1, 1))
                        .execute(),
                items.insert()
                        .values("item_id", 1, "region", "DE", "number", 1L)
                        .execute(),
                items.insert().values("item_id", 2, "up", 1).execute(),
                orders.update().values("number", 5L).execute());
        assertThat(database.read("SELECT number FROM items WHERE item_id = 1")).containsExactly("5");
        run(orders.delete().execute());
        assertThat(database.read("SELECT item_id, up FROM items")).containsExactly("2|null");
    }

    @Test
    void checksAndUniqueConstraintsHold() {
        Table items = items();
        orders();
        run(metadata.createAll());
        StepVerifier.create(items.insert().values("a", (short) 0).execute())
                .verifyErrorSatisfies(error ->
                        assertThat(((IntegrityViolationException) error).code()).isEqualTo(ErrorCode.CHECK_VIOLATION));
        run(items.insert().values("code", "x").execute());
        StepVerifier.create(items.insert().values("code", "x").execute())
                .verifyErrorSatisfies(error ->
                        assertThat(((IntegrityViolationException) error).code()).isEqualTo(ErrorCode.UNIQUE_VIOLATION));
    }

    @Test
    void aDeferredKeyIsCheckedAtCommit() {
        if (h2) {
            return;
        }
        Table nodes = Table.of(
                "nodes",
                metadata,
                column("id", INTEGER, primaryKey()),
                column("next", INTEGER, foreignKey("nodes.id").checked(Check.DEFERRED)));
        run(metadata.createAll());
        assertThat(live("nodes")).isEqualTo(nodes.definition());
        run(db.inTransaction(tx -> nodes.insert()
                .values("id", 1, "next", 2)
                .executeOn(tx)
                .then(nodes.insert().values("id", 2, "next", 1).executeOn(tx))));
        assertThat(database.read("SELECT count(*) FROM nodes")).containsExactly("2");
    }

    @Test
    void computedColumnsComputeAndAreReadBack() {
        Table prices = Table.of(
                "prices",
                metadata,
                column("id", INTEGER, primaryKey()),
                column("net", INTEGER),
                column("gross", INTEGER, computed("net * 2")));
        run(metadata.createAll(), prices.insert().values("net", 21).execute());
        StepVerifier.create(prices.select().one().map(row -> row.get("gross")))
                .expectNext(42)
                .verifyComplete();
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
        run(metadata.createAll(), prices.insert().values("net", 21).execute());
        StepVerifier.create(prices.select().one().map(row -> row.get("gross")))
                .expectNext(42)
                .verifyComplete();
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

    @Test
    void partialIndexesAndExpressionsAreReadBack() {
        if (h2) {
            return;
        }
        Table things = Table.of(
                "things",
                metadata,
                column("a", INTEGER),
                column("b", TEXT),
                index("things_b").expression("lower(b)").where("a > 0").unique());
        run(
                metadata.createAll(),
                things.insert().values("a", 1, "b", "x").execute(),
                things.insert().values("a", 0, "b", "X").execute());
        StepVerifier.create(things.insert().values("a", 2, "b", "X").execute())
                .verifyErrorSatisfies(error ->
                        assertThat(((IntegrityViolationException) error).code()).isEqualTo(ErrorCode.UNIQUE_VIOLATION));
        IndexDefinition index = live("things").indexes().get(0);
        assertThat(index.terms()).containsExactly(new IndexDefinition.Term("lower(b)", true, false));
        assertThat(index.where()).isEqualTo("a > 0");
        assertThat(index.unique()).isTrue();
        if (!sqlite) {
            Table hashed = Table.of(
                    "hashed",
                    metadata,
                    column("a", INTEGER),
                    index("hashed_a", "a").using("hash"));
            run(hashed.create());
            assertThat(live("hashed")).isEqualTo(hashed.definition());
        }
    }

    @Test
    void commentsAreReadBack() {
        Table things =
                Table.of("things", metadata, column("a", INTEGER, comment("it's; a")), tableComment("all\nthings"));
        run(metadata.createAll());
        TableDefinition kept = sqlite
                ? Objects.requireNonNull(Table.of("things", new MetaData(), column("a", INTEGER)))
                        .definition()
                : things.definition();
        assertThat(live("things")).isEqualTo(kept);
    }

    @Test
    void tablesLiveInSchemas() {
        if (sqlite) {
            return;
        }
        MetaData apart = MetaData.bind(db).named(NamingConvention.STANDARD);
        Table users = Table.of("app.users", apart, column("id", INTEGER, primaryKey()), index("app_users", "id"));
        Table notes = Table.of("notes", apart, column("by_user", INTEGER, foreignKey("app.users.id")));
        run(new CreateSchema("app", true, db).execute(), apart.createAll());
        Inspector inspector = Inspector.of(db);
        StepVerifier.create(inspector.table(new TableName("app", "users")))
                .expectNext(users.definition())
                .verifyComplete();
        assertThat(live("notes")).isEqualTo(notes.definition());
        run(apart.dropAll(), new DropSchema("app", false, db).execute());
    }

    @Test
    void temporaryTablesBelongToAConnection() {
        Table drafts = Table.of("drafts", new MetaData(), column("a", INTEGER), temporary());
        StepVerifier.create(db.inConnection(connection -> drafts.create(connection)
                        .then(drafts.insert().values("a", 1).executeOn(connection))
                        .then(drafts.select().oneOn(connection))
                        .map(row -> row.get(0))
                        .zipWith(Inspector.of(connection).table("drafts"))
                        .flatMap(read -> drafts.drop(connection).thenReturn(read))))
                .assertNext(read -> {
                    assertThat(read.getT1()).isEqualTo(1);
                    assertThat(read.getT2()).isEqualTo(drafts.definition());
                })
                .verifyComplete();
    }

    @Test
    void aMigrationChangesATableThatHoldsRows() {
        Table things = Table.of("things", metadata, column("id", INTEGER, primaryKey()), column("a", INTEGER));
        TableAlteration alter = things.alter();
        run(
                things.create(),
                things.insert().values("a", 1).execute(),
                alter.addColumn(column("n", INTEGER, notNull(), defaultValue(7)))
                        .execute(),
                alter.renameColumn("a", "b").execute());
        assertThat(database.read("SELECT b, n FROM things")).containsExactly("1|7");
        if (!sqlite) {
            run(
                    alter.changeType("b", BIGINT).execute(),
                    alter.setNotNull("b").execute(),
                    alter.add(unique("b").named("uq_b")).execute(),
                    alter.add(check("b > 0").named("ck_b")).execute(),
                    alter.add(foreignKey(List.of("n"), "things", List.of("b")).named("fk_n"))
                            .execute()
                            .onErrorComplete(IntegrityViolationException.class));
            TableDefinition changed = live("things");
            assertThat(changed.columns().get(1))
                    .isEqualTo(ColumnDefinition.of("b", BIGINT).notNull());
            assertThat(changed.uniqueKeys()).containsExactly(new KeyDefinition("uq_b", List.of("b")));
            assertThat(changed.checks()).extracting(CheckDefinition::name).containsExactly("ck_b");
            run(
                    alter.dropConstraint("ck_b").execute(),
                    alter.dropConstraint("uq_b").execute(),
                    alter.dropNotNull("b").execute());
            assertThat(live("things").columns().get(1)).isEqualTo(ColumnDefinition.of("b", BIGINT));
        }
        run(alter.dropColumn("b").execute(), alter.renameTo("others").execute());
        assertThat(live("others").columns())
                .containsExactly(
                        live("others").columns().get(0),
                        ColumnDefinition.of("n", INTEGER).notNull().withDefault(new DefaultValue.Constant(7)));
        database.run("DROP TABLE others");
    }

    @Test
    void aDefaultIsSetAndDropped() {
        if (sqlite) {
            return;
        }
        Table things = Table.of("things", metadata, column("a", TEXT));
        run(
                things.create(),
                things.alter().setDefault("a", defaultValue("it's")).execute());
        assertThat(live("things").columns())
                .containsExactly(ColumnDefinition.of("a", TEXT).withDefault(new DefaultValue.Constant("it's")));
        run(things.alter().dropDefault("a").execute());
        assertThat(live("things").columns()).containsExactly(ColumnDefinition.of("a", TEXT));
    }

    /** What the database does not convert by itself, an expression does. */
    @Test
    void textBecomesNumbersByAnExpression() {
        if (sqlite) {
            return;
        }
        Table things = Table.of("things", metadata, column("a", TEXT));
        run(
                things.create(),
                things.insert().values("a", "4").execute(),
                things.alter()
                        .changeType("a", INTEGER, "CAST(a AS INTEGER) * 2")
                        .execute());
        assertThat(database.read("SELECT a FROM things")).containsExactly("8");
        assertThat(live("things").columns()).containsExactly(ColumnDefinition.of("a", INTEGER));
    }
}
