package io.azoth.reflect;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.defaultValue;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.notNull;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.schema.Schema.unique;
import static io.azoth.type.SqlTypes.BOOLEAN;
import static io.azoth.type.SqlTypes.BYTES;
import static io.azoth.type.SqlTypes.DATE;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;
import static io.azoth.type.SqlTypes.TIMESTAMP;
import static io.azoth.type.SqlTypes.TIMESTAMP_TZ;
import static io.azoth.type.SqlTypes.numeric;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.engine.Engine;
import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.Column;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.schema.ddl.ForeignKeyDefinition.Action;
import io.azoth.schema.ddl.IndexDefinition;
import io.azoth.schema.ddl.KeyDefinition;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What is created from a model, or by others, is read back. */
@Databases
class ReflectionIT {
    private final TestDatabase database;
    private Engine db;

    ReflectionIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        db = Engine.create(database.url());
    }

    @AfterEach
    void close() {
        db.close().block();
    }

    @CanIgnoreReturnValue
    private static List<Table> define(MetaData metadata) {
        Table orders = Table.of(
                "orders",
                metadata,
                column("region", varchar(2)),
                column("number", INTEGER),
                column("placed", DATE, notNull()),
                primaryKey("region", "number"));
        Table items = Table.of(
                "items",
                metadata,
                column("item_id", INTEGER, primaryKey()),
                column("region", varchar(2)),
                column("number", INTEGER),
                column("parent", INTEGER, foreignKey("items.item_id").onDelete(Action.SET_NULL)),
                column("price", numeric(10, 2), notNull(), defaultValue(0)),
                column("note", TEXT, defaultValue("it's new")),
                column("open", BOOLEAN, notNull(), defaultValue(true)),
                column("photo", BYTES),
                column("seen", TIMESTAMP),
                column("sold", TIMESTAMP_TZ),
                column("code", varchar(10), unique()),
                unique("region", "note"),
                foreignKey(List.of("region", "number"), "orders", List.of("region", "number"))
                        .onDelete(Action.CASCADE)
                        .onUpdate(Action.CASCADE));
        return List.of(orders, items);
    }

    @Test
    void whatIsCreatedFromAModelIsReadBackEqual() {
        MetaData model = MetaData.bind(db);
        define(model);
        MetaData live = MetaData.bind(db);
        StepVerifier.create(model.createAll().then(Table.reflect("items", live)))
                .expectNextCount(1)
                .verifyComplete();
        assertThat(live.table("items").definition().unnamed())
                .usingRecursiveComparison()
                .ignoringFields("uniqueKeys", "foreignKeys")
                .isEqualTo(model.table("items").definition());
        assertThat(Set.copyOf(live.table("items").definition().unnamed().uniqueKeys()))
                .isEqualTo(Set.copyOf(model.table("items").definition().uniqueKeys()));
        assertThat(Set.copyOf(live.table("items").definition().unnamed().foreignKeys()))
                .isEqualTo(Set.copyOf(model.table("items").definition().foreignKeys()));
        assertThat(live.table("orders").definition().unnamed())
                .isEqualTo(model.table("orders").definition());
        StepVerifier.create(model.dropAll()).verifyComplete();
    }

    @Test
    void aReflectedTableJoinsByItsCompositeKeyAndMakesKeys() {
        MetaData model = MetaData.bind(db);
        define(model);
        MetaData live = MetaData.bind(db);
        StepVerifier.create(model.createAll().then(Table.reflect("items", live)))
                .expectNextCount(1)
                .verifyComplete();
        Table items = live.table("items");
        Table orders = live.table("orders");
        assertThat(items.join(orders))
                .hasToString("items JOIN orders ON items.region = orders.region AND items.number = orders.number");
        assertThat(items.generatedKey()).isSameAs(items.c("item_id"));
        assertThat(orders.generatedKey()).isNull();
        assertThat(orders.primaryKeyColumns()).extracting(Column::name).containsExactly("region", "number");
        assertThat(Objects.requireNonNull(items.c("parent").references()).name())
                .isEqualTo("item_id");
        assertThat(items.c("code").isUnique()).isTrue();
        assertThat(items.c("note").isUnique()).isFalse();
        StepVerifier.create(model.dropAll()).verifyComplete();
    }

    @Test
    void aTableThatIsNotThereIsAnErrorThatSaysWhatIs() {
        MetaData model = MetaData.bind(db);
        define(model);
        StepVerifier.create(model.createAll()).verifyComplete();
        StepVerifier.create(Table.reflect("itemz", MetaData.bind(db))).verifyErrorSatisfies(error -> {
            assertThat(error).hasMessage("The database has no table 'itemz'; its default schema has [items, orders]");
            assertThat(((AzothException) error).code()).isEqualTo(ErrorCode.UNKNOWN_TABLE);
        });
        StepVerifier.create(model.dropAll()).verifyComplete();
    }

    @Test
    void aTableInTheMetadataIsGivenAsItIs() {
        MetaData model = MetaData.bind(db);
        define(model);
        StepVerifier.create(Table.reflect("items", model))
                .expectNext(model.table("items"))
                .verifyComplete();
    }

    @Test
    void aWholeDatabaseIsRead() {
        MetaData model = MetaData.bind(db);
        define(model);
        MetaData live = MetaData.bind(db);
        StepVerifier.create(model.createAll().thenMany(live.reflect(db)).map(Table::name))
                .expectNext("items", "orders")
                .verifyComplete();
        assertThat(live.tables()).extracting(Table::name).containsExactlyInAnyOrder("items", "orders");
        StepVerifier.create(model.dropAll()).verifyComplete();
    }

    @Test
    void aSchemaMadeByOthersIsRead() {
        database.run(
                "CREATE TABLE \"Odd Name\" (\"Id\" INTEGER PRIMARY KEY, \"x\"\"y\" VARCHAR(5) NOT NULL UNIQUE)",
                "CREATE TABLE Plain (a INT NOT NULL, B VARCHAR(7) DEFAULT 'b', c NUMERIC(5,1), CONSTRAINT Positive CHECK "
                        + "(a > 0), PRIMARY KEY (B, a), CONSTRAINT to_odd FOREIGN KEY (a) REFERENCES \"Odd Name\" ON DELETE "
                        + "CASCADE)",
                "CREATE UNIQUE INDEX plain_c ON Plain (c DESC, a)");
        Inspector inspector = Inspector.of(db);
        boolean keepsCase = database.kind() == DatabaseKind.SQLITE;
        TableDefinition plain = Objects.requireNonNull(inspector.table("plain").block());
        String b = keepsCase ? "B" : "b";
        assertThat(plain.columns()).extracting(column -> column.name()).containsExactly("a", b, "c");
        assertThat(plain.primaryKeyColumns()).containsExactly(b, "a");
        assertThat(plain.foreignKeys()).singleElement().satisfies(key -> {
            assertThat(key.name()).isEqualTo("to_odd");
            assertThat(key.target()).isEqualTo(TableName.of("Odd Name"));
            assertThat(key.targetColumns()).containsExactly("Id");
            assertThat(key.rules().onDelete()).isEqualTo(Action.CASCADE);
        });
        assertThat(plain.checks()).singleElement().satisfies(check -> {
            assertThat(check.name()).isEqualTo(keepsCase ? "Positive" : "positive");
            assertThat(check.condition()).isEqualTo(database.kind() == DatabaseKind.H2 ? "\"A\" > 0" : "a > 0");
        });
        assertThat(plain.indexes())
                .containsExactly(new IndexDefinition(
                        "plain_c",
                        List.of(new IndexDefinition.Term("c", false, true), IndexDefinition.Term.column("a")),
                        true,
                        null,
                        null));
        TableDefinition odd = Objects.requireNonNull(inspector.table("Odd Name").block());
        assertThat(odd.columns()).extracting(column -> column.name()).containsExactly("Id", "x\"y");
        assertThat(odd.uniqueKeys()).extracting(KeyDefinition::columns).containsExactly(List.of("x\"y"));
        assertThat(Objects.requireNonNull(inspector.tables().collectList().block()).stream()
                        .map(TableName::name)
                        .collect(Collectors.toSet()))
                .contains("Odd Name", keepsCase ? "Plain" : "plain");
        database.run("DROP TABLE Plain", "DROP TABLE \"Odd Name\"");
    }

    @Test
    void aTableInASchemaIsFoundWithItsName() {
        if (database.kind() == DatabaseKind.SQLITE) {
            StepVerifier.create(Inspector.of(db).schemas()).expectNext("main").verifyComplete();
            return;
        }
        database.run(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.users (id INT PRIMARY KEY)",
                "CREATE TABLE users (id INT PRIMARY KEY, shop_id INT REFERENCES shop.users (id))",
                "CREATE TABLE shop.notes (user_id INT REFERENCES shop.users (id))");
        Inspector inspector = Inspector.of(db);
        StepVerifier.create(inspector.table("users"))
                .assertNext(users -> assertThat(users.foreignKeys())
                        .singleElement()
                        .extracting(key -> key.target())
                        .isEqualTo(new TableName("shop", "users")))
                .verifyComplete();
        StepVerifier.create(inspector.tables("shop"))
                .expectNext(new TableName("shop", "notes"), new TableName("shop", "users"))
                .verifyComplete();
        MetaData live = MetaData.bind(db);
        StepVerifier.create(Table.reflect("shop.notes", live)
                        .map(notes -> notes.join(live.table("shop.users")))
                        .map(Object::toString))
                .expectNext("shop.notes JOIN shop.users ON shop.notes.user_id = shop.users.id")
                .verifyComplete();
        StepVerifier.create(inspector.schemas()).expectNext("public", "shop").verifyComplete();
        database.run("DROP TABLE users", "DROP TABLE shop.notes", "DROP TABLE shop.users", "DROP SCHEMA shop");
    }
}
