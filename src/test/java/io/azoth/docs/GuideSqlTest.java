package io.azoth.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.dialect.Dialects;
import io.azoth.examples.SqlGuide;
import io.azoth.sql.Parameters;
import io.azoth.sql.Statement;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The SQL beside each statement of the guide is what the three databases really get. */
class GuideSqlTest {
    private final Map<String, Statement> statements = SqlGuide.statements();
    private final GuidePage page = GuidePage.of("sql.md", "sql: ");

    @Test
    void eachStatementOfTheGuideHasItsSqlBesideIt() {
        assertThat(page.names()).containsExactlyInAnyOrderElementsOf(statements.keySet());
    }

    @Test
    void theSqlIsThatOfTheThreeDatabases() {
        for (MarkdownCode block : page.blocks()) {
            Statement statement = Objects.requireNonNull(statements.get(page.name(block)));
            Map<String, String> shown = GuidePage.shown(block);
            assertThat(shown.keySet()).as(page.name(block)).containsExactlyInAnyOrder("h2", "postgresql", "sqlite");
            shown.forEach((database, text) -> assertThat(text)
                    .as(page.name(block) + " " + database)
                    .isEqualTo(Dialects.named(database)
                            .compiler()
                            .compile(statement, Parameters.NONE)
                            .text()));
        }
    }
}
