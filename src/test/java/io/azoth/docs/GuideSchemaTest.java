package io.azoth.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.dialect.Dialects;
import io.azoth.error.CompileException;
import io.azoth.examples.SchemaGuide;
import io.azoth.sql.CompiledSql;
import io.azoth.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The DDL beside each table of the guide is what the databases get; a database that is not shown refuses it. */
class GuideSchemaTest {
    private final Map<String, Statement> statements = SchemaGuide.statements();
    private final GuidePage page = GuidePage.of("schema.md", "ddl: ");

    @Test
    void eachStatementOfTheGuideHasItsDdlBesideIt() {
        assertThat(page.names()).containsExactlyInAnyOrderElementsOf(statements.keySet());
    }

    @Test
    void theDdlIsThatOfTheDatabasesThatAreNamed() {
        for (MarkdownCode block : page.blocks()) {
            Statement statement = Objects.requireNonNull(statements.get(page.name(block)));
            Map<String, String> shown = GuidePage.shown(block);
            for (String database : List.of("h2", "postgresql", "sqlite")) {
                String text = shown.get(database);
                if (text != null) {
                    assertThat(text).as(page.name(block) + " " + database).isEqualTo(compiled(database, statement));
                } else {
                    assertThatThrownBy(() -> compiled(database, statement))
                            .as(page.name(block) + " " + database)
                            .isInstanceOf(CompileException.class);
                }
            }
        }
    }

    private static String compiled(String database, Statement statement) {
        return String.join(
                "; ",
                Dialects.named(database).compiler().compileAll(statement, List.of()).stream()
                        .map(CompiledSql::text)
                        .toList());
    }
}
