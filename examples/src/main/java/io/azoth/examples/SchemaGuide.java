package io.azoth.examples;

import static io.azoth.schema.Schema.check;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.comment;
import static io.azoth.schema.Schema.computed;
import static io.azoth.schema.Schema.defaultNext;
import static io.azoth.schema.Schema.defaultSql;
import static io.azoth.schema.Schema.defaultValue;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.index;
import static io.azoth.schema.Schema.madeOnInsert;
import static io.azoth.schema.Schema.madeOnUpdate;
import static io.azoth.schema.Schema.notNull;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.schema.Schema.temporary;
import static io.azoth.schema.Schema.unique;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.INSTANT;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;
import static io.azoth.type.SqlTypes.TIMESTAMP;
import static io.azoth.type.SqlTypes.numeric;
import static io.azoth.type.SqlTypes.varchar;

import io.azoth.engine.Engine;
import io.azoth.engine.EngineOptions;
import io.azoth.reflect.Inspector;
import io.azoth.schema.MetaData;
import io.azoth.schema.NamingConvention;
import io.azoth.schema.SchemaTranslation;
import io.azoth.schema.Sequence;
import io.azoth.schema.Table;
import io.azoth.schema.View;
import io.azoth.schema.ddl.CreateSchema;
import io.azoth.schema.ddl.CreateTableAs;
import io.azoth.schema.ddl.CreateTables;
import io.azoth.schema.ddl.DropTables;
import io.azoth.schema.ddl.ForeignKeyDefinition.Action;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Select;
import io.azoth.sql.Statement;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** The tables of the guide to schemas. Their DDL is shown in docs/guide/schema.md; {@link #main} runs it. */
public final class SchemaGuide {
    private final MetaData metadata = new MetaData().named(NamingConvention.STANDARD);

    private final Table customers = Table.of(
            "customers",
            metadata,
            column("id", INTEGER, primaryKey()),
            column("email", varchar(80), notNull(), unique()),
            column("since", TIMESTAMP, defaultSql("CURRENT_TIMESTAMP")),
            column("changed", INSTANT, madeOnInsert(Instant::now), madeOnUpdate(Instant::now)));

    private final Table orders = Table.of(
            "orders",
            metadata,
            column("region", varchar(2)),
            column("number", INTEGER),
            column("customer", INTEGER, notNull(), foreignKey("customers.id").onDelete(Action.CASCADE)),
            column("net", numeric(12, 2), notNull(), defaultValue(0), comment("without tax")),
            primaryKey("region", "number"),
            check("net >= 0"),
            index("orders_customer", "customer").descending("net"));

    private final Table items = Table.of(
            "items",
            metadata,
            column("id", INTEGER, primaryKey()),
            column("region", varchar(2)),
            column("number", INTEGER),
            column("pieces", INTEGER),
            column("twice", INTEGER, computed("pieces * 2")),
            foreignKey(List.of("region", "number"), "orders", List.of("region", "number")));

    /** The statements by the names that the guide gives them. */
    public static Map<String, Statement> statements() {
        SchemaGuide guide = new SchemaGuide();
        Map<String, Statement> statements = new LinkedHashMap<>();
        statements.put("customers", guide.customers.createStatement());
        statements.put("orders", guide.orders.createStatement());
        statements.put("items", guide.items.createStatement());
        statements.put("search", guide.searched().createStatement());
        statements.put("tickets", guide.tickets().createStatement());
        statements.put("drafts", guide.drafts().createStatement());
        statements.put("view", guide.dear());
        statements.put("copy", guide.copied());
        statements.put("circle", circle(true));
        statements.put("drop", circle(false));
        statements.put("add", guide.added());
        statements.put("type", guide.retyped());
        statements.put("rename", guide.renamed());
        return statements;
    }

    private Table searched() {
        Table pages = Table.of(
                "pages",
                metadata,
                column("title", TEXT),
                column("hidden", INTEGER),
                index("pages_title")
                        .expression("lower(title)")
                        .where("hidden = 0")
                        .unique());
        return pages;
    }

    private Table tickets() {
        Sequence numbers = Sequence.of("ticket_numbers", metadata).startingAt(1000);
        Table tickets = Table.of("tickets", metadata, column("number", BIGINT, defaultNext(numbers)));
        return tickets;
    }

    private Table drafts() {
        Table drafts = Table.of("drafts", metadata, column("body", TEXT), temporary());
        return drafts;
    }

    private Statement dear() {
        View dear = View.of(
                "dear_orders",
                metadata,
                select(orders.c("number"), orders.c("net").as("price"))
                        .from(orders)
                        .where(orders.c("net", BigDecimal.class).gt(new BigDecimal("99.00"))));
        return dear.createView();
    }

    private Statement copied() {
        Select all = select(items.c("id"), value("new").as("state")).from(items);
        Statement copy = new CreateTableAs(TableName.of("old_items"), all, false, null);
        return copy;
    }

    private static Statement circle(boolean create) {
        MetaData apart = new MetaData();
        Table teams = Table.of(
                "teams", apart, column("id", INTEGER, primaryKey()), column("lead", INTEGER, foreignKey("people.id")));
        Table people = Table.of(
                "people", apart, column("id", INTEGER, primaryKey()), column("team", INTEGER, foreignKey("teams.id")));
        List<TableDefinition> tables = List.of(teams.definition(), people.definition());
        return create ? new CreateTables(tables, true, null) : new DropTables(tables, true, null);
    }

    private Statement added() {
        Statement change = orders.alter().addColumn(column("paid", INTEGER, notNull(), defaultValue(0)));
        return change;
    }

    private Statement retyped() {
        Statement change = orders.alter().changeType("region", INTEGER, "CAST(region AS INTEGER)");
        return change;
    }

    private Statement renamed() {
        Statement change = orders.alter().renameColumn("net", "net_price");
        return change;
    }

    /** Creates the tables, changes them, reads them back, and does the same for a tenant. */
    public static void main(String[] arguments) {
        String url = "r2dbc:h2:mem:///schema-guide?DB_CLOSE_DELAY=-1";
        Engine db = Engine.create(url);
        SchemaGuide guide = new SchemaGuide();
        guide.run(db).then(guide.runForTenant(url)).then(db.close()).block();
    }

    private Mono<Void> run(Engine db) {
        Mono<Void> created = metadata.createAll(db);
        Mono<TableDefinition> read = Inspector.of(db).table("orders");
        return created.then(
                        customers.insert().values("email", "ada@example.com").executeOn(db))
                .then(orders.alter()
                        .addColumn(column("paid", INTEGER, notNull(), defaultValue(0)))
                        .executeOn(db))
                .then(read)
                .doOnNext(table -> System.out.println(
                        table.name() + " has " + table.columns().size() + " columns"))
                .thenMany(new MetaData().reflect(db))
                .doOnNext(table -> System.out.println("found " + table))
                .then(metadata.dropAll(db));
    }

    private Mono<Void> runForTenant(String url) {
        Engine tenant = Engine.create(url, EngineOptions.DEFAULT.withSchemas(SchemaTranslation.unnamedTo("tenant_7")));
        Mono<Void> work = new CreateSchema("tenant_7", true, tenant)
                .execute()
                .then(metadata.createAll(tenant))
                .then(customers.insert().values("email", "ed@example.com").executeOn(tenant))
                .then();
        return work.then(tenant.close());
    }
}
