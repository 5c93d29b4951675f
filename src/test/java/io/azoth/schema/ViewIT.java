package io.azoth.schema;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.text;
import static io.azoth.type.SqlTypes.BOOLEAN;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.dialect.Dialects;
import io.azoth.engine.Engine;
import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.reflect.Inspector;
import io.azoth.schema.ddl.CreateView;
import io.azoth.schema.ddl.DropView;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Cte;
import io.azoth.sql.Parameters;
import io.azoth.sql.Select;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** A query under a name is created, listed, read like a table, and dropped. */
@Databases
class ViewIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final MetaData metadata = new MetaData();
    private final Table users = Table.of(
            "viewed_users",
            metadata,
            column("id", INTEGER, primaryKey()),
            column("name", varchar(20)),
            column("age", INTEGER));
    private final Engine db;

    ViewIT(TestDatabase database) {
        this.db = Engine.create(database.url());
    }

    @BeforeEach
    void open() {
        metadata.createAll(db)
                .then(users.insert()
                        .rows(
                                List.of(users.c("name"), users.c("age")),
                                List.of(List.of("Mary", 40), List.of("Tom", 12), List.of("Ed", 18)))
                        .executeOn(db))
                .block(LIMIT);
    }

    @AfterEach
    void close() {
        metadata.dropAll(db).then(db.close()).block(LIMIT);
    }

    private Select adults() {
        return select(users.c("id"), users.c("name").as("who")).from(users).where(text("age >= 18", BOOLEAN));
    }

    @Test
    void aViewIsCreatedReadAndDropped() {
        TableName name = TableName.of("adults");
        Table view = Table.of("adults", new MetaData(), column("id", INTEGER), column("who", varchar(20)));
        StepVerifier.create(new CreateView(name, adults(), null)
                        .executeOn(db)
                        .thenMany(view.select().orderBy(view.c("id")).executeOn(db))
                        .map(row -> row.get("who")))
                .expectNext("Mary", "Ed")
                .verifyComplete();
        StepVerifier.create(Inspector.of(db).views()).expectNext(name).verifyComplete();
        StepVerifier.create(new DropView(name, false, null)
                        .executeOn(db)
                        .then(new DropView(name, true, null).executeOn(db))
                        .thenMany(Inspector.of(db).views()))
                .verifyComplete();
    }

    @Test
    void theQueryMayHaveCommonTables() {
        Cte grown = adults().cte("grown");
        TableName name = TableName.of("names");
        Table view = Table.of("names", new MetaData(), column("who", varchar(20)));
        StepVerifier.create(new CreateView(
                                name, select(grown.c("who", String.class)).from(grown), null)
                        .executeOn(db)
                        .thenMany(view.select().orderBy(view.c("who")).executeOn(db))
                        .map(row -> row.get("who")))
                .expectNext("Ed", "Mary")
                .verifyComplete();
        StepVerifier.create(new DropView(name, false, db).execute().then()).verifyComplete();
    }

    @Test
    void itIsWrittenWithItsSchemaAndTakesNoValues() {
        CreateView view = new CreateView(new TableName("app", "adults"), adults(), null);
        for (String dialect : List.of("h2", "postgresql", "sqlite")) {
            assertThat(Dialects.named(dialect)
                            .compiler()
                            .compile(view, Parameters.NONE)
                            .text())
                    .isEqualTo("CREATE VIEW app.adults AS SELECT viewed_users.id, viewed_users.name AS who FROM "
                            + "viewed_users WHERE age >= 18");
        }
        CreateView bound = new CreateView(
                TableName.of("adults"),
                adults().where(users.c("age", Integer.class).lt(65)),
                null);
        assertThatThrownBy(() -> Dialects.named("postgresql").compiler().compile(bound, Parameters.NONE))
                .hasMessage("The view 'adults' keeps no values, and its query binds 1; write constants as text(...)")
                .satisfies(error -> assertThat(((AzothException) error).code()).isEqualTo(ErrorCode.INVALID_STATEMENT));
    }
}
