package io.azoth.compile;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.comment;
import static io.azoth.schema.Schema.defaultNext;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.index;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.type.SqlTypes.BIGINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.dialect.Dialects;
import io.azoth.error.DefinitionException;
import io.azoth.schema.MetaData;
import io.azoth.schema.SchemaTranslation;
import io.azoth.schema.Sequence;
import io.azoth.schema.Table;
import io.azoth.schema.ddl.CreateSchema;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.CompiledSql;
import io.azoth.sql.DdlStatement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaTranslationTest {
    private static final SchemaTranslation TENANT =
            SchemaTranslation.unnamedTo("t7").and("app", "t 7");

    private static List<String> sql(String dialect, DdlStatement statement) {
        return Dialects.named(dialect).compiler().translating(TENANT).compileAll(statement, List.of()).stream()
                .map(CompiledSql::text)
                .toList();
    }

    @Test
    void eachNameOfAStatementIsTranslatedOnce() {
        MetaData metadata = new MetaData();
        Table users = Table.of("app.users", metadata, column("id", BIGINT, primaryKey()));
        Table notes = Table.of(
                "notes",
                metadata,
                column("by_user", BIGINT, foreignKey(users.c("id"))),
                column("n", BIGINT, defaultNext(Sequence.of("app.numbers", metadata)), comment("a number")),
                index("notes_n", "n"));
        assertThat(sql("postgresql", notes.createStatement()))
                .containsExactly(
                        "CREATE TABLE t7.notes (by_user BIGINT, n BIGINT DEFAULT nextval('\"t 7\".\"numbers\"'), FOREIGN KEY "
                                + "(by_user) REFERENCES \"t 7\".users (id))",
                        "CREATE INDEX notes_n ON t7.notes (n)",
                        "COMMENT ON COLUMN t7.notes.n IS 'a number'");
        assertThat(sql("h2", notes.createStatement()))
                .containsExactly(
                        "CREATE TABLE t7.notes (by_user BIGINT, n BIGINT DEFAULT NEXT VALUE FOR \"t 7\".numbers, FOREIGN KEY "
                                + "(by_user) REFERENCES \"t 7\".users (id))",
                        "CREATE INDEX t7.notes_n ON t7.notes (n)",
                        "COMMENT ON COLUMN t7.notes.n IS 'a number'");
        Table plain = Table.of("plain", metadata, column("n", BIGINT), index("plain_n", "n"));
        assertThat(sql("sqlite", plain.createStatement()))
                .containsExactly("CREATE TABLE t7.plain (n BIGINT)", "CREATE INDEX t7.plain_n ON plain (n)");
        assertThat(sql("postgresql", new CreateSchema("app", false, null))).containsExactly("CREATE SCHEMA \"t 7\"");
        assertThat(sql("postgresql", new CreateSchema("t7", false, null))).containsExactly("CREATE SCHEMA t7");
    }

    @Test
    void theWayBackPrefersWhatWasAskedFor() {
        SchemaTranslation both = SchemaTranslation.of("b", "t").and("a", "t");
        assertThat(both.back("t", "b")).isEqualTo("b");
        assertThat(both.back("t", null)).isEqualTo("a");
        assertThat(both.back("x", null)).isEqualTo("x");
        assertThat(SchemaTranslation.of("app", "").translated(new TableName("app", "users")))
                .isEqualTo(TableName.of("users"));
        assertThat(SchemaTranslation.of("app", "").back(null, "app")).isEqualTo("app");
    }

    @Test
    void whatNoDatabaseTakesAsASchemaIsRefused() {
        assertThatThrownBy(() -> new SchemaTranslation(Map.of("app", "a\0b")))
                .isInstanceOf(DefinitionException.class)
                .hasMessage("The name of a schema is not blank and has no NUL character");
        assertThatThrownBy(() -> SchemaTranslation.unnamedTo(" ")).isInstanceOf(DefinitionException.class);
    }
}
