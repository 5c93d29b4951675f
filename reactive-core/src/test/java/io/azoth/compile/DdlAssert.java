package io.azoth.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.dialect.Dialects;
import io.azoth.sql.CompiledSql;
import io.azoth.sql.DdlStatement;
import java.util.List;

/** The statements that a definition becomes, on one database or on each. */
final class DdlAssert {
    private DdlAssert() {}

    static List<String> steps(String dialect, DdlStatement statement) {
        return Dialects.named(dialect).compiler().compileAll(statement, List.of()).stream()
                .map(CompiledSql::text)
                .toList();
    }

    static void steps(DdlStatement statement, String... sql) {
        for (String dialect : List.of("h2", "postgresql", "sqlite")) {
            assertThat(steps(dialect, statement)).as(dialect).containsExactly(sql);
        }
    }

    static void error(String dialect, DdlStatement statement, String message) {
        assertThatThrownBy(() -> steps(dialect, statement)).hasMessage(message);
    }
}
