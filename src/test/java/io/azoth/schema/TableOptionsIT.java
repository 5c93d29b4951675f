package io.azoth.schema;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.comment;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.index;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.schema.Schema.tableComment;
import static io.azoth.schema.Schema.temporary;
import static io.azoth.sql.Sql.row;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.error.ErrorCode;
import io.azoth.error.IntegrityViolationException;
import io.azoth.reflect.Inspector;
import io.azoth.schema.ddl.CreateSchema;
import io.azoth.schema.ddl.DropSchema;
import io.azoth.schema.ddl.IndexDefinition;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.testkit.TestDatabase;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** Indexes, comments, schemas and temporary tables are made and read back. */
class TableOptionsIT extends ModelOnDatabase {

    TableOptionsIT(TestDatabase database) {
        super(database);
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
}
