package io.azoth.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.dialect.Dialects;
import io.azoth.error.CompileException;
import io.azoth.examples.SchemaGuide;
import io.azoth.sql.CompiledSql;
import io.azoth.sql.Statement;
import io.azoth.testkit.Project;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The DDL beside each table of the guide is what the databases get; a database that is not shown refuses it. */
class GuideSchemaTest {
    private static final String MARK = "ddl: ";

    private final Map<String, Statement> statements = SchemaGuide.statements();
    private final List<MarkdownCode> blocks =
            MarkdownCode.in(Project.text(Project.ROOT.resolve("docs/guide/schema.md"))).stream()
                    .filter(block -> block.language().equals("sql"))
                    .toList();

    @Test
    void eachStatementOfTheGuideHasItsDdlBesideIt() {
        assertThat(blocks.stream().map(GuideSchemaTest::name)).containsExactlyInAnyOrderElementsOf(statements.keySet());
    }

    @Test
    void theDdlIsThatOfTheDatabasesThatAreNamed() {
        for (MarkdownCode block : blocks) {
            Statement statement = Objects.requireNonNull(statements.get(name(block)));
            Map<String, String> shown = shown(block);
            for (String database : List.of("h2", "postgresql", "sqlite")) {
                String text = shown.get(database);
                if (text != null) {
                    assertThat(text).as(name(block) + " " + database).isEqualTo(compiled(database, statement));
                } else {
                    assertThatThrownBy(() -> compiled(database, statement))
                            .as(name(block) + " " + database)
                            .isInstanceOf(CompileException.class);
                }
            }
        }
    }

    private static Map<String, String> shown(MarkdownCode block) {
        Map<String, String> shown = new LinkedHashMap<>();
        List<String> databases = List.of();
        for (String line : block.code()) {
            if (line.startsWith("-- ")) {
                databases = new ArrayList<>(List.of(line.substring(3).split(", ")));
            } else {
                databases.forEach(
                        database -> shown.merge(database, line.strip(), (before, more) -> before + " " + more));
            }
        }
        return shown;
    }

    private static String compiled(String database, Statement statement) {
        return String.join(
                "; ",
                Dialects.named(database).compiler().compileAll(statement, List.of()).stream()
                        .map(CompiledSql::text)
                        .toList());
    }

    private static String name(MarkdownCode block) {
        return block.mark().substring(MARK.length());
    }
}
