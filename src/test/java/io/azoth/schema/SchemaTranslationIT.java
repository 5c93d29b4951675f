package io.azoth.schema;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.comment;
import static io.azoth.schema.Schema.defaultNext;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.index;
import static io.azoth.schema.Schema.notNull;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.schema.Schema.temporary;
import static io.azoth.sql.Sql.select;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.engine.EngineOptions;
import io.azoth.engine.ExecutionOptions;
import io.azoth.reflect.Inspector;
import io.azoth.schema.ddl.CreateSchema;
import io.azoth.schema.ddl.DropSchema;
import io.azoth.schema.ddl.SequenceDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** One model, a schema for each tenant: queries, changes, DDL and reflection say what the model says. */
@Databases({DatabaseKind.H2, DatabaseKind.POSTGRES})
class SchemaTranslationIT {
    private final TestDatabase database;
    private final MetaData model = new MetaData().named(NamingConvention.STANDARD);
    private final Sequence numbers = Sequence.of("numbers", model);
    private final Table users = Table.of(
            "users",
            model,
            column("id", BIGINT, primaryKey(), defaultNext(numbers)),
            column("name", varchar(20), notNull(), comment("as she says it")),
            index("users_name", "name"));
    private final Table orders = Table.of(
            "app.orders",
            model,
            column("id", INTEGER, primaryKey()),
            column("by_user", BIGINT, foreignKey("users.id")),
            column("next_one", INTEGER, foreignKey("app.orders.id")));
    private Engine one;
    private Engine two;

    SchemaTranslationIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        one = tenant("tenant_1");
        two = tenant("Tenant 2");
        for (Engine tenant : new Engine[] {one, two}) {
            run(
                    new CreateSchema("app", true, tenant).execute(),
                    numbers.create(tenant),
                    model.createAll(tenant),
                    model.createAll(tenant));
        }
    }

    private Engine tenant(String schema) {
        SchemaTranslation translation =
                SchemaTranslation.unnamedTo(schema).and("app", schema).and("other", schema);
        return Engine.create(database.url(), EngineOptions.DEFAULT.withSchemas(translation));
    }

    @AfterEach
    void close() {
        for (Engine tenant : new Engine[] {one, two}) {
            run(
                    model.dropAll(tenant),
                    model.dropAll(tenant),
                    numbers.drop(tenant),
                    new DropSchema("app", false, tenant).execute(),
                    tenant.close());
        }
    }

    private static void run(Publisher<?>... publishers) {
        StepVerifier.create(Flux.concat(
                        Flux.fromArray(publishers).map(each -> Flux.from(each).then())))
                .verifyComplete();
    }

    @Test
    void aChangeGivesItsRowsBackFromEachSchema() {
        run(users.insert().values("name", "Mary").executeOn(one));

        StepVerifier.create(orders.insert()
                        .values("by_user", null)
                        .returning(orders.c("id"), orders.c("by_user"))
                        .executeOn(one)
                        .map(row -> row.get(orders.c("id")) + ":" + row.get(orders.c("by_user"))))
                .expectNext("1:null")
                .verifyComplete();
        StepVerifier.create(
                        orders.delete().returning(orders.c("id")).executeOn(one).map(row -> row.get(0)))
                .expectNext(1)
                .verifyComplete();
    }

    @Test
    void viewsOfOneEngineAreATenantEach() {
        Engine pool = Engine.create(database.url());
        Engine first = pool.with(ExecutionOptions.DEFAULT.withSchemas(SchemaTranslation.unnamedTo("tenant_1")));
        Engine second = pool.with(ExecutionOptions.DEFAULT.withSchemas(SchemaTranslation.unnamedTo("Tenant 2")));
        run(
                users.insert().values("name", "Mary").executeOn(first),
                second.inTransaction(tx -> users.insert().values("name", "Ed").executeOn(tx)));

        StepVerifier.create(users.select().executeOn(one).map(row -> row.get(users.c("name"))))
                .expectNext("Mary")
                .verifyComplete();
        StepVerifier.create(users.select().executeOn(second).map(row -> row.get(users.c("name"))))
                .expectNext("Ed")
                .verifyComplete();
        StepVerifier.create(Inspector.of(first).hasTable(new TableName(null, "users")))
                .expectNext(true)
                .verifyComplete();
        run(pool.close());
    }

    @Test
    void eachTenantHasRowsOfItsOwn() {
        run(
                users.insert().values("name", "Mary").executeOn(one),
                users.insert().values("name", "Ed").executeOn(two),
                orders.insert().values("id", 1, "by_user", 1L).executeOn(one),
                users.update().values("name", "Edward").executeOn(two),
                orders.delete().executeOn(two));
        assertThat(database.read("SELECT id, name FROM tenant_1.users")).containsExactly("1|Mary");
        assertThat(database.read("SELECT id, name FROM \"Tenant 2\".users")).containsExactly("1|Edward");
        StepVerifier.create(select(users.c("name"), orders.c("id"))
                        .from(users.join(orders))
                        .executeOn(one)
                        .map(row -> row.get(0)))
                .expectNext("Mary")
                .verifyComplete();
    }

    @Test
    void whatIsReadBackSaysWhatTheModelSays() {
        Inspector inspector = Inspector.of(two);
        StepVerifier.create(inspector.table("users"))
                .expectNext(users.definition())
                .verifyComplete();
        StepVerifier.create(inspector.tables())
                .expectNext(TableName.of("orders"), TableName.of("users"))
                .verifyComplete();
        StepVerifier.create(inspector.sequences())
                .expectNext(new SequenceDefinition(TableName.of("numbers"), 1, 1))
                .verifyComplete();
        MetaData live = new MetaData();
        StepVerifier.create(Table.reflect("app.orders", live, two).map(Table::definition))
                .assertNext(read -> {
                    assertThat(read.name()).isEqualTo(new TableName("app", "orders"));
                    assertThat(read.foreignKeys()).hasSize(2);
                })
                .verifyComplete();
        assertThat(live.table("app.users").columns()).hasSize(2);
    }

    @Test
    void alterationsReachTheTenantAlone() {
        run(
                users.alter().addColumn(column("age", INTEGER)).executeOn(one),
                users.alter().renameColumn("age", "years").executeOn(one));
        StepVerifier.create(Inspector.of(one)
                        .table("users")
                        .zipWith(Inspector.of(two).table("users"))
                        .map(both -> both.getT1().columns().size() + " "
                                + both.getT2().columns().size()))
                .expectNext("3 2")
                .verifyComplete();
    }

    @Test
    void aTemporaryTableStaysInNoSchema() {
        Table drafts = Table.of("drafts", new MetaData(), column("a", INTEGER), temporary(), index("drafts_a", "a"));
        StepVerifier.create(one.inConnection(connection -> drafts.create(connection)
                        .then(drafts.insert().values("a", 1).executeOn(connection))
                        .then(drafts.update().values("a", 2).executeOn(connection))
                        .then(drafts.select().oneOn(connection))
                        .map(row -> row.get(0))
                        .flatMap(read -> drafts.drop(connection).thenReturn(read))))
                .expectNext(2)
                .verifyComplete();
    }

    @Test
    void aTransactionIsTheTenantsToo() {
        StepVerifier.create(one.inTransaction(tx -> users.insert()
                        .values("name", "Tom")
                        .executeOn(tx)
                        .then(users.select().oneOn(tx))))
                .assertNext(row -> assertThat(row.get("name")).isEqualTo("Tom"))
                .verifyComplete();
        assertThat(database.read("SELECT name FROM \"Tenant 2\".users")).isEmpty();
    }
}
