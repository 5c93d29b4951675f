package io.azoth.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.dialect.Dialects;
import io.azoth.examples.SqlGuide;
import io.azoth.sql.Parameters;
import io.azoth.sql.Statement;
import io.azoth.testkit.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The SQL beside each statement of the guide is what the three databases really get. */
class GuideSqlTest {
    private static final String MARK = "sql: ";

    private final Map<String, Statement> statements = SqlGuide.statements();
    private final List<MarkdownCode> blocks =
            MarkdownCode.in(Project.text(Project.ROOT.resolve("docs/guide/sql.md"))).stream()
                    .filter(block -> block.language().equals("sql"))
                    .toList();

    @Test
    void eachStatementOfTheGuideHasItsSqlBesideIt() {
        assertThat(blocks.stream().map(GuideSqlTest::name)).containsExactlyInAnyOrderElementsOf(statements.keySet());
    }

    @Test
    void theSqlIsThatOfTheThreeDatabases() {
        for (MarkdownCode block : blocks) {
            Statement statement = java.util.Objects.requireNonNull(statements.get(name(block)));
            TreeSet<String> shown = new TreeSet<>();
            List<String> text = new ArrayList<>();
            List<String> databases = List.of();
            for (String line : block.code()) {
                if (line.startsWith("-- ")) {
                    compare(statement, databases, text);
                    databases = List.of(line.substring(3).split(", "));
                    shown.addAll(databases);
                    text = new ArrayList<>();
                } else {
                    text.add(line.strip());
                }
            }
            compare(statement, databases, text);
            assertThat(shown).as(name(block)).containsExactly("h2", "postgresql", "sqlite");
        }
    }

    private static void compare(Statement statement, List<String> databases, List<String> text) {
        for (String database : databases) {
            assertThat(String.join(" ", text))
                    .as(database)
                    .isEqualTo(Dialects.named(database)
                            .compiler()
                            .compile(statement, Parameters.NONE)
                            .text());
        }
    }

    private static String name(MarkdownCode block) {
        return block.mark().substring(MARK.length());
    }
}
