package io.azoth.compile;

import static io.azoth.schema.Schema.check;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.defaultValue;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.notNull;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.schema.Schema.unique;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.dialect.Dialects;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.schema.TablePart;
import io.azoth.schema.ddl.AlterTable;
import io.azoth.sql.CompiledSql;
import io.azoth.sql.DdlStatement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ALTER TABLE on each target, or the error that says what to do instead. */
class AlterTest {
    private final MetaData metadata = new MetaData();

    private Table table(TablePart... parts) {
        return Table.of("things", metadata, parts);
    }

    private static List<String> steps(String dialect, DdlStatement statement) {
        return Dialects.named(dialect).compiler().compileAll(statement, List.of()).stream()
                .map(CompiledSql::text)
                .toList();
    }

    private static void steps(DdlStatement statement, String... sql) {
        for (String dialect : List.of("h2", "postgresql", "sqlite")) {
            assertThat(steps(dialect, statement)).as(dialect).containsExactly(sql);
        }
    }

    private static void error(String dialect, DdlStatement statement, String message) {
        assertThatThrownBy(() -> steps(dialect, statement)).hasMessage(message);
    }

    @Test
    void aMigrationAltersTables() {
        Table things = table(column("id", INTEGER, primaryKey()), column("a", INTEGER), column("order", TEXT));
        steps(
                things.alter().addColumn(column("n", INTEGER, notNull(), defaultValue(0))),
                "ALTER TABLE things ADD COLUMN n INTEGER DEFAULT 0 NOT NULL");
        steps(things.alter().dropColumn("order"), "ALTER TABLE things DROP COLUMN \"order\"");
        steps(things.alter().renameTo("New Things"), "ALTER TABLE things RENAME TO \"New Things\"");
        SqlAssert.sql(things.alter().renameColumn("a", "b"))
                .on("h2", "ALTER TABLE things ALTER COLUMN a RENAME TO b")
                .is("ALTER TABLE things RENAME COLUMN a TO b");
        for (String dialect : List.of("h2", "postgresql")) {
            assertThat(List.of(
                            things.alter().changeType("a", BIGINT),
                            things.alter().setNotNull("a"),
                            things.alter().dropNotNull("a"),
                            things.alter().setDefault("a", defaultValue(7)),
                            things.alter().dropDefault("a"),
                            things.alter().add(unique("a").named("uq")),
                            things.alter().add(check("a > 0")),
                            things.alter().add(primaryKey("a")),
                            things.alter().add(foreignKey(List.of("a"), "things", List.of("id"))),
                            things.alter().dropConstraint("uq")))
                    .extracting(change -> steps(dialect, change).get(0))
                    .containsExactly(
                            "ALTER TABLE things ALTER COLUMN a SET DATA TYPE BIGINT",
                            "ALTER TABLE things ALTER COLUMN a SET NOT NULL",
                            "ALTER TABLE things ALTER COLUMN a DROP NOT NULL",
                            "ALTER TABLE things ALTER COLUMN a SET DEFAULT 7",
                            "ALTER TABLE things ALTER COLUMN a DROP DEFAULT",
                            "ALTER TABLE things ADD CONSTRAINT uq UNIQUE (a)",
                            "ALTER TABLE things ADD CHECK (a > 0)",
                            "ALTER TABLE things ADD PRIMARY KEY (a)",
                            "ALTER TABLE things ADD FOREIGN KEY (a) REFERENCES things (id)",
                            "ALTER TABLE things DROP CONSTRAINT uq");
        }
        String wayOut =
                " in a table that exists; create a new table, copy the rows, drop the old one and rename the new one";
        error("sqlite", things.alter().changeType("a", BIGINT), "sqlite cannot change the type of a column" + wayOut);
        for (AlterTable change :
                List.of(things.alter().setNotNull("a"), things.alter().dropNotNull("a"))) {
            error("sqlite", change, "sqlite cannot change whether a column may be NULL" + wayOut);
        }
        for (AlterTable change : List.of(
                things.alter().setDefault("a", defaultValue(7)), things.alter().dropDefault("a"))) {
            error("sqlite", change, "sqlite cannot change the default of a column" + wayOut);
        }
        for (AlterTable change : List.of(
                things.alter().add(unique("a")),
                things.alter().add(check("a > 0")),
                things.alter().add(primaryKey("a")),
                things.alter().add(foreignKey(List.of("a"), "things", List.of("id"))))) {
            error("sqlite", change, "sqlite cannot add a constraint" + wayOut);
        }
        error("sqlite", things.alter().dropConstraint("uq"), "sqlite cannot drop a constraint" + wayOut);
    }
}
