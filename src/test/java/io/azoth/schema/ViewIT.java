package io.azoth.schema;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.literal;
import static io.azoth.sql.Sql.parameter;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.text;
import static io.azoth.sql.Sql.value;
import static io.azoth.sql.Strings.upper;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.dialect.Dialects;
import io.azoth.reflect.Inspector;
import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.CreateTableAs;
import io.azoth.schema.ddl.CreateView;
import io.azoth.schema.ddl.DropTable;
import io.azoth.schema.ddl.DropView;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Cte;
import io.azoth.sql.Parameters;
import io.azoth.sql.Select;
import io.azoth.testkit.TestDatabase;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** A query under a name is created, listed, read like a table, and dropped. */
class ViewIT extends ModelOnDatabase {
    private Table users;

    ViewIT(TestDatabase database) {
        super(database);
    }

    @BeforeEach
    void fill() {
        users = Table.of(
                "viewed_users",
                metadata,
                column("id", INTEGER, primaryKey()),
                column("name", varchar(20)),
                column("age", INTEGER));
        run(
                metadata.createAll(),
                users.insert()
                        .rows(
                                List.of(users.c("name"), users.c("age")),
                                List.of(List.of("Mary", 40), List.of("Tom", 12), List.of("Ed", 18)))
                        .execute());
    }

    private Select adults() {
        return select(users.c("id"), users.c("name", String.class).as("who"))
                .from(users)
                .where(users.c("age", Integer.class).ge(18));
    }

    @Test
    void aViewIsCreatedReadAndDropped() {
        View view = View.of("adults", metadata, adults(), primaryKey("id"));
        run(view.create());
        StepVerifier.create(view.select()
                        .where(view.c("who", String.class).ne("Ed"))
                        .execute()
                        .map(row -> row.get(view.c("who", String.class))))
                .expectNext("Mary")
                .verifyComplete();
        StepVerifier.create(select(users.c("age", Integer.class))
                        .from(users.join(view, users.c("id").eq(view.c("id"))))
                        .orderBy(users.c("age"))
                        .executeOn(db)
                        .map(row -> row.get(0)))
                .expectNext(18, 40)
                .verifyComplete();
        assertThat(view.primaryKeyColumns()).containsExactly(view.c("id"));
        assertThat(view.generatedKey()).isNull();
        StepVerifier.create(Inspector.of(db).views())
                .expectNext(TableName.of("adults"))
                .verifyComplete();
        run(view.drop(), new DropView(TableName.of("adults"), true, db).execute());
        StepVerifier.create(Inspector.of(db).views()).verifyComplete();
    }

    @Test
    void itsColumnsAreReadBack() {
        run(View.of("adults", metadata, adults()).create());
        TableDefinition read =
                Objects.requireNonNull(Inspector.of(db).view("adults").block());
        assertThat(read.columns())
                .containsExactly(ColumnDefinition.of("id", INTEGER), ColumnDefinition.of("who", varchar(20)));
        StepVerifier.create(View.reflectView("adults", metadata, db)
                        .flatMapMany(view -> view.select().orderBy(view.c("id")).execute())
                        .map(row -> row.get("who")))
                .expectNext("Mary", "Ed")
                .verifyComplete();
        StepVerifier.create(View.reflectView("adults", metadata, db).flatMap(Table::create))
                .verifyErrorMessage(
                        "The view 'adults' was read from a database without its query; create it by " + "View.of(...)");
        StepVerifier.create(Inspector.of(db).view("viewed_users"))
                .verifyErrorMessage("The database has no view 'viewed_users'; its default schema has [adults]");
        run(View.reflectView("adults", metadata, db).flatMap(Table::drop));
    }

