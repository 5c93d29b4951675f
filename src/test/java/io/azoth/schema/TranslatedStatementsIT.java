package io.azoth.schema;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.defaultNext;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.index;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.exists;
import static io.azoth.sql.Sql.multiset;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.engine.EngineOptions;
import io.azoth.reflect.Inspector;
import io.azoth.schema.ddl.CreateSchema;
import io.azoth.schema.ddl.CreateTableAs;
import io.azoth.schema.ddl.DropTable;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Alias;
import io.azoth.sql.Cte;
import io.azoth.sql.Executor;
import io.azoth.sql.Merge;
import io.azoth.sql.Query;
import io.azoth.sql.Select;
import io.azoth.sql.Statement;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Each kind of statement is the tenant's own: it reads and changes its schemas, and leaves those of the other alone. */
@Databases({DatabaseKind.H2, DatabaseKind.POSTGRES})
class TranslatedStatementsIT {
    private final TestDatabase database;
    private final MetaData model = new MetaData();
    private final Sequence numbers = Sequence.of("app.numbers", model).startingAt(10);
    private final Table users = Table.of(
            "users",
            model,
            column("id", INTEGER, primaryKey()),
            column("name", varchar(20)),
            column("up", INTEGER, foreignKey("users.id")));
    private final Table orders = Table.of(
            "app.orders",
            model,
            column("id", BIGINT, primaryKey(), defaultNext(numbers)),
            column("by_user", INTEGER, foreignKey("users.id")));
    private final Column<Integer> id = users.c("id", Integer.class);
    private final Column<String> name = users.c("name", String.class);
    private final Column<Integer> by = orders.c("by_user", Integer.class);
    private Engine one;
    private Engine two;

    TranslatedStatementsIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        one = tenant("tenant_1", "Apart 1");
        two = tenant("Tenant 2", "apart_2");
        for (Engine tenant : List.of(one, two)) {
            String who = tenant == one ? "Mary" : "Ed";
            Flux.concat(
                            numbers.create(tenant),
                            model.createAll(tenant),
                            users.insert().values("id", 1, "name", who).executeOn(tenant),
                            users.insert()
                                    .values("id", 2, "name", who + " junior", "up", 1)
                                    .executeOn(tenant),
                            orders.insert().values("by_user", 1).executeOn(tenant))
                    .blockLast();
        }
    }

    private Engine tenant(String unnamed, String app) {
        Engine plain = Engine.create(database.url());
        Flux.just(unnamed, app)
                .concatMap(schema -> new CreateSchema(schema, true, plain).execute())
                .then(plain.close())
                .block();
        return Engine.create(
                database.url(),
                EngineOptions.DEFAULT.withSchemas(
                        SchemaTranslation.unnamedTo(unnamed).and("app", app)));
    }

    @AfterEach
    void close() {
        for (Engine tenant : List.of(one, two)) {
            model.dropAll(tenant)
                    .then(numbers.drop(tenant))
                    .then(tenant.close())
                    .block();
        }
    }

    private static String rows(Query query, Executor on) {
        return Objects.requireNonNull(on.fetch(query, io.azoth.sql.Parameters.NONE)
                        .map(row -> row.get(0) + (row.shape().columns().size() > 1 ? " " + row.get(1) : ""))
                        .collectList()
                        .block())
                .toString();
    }

    @Test
    void everyKindOfQueryReadsTheTenants() {
        Cte named = select(id, name).from(users).cte("named");
        Cte above = Cte.recursive(
                "above", select(id, name).where(users.c("up", Integer.class).isNull()), self -> select(id, name)
                        .where(users.c("up", Integer.class).isNull())
                        .unionAll(select(id, name)
                                .from(users.join(
                                        self, users.c("up", Integer.class).eq(self.c("id", Integer.class))))));
        Alias boss = users.as("b");
        Map<String, Query> queries = new LinkedHashMap<>();
        queries.put("join", select(name).from(users.join(orders)));
        queries.put("exists", select(name).where(exists(select(orders).where(by.eq(id)))));
        queries.put("in", select(name).where(id.in(select(by))));
        queries.put(
                "scalar",
                select(select(name).where(id.eq(by)).asScalar(varchar(20)).as("n"))
                        .from(orders));
        queries.put("alias", select(boss.c(name)).where(boss.c(id).eq(1)));
        queries.put("from", select(select(name).where(id.eq(1)).as("s").c(name)));
        queries.put("with", select(named.c(name)).from(named).where(named.c(id).eq(1)));
        queries.put("recursive", select(above.c(name)).from(above).orderBy(above.c(id)));
        queries.put("union", select(name).where(id.eq(1)).unionAll(select(name).where(id.eq(1))));
        queries.put(
                "nested",
                select(multiset(select(name).where(id.eq(by)).from(users)).as("n"))
                        .from(orders));
        queries.put("locked", select(name).where(id.eq(1)).forUpdate());
        queries.put("grouped", select(name, count()).from(users.join(orders)).groupBy(name));
        queries.forEach((kind, query) -> {
            assertThat(rows(query, one)).as(kind).contains("Mary").doesNotContain("Ed");
            assertThat(rows(query, two)).as(kind).contains("Ed").doesNotContain("Mary");
        });
    }

    @Test
    void everyKindOfChangeChangesTheTenantsAlone() {
        Select from = select(value(7).as("i"), name.as("n")).from(users).where(id.eq(1));
        Table source = Table.of("app.orders", new MetaData(), column("by_user", INTEGER));
        List<Statement> changes = List.of(
                users.insert().rows(List.of(id, name), List.of(List.of(3, "a"), List.of(4, "b"))),
                users.insert().fromSelect(from, id, name),
                users.insert()
                        .values("id", 7, "name", "conflict")
                        .onConflict(id)
                        .doUpdate(name),
                users.insert().values("id", 7, "name", "nothing").onConflict(id).doNothing(),
                users.update().set(name, "changed").where(id.in(select(by))),
                users.update().set(name, "joined").from(orders).where(id.eq(by)),
                users.update()
                        .set(name, select(name).where(id.eq(2)).asScalar(varchar(20)))
                        .where(id.eq(7)),
                users.delete()
                        .using(source)
                        .where(id.eq(source.c("by_user", Integer.class).plus(2))),
                Merge.into(users)
                        .using(orders, id.eq(by))
                        .whenMatched()
                        .set(name, "merged")
                        .update());
        for (Statement change : changes) {
            one.execute(change, List.of()).block();
        }
        assertThat(rows(select(id, name).orderBy(id), one)).isEqualTo("[1 merged, 2 Mary junior, 4 b, 7 Mary junior]");
        assertThat(rows(select(id, name).orderBy(id), two)).isEqualTo("[1 Ed, 2 Ed junior]");
    }

    @Test
    void viewsCopiesIndexesAndSequencesAreTheTenants() {
        View view = View.of("app.shown", model, select(name).where(id.eq(1)));
        CreateTableAs copy =
                new CreateTableAs(new TableName("app", "copied"), select(name).where(id.eq(1)), false, null);
        TableAlteration alter = users.alter();
        for (Engine tenant : List.of(one, two)) {
            String who = tenant == one ? "Mary" : "Ed";
            Flux.concat(
                            view.create(tenant),
                            copy.executeOn(tenant),
                            alter.add(index("users_name", "name")).executeOn(tenant),
                            alter.renameIndex("users_name", "by name").executeOn(tenant),
                            alter.comment("those of " + who).executeOn(tenant),
                            numbers.restart(tenant == one ? 100 : 200).executeOn(tenant),
                            orders.insert().values("by_user", 2).executeOn(tenant))
                    .blockLast();
            assertThat(rows(view.select(), tenant)).isEqualTo("[" + who + "]");
        }
        for (Engine tenant : List.of(one, two)) {
            String who = tenant == one ? "Mary" : "Ed";
            Inspector inspector = Inspector.of(tenant);
            assertThat(inspector
                            .view(new TableName("app", "shown"))
                            .map(read -> read.name().toString() + read.columns().size())
                            .block())
                    .isEqualTo("app.shown1");
            assertThat(inspector
                            .table("users")
                            .map(read -> read.comment() + read.indexes().get(0).name())
                            .block())
                    .isEqualTo("those of " + who + "by name");
            assertThat(rows(select(orders.c("id")).where(by.eq(2)), tenant))
                    .isEqualTo(tenant == one ? "[100]" : "[200]");
            View read = Objects.requireNonNull(
                    View.reflectView("app.shown", model, tenant).block());
            assertThat(rows(read.select(), tenant)).isEqualTo("[" + who + "]");
            read.drop(tenant).block();
            new DropTable(new TableName("app", "copied"), false, null)
                    .executeOn(tenant)
                    .block();
        }
    }
}
