package io.azoth.schema;

import static io.azoth.schema.Schema.check;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Sql.row;
import static io.azoth.type.SqlTypes.INTEGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.error.ErrorCode;
import io.azoth.error.IntegrityViolationException;
import io.azoth.reflect.Inspector;
import io.azoth.schema.ddl.CheckDefinition;
import io.azoth.schema.ddl.ForeignKeyDefinition.Action;
import io.azoth.schema.ddl.ForeignKeyDefinition.Check;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.testkit.TestDatabase;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What the model says is what the databases make of it. */
class DdlIT extends ModelOnDatabase {

    DdlIT(TestDatabase database) {
        super(database);
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
        Table orders = OrdersAndItems.orders(metadata);
        Table items = OrdersAndItems.items(metadata);
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
        OrdersAndItems.orders(metadata);
        OrdersAndItems.items(metadata);
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
        Table orders = OrdersAndItems.orders(metadata);
        OrdersAndItems.items(metadata);
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

    /** SQLite looks for the other tables that a referring table has, when it drops the one whose rows are its own. */
    @Test
    void tablesInACircleWithActionsAreDroppedWithTheirRows() {
        Table companies = Table.of(
                "companies",
                metadata,
                column("id", INTEGER, primaryKey()),
                column("contact", INTEGER, foreignKey("people.id").onDelete(Action.SET_NULL)));
        Table offices = Table.of("offices", metadata, column("id", INTEGER, primaryKey()));
        Table people = Table.of(
                "people",
                metadata,
                column("id", INTEGER, primaryKey()),
                column("up", INTEGER, foreignKey("people.id").onDelete(Action.CASCADE)),
                column("office", INTEGER, foreignKey("offices.id").onDelete(Action.SET_NULL)),
                column("company", INTEGER, foreignKey("companies.id").onDelete(Action.CASCADE)));
        run(
                metadata.createAll(),
                companies.insert().values("id", 1).execute(),
                offices.insert().values("id", 2).execute(),
                people.insert()
                        .values("id", 3, "up", 3, "office", 2, "company", 1)
                        .execute(),
                companies.update().values("contact", 3).execute(),
                metadata.dropAll());
        assertThat(Inspector.of(db).tables().collectList().block()).isEmpty();
        run(metadata.dropAll());
    }

    @Test
    void defaultsFillWhatIsNotGiven() {
        Table orders = OrdersAndItems.orders(metadata);
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
    void foreignKeysCascade() {
        Table orders = OrdersAndItems.orders(metadata);
        Table items = OrdersAndItems.items(metadata);
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
        Table items = OrdersAndItems.items(metadata);
        OrdersAndItems.orders(metadata);
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
}