    @Test
    void theQueryMayHaveCommonTablesAndALimitAndColumnsOfNoName() {
        Cte grown = adults().cte("grown");
        View names = View.of(
                "names",
                metadata,
                select(
                                grown.c("who", String.class),
                                upper(grown.c("who", String.class)),
                                value("it's; $1 ?1 :x \\' \"q\""))
                        .from(grown)
                        .orderBy(grown.c("who", String.class))
                        .limit(1));
        run(names.create());
        assertThat(names.columns()).extracting(Column::name).containsExactly("who", "upper", "column_3");
        StepVerifier.create(names.select().execute().map(row -> row.get(0) + "|" + row.get(1) + "|" + row.get(2)))
                .expectNext("Ed|ED|it's; $1 ?1 :x \\' \"q\"")
                .verifyComplete();
        run(names.drop());
    }

    @Test
    void aTableIsMadeOfTheRowsOfAQuery() {
        TableName name = TableName.of("ages");
        CreateTableAs create = new CreateTableAs(
                name,
                select(
                                users.c("age", Integer.class).ge(18).as("grown"),
                                count().as("how_many"),
                                value("new").as("state"))
                        .from(users)
                        .groupBy(users.c("age", Integer.class).ge(literal(18))),
                false,
                db);
        Select plain =
                select(users.c("id"), users.c("name"), value("new").as("state")).from(users);
        CreateTableAs all = new CreateTableAs(name, plain, false, db);
        run(all.execute(), new CreateTableAs(name, plain, true, db).execute());
        database.run("UPDATE ages SET state = 'a longer state' WHERE id = 1");
        assertThat(database.read("SELECT id, name, state FROM ages ORDER BY id"))
                .containsExactly("1|Mary|a longer state", "2|Tom|new", "3|Ed|new");
        TableDefinition read = live("ages");
        assertThat(read.primaryKey()).isNull();
        assertThat(read.columns()).allMatch(ColumnDefinition::nullable);
        StepVerifier.create(all.execute()).verifyError();
        run(new DropTable(name, false, db).execute());
        assertThat(create.toString()).startsWith("CREATE TABLE ages AS SELECT ");
    }

    @Test
    void aViewIsWrittenWithItsSchemaAndItsValues() {
        MetaData model = new MetaData();
        Table people = Table.of("people", model, column("name", varchar(20)), column("age", INTEGER));
        CreateView view = new CreateView(
                new TableName("app", "adults"),
                select(people.c("name"), people.c("age", Integer.class).plus(1))
                        .where(people.c("age", Integer.class).ge(18))
                        .limit(2),
                null);
        assertText("h2", view, "CAST(1 AS INTEGER)", "CAST(18 AS INTEGER)", "CAST(2 AS BIGINT)");
        assertText("postgresql", view, "CAST(1 AS INTEGER)", "CAST(18 AS INTEGER)", "CAST(2 AS BIGINT)");
        assertText("sqlite", view, "CAST(1 AS INTEGER)", "CAST(18 AS INTEGER)", "CAST(2 AS INTEGER)");
        CreateView unknown = new CreateView(
                TableName.of("adults"),
                select(people.c("age")).where(people.c("age", Integer.class).lt(parameter("most", INTEGER))),
                null);
        assertThatThrownBy(() -> Dialects.named("postgresql").compiler().compile(unknown, Parameters.NONE))
                .hasMessage("A value is required for parameter 'most'; given are []");
        View names = View.of("app.names", model, select(people.c("name")));
        assertThatThrownBy(names::createStatement)
                .hasMessage("The view 'app.names' has no CREATE TABLE; use createView()");
        assertThatThrownBy(names::alter)
                .hasMessage("The view 'app.names' has no ALTER TABLE; drop it, and create a view of another query");
        assertThatThrownBy(() -> View.of("x", model, text("SELECT 1")))
                .hasMessage("The columns of the text in the view 'x' are not known; name them by columns(...)");
    }

    private static void assertText(String dialect, CreateView view, String one, String age, String limit) {
        assertThat(Dialects.named(dialect)
                        .compiler()
                        .compile(view, Parameters.NONE)
                        .text())
                .isEqualTo("CREATE VIEW app.adults AS SELECT people.name, people.age + " + one + " AS column_2 FROM "
                        + "people WHERE people.age >= " + age + " LIMIT " + limit);
    }
}
