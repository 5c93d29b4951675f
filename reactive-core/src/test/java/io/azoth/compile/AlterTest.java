package io.azoth.compile;

import static io.azoth.compile.DdlAssert.error;
import static io.azoth.compile.DdlAssert.steps;
import static io.azoth.schema.Schema.check;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.comment;
import static io.azoth.schema.Schema.defaultValue;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.index;
import static io.azoth.schema.Schema.notNull;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.schema.Schema.temporary;
import static io.azoth.schema.Schema.unique;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.schema.MetaData;
import io.azoth.schema.NamingConvention;
import io.azoth.schema.Sequence;
import io.azoth.schema.Table;
import io.azoth.schema.TablePart;
import io.azoth.schema.ddl.AlterTable;
import io.azoth.schema.ddl.CreateIndex;
import io.azoth.schema.ddl.DropIndex;
import io.azoth.schema.ddl.ForeignKeyDefinition.Action;
import io.azoth.schema.ddl.RenameSchema;
import io.azoth.sql.DdlStatement;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ALTER TABLE on each target, or the error that says what to do instead. */
class AlterTest {
    private final MetaData metadata = new MetaData();

    private Table table(TablePart... parts) {
        return Table.of("things", metadata, parts);
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
                " in a table that exists; with foreign keys off, create a new table, copy the rows, drop the old one and "
                        + "rename the new one";
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

    @Test
    void aColumnIsAddedWithItsConstraintsAndItsComment() {
        MetaData named = metadata.named(NamingConvention.STANDARD);
        Table parents = Table.of("parents", named, column("id", INTEGER, primaryKey()));
        Table things = Table.of("things", named, column("a", INTEGER));
        AlterTable added = things.alter()
                .addColumn(column(
                        "p",
                        INTEGER,
                        unique(),
                        foreignKey(parents.c("id")).onDelete(Action.CASCADE),
                        comment("of whom")));
        for (String dialect : List.of("h2", "postgresql")) {
            assertThat(steps(dialect, added))
                    .containsExactly(
                            "ALTER TABLE things ADD COLUMN p INTEGER",
                            "ALTER TABLE things ADD CONSTRAINT uq_things_p UNIQUE (p)",
                            "ALTER TABLE things ADD CONSTRAINT fk_things_p_parents FOREIGN KEY (p) REFERENCES parents (id) ON "
                                    + "DELETE CASCADE",
                            "COMMENT ON COLUMN things.p IS 'of whom'");
        }
        error(
                "sqlite",
                added,
                "sqlite adds no column with a constraint that makes it unique (p); add the column, and create a unique "
                        + "index on it");
        assertThat(steps("sqlite", things.alter().addColumn(column("p", INTEGER, foreignKey(parents.c("id"))))))
                .containsExactly(
                        "ALTER TABLE things ADD COLUMN p INTEGER CONSTRAINT fk_things_p_parents REFERENCES parents "
                                + "(id)");
        assertThatThrownBy(() -> things.alter().addColumn(column("k", INTEGER, primaryKey())))
                .hasMessage(
                        "Column 'k' is no key of the rows that 'things' has already; add it, fill it, and make it the "
                                + "key by add(primaryKey(...))");
    }

    @Test
    void anEnumIsThereBeforeTheColumnThatNeedsIt() {
        SqlType<String> mood = SqlTypes.enumeration("mood", List.of("sad", "glad"));
        Table things = table(column("a", TEXT));
        String made =
                "DO $azoth$ BEGIN CREATE TYPE \"mood\" AS ENUM ('sad', 'glad'); EXCEPTION WHEN duplicate_object THEN "
                        + "NULL; END $azoth$";
        assertThat(steps("postgresql", things.alter().addColumn(column("m", mood))))
                .containsExactly(made, "ALTER TABLE things ADD COLUMN m \"mood\"");
        assertThat(steps("postgresql", things.alter().changeType("a", mood, "a::mood")))
                .containsExactly(made, "ALTER TABLE things ALTER COLUMN a SET DATA TYPE \"mood\" USING a::mood");
    }

    @Test
    void namesAndNumbersChange() {
        Table things = Table.of("app.things", metadata, column("a", INTEGER));
        Sequence numbers = Sequence.of("app.numbers", metadata);
        List<DdlStatement> changes = List.of(
                things.alter().renameConstraint("uq", "uq 2"),
                things.alter().renameIndex("ix", "order"),
                things.alter().restartIdentity("a", 100),
                things.alter().dropIdentity("a"),
                numbers.restart(7),
                new RenameSchema("app", "app 2", null));
        for (String dialect : List.of("h2", "postgresql")) {
            assertThat(changes)
                    .extracting(change -> steps(dialect, change).get(0))
                    .containsExactly(
                            "ALTER TABLE app.things RENAME CONSTRAINT uq TO \"uq 2\"",
                            "ALTER INDEX app.ix RENAME TO \"order\"",
                            "ALTER TABLE app.things ALTER COLUMN a RESTART WITH 100",
                            "ALTER TABLE app.things ALTER COLUMN a DROP IDENTITY",
                            "ALTER SEQUENCE app.numbers RESTART WITH 7",
                            "ALTER SCHEMA app RENAME TO \"app 2\"");
        }
        AlterTable numbered = things.alter().setIdentity("a");
        assertThat(steps("h2", numbered))
                .containsExactly("ALTER TABLE app.things ALTER COLUMN a SET GENERATED BY DEFAULT");
        assertThat(steps("postgresql", numbered))
                .containsExactly("ALTER TABLE app.things ALTER COLUMN a ADD GENERATED BY DEFAULT AS IDENTITY");
        assertThat(steps("postgresql", numbers.renameTo("n")))
                .containsExactly("ALTER SEQUENCE app.numbers RENAME TO n");
        error(
                "h2",
                numbers.renameTo("n"),
                "h2 renames no sequences (app.numbers); create one of the new name that starts where this one is, and drop "
                        + "this one");
        String wayOut =
                " in a table that exists; with foreign keys off, create a new table, copy the rows, drop the old one and "
                        + "rename the new one";
        error("sqlite", changes.get(0), "sqlite cannot rename a constraint" + wayOut);
        error(
                "sqlite",
                changes.get(1),
                "sqlite renames no indexes (ix); create it under the new name, and drop the old one");
        error("sqlite", changes.get(2), "sqlite cannot change how a column is numbered" + wayOut);
        error("sqlite", numbered, "sqlite cannot change how a column is numbered" + wayOut);
        error("sqlite", changes.get(4), "sqlite has no sequences; let the database make an integer primary key");
        error("sqlite", changes.get(5), "sqlite has no schemas; a database file that is attached is one");
    }

    @Test
    void indexesAndCommentsComeAndGo() {
        Table things = table(column("a", INTEGER));
        CreateIndex create = things.alter().add(index("ix", "a")).concurrent();
        DropIndex drop = things.alter().dropIndex("ix").concurrent();
        assertThat(steps("postgresql", create)).containsExactly("CREATE INDEX CONCURRENTLY ix ON things (a)");
        assertThat(steps("postgresql", drop)).containsExactly("DROP INDEX CONCURRENTLY ix");
        for (String dialect : List.of("h2", "sqlite")) {
            assertThat(steps(dialect, create)).containsExactly("CREATE INDEX ix ON things (a)");
            assertThat(steps(dialect, drop)).containsExactly("DROP INDEX ix");
        }
        assertThat(steps("h2", things.alter().comment("it's"))).containsExactly("COMMENT ON TABLE things IS 'it''s'");
        assertThat(steps("h2", things.alter().comment("a", null)))
                .containsExactly("COMMENT ON COLUMN things.a IS NULL");
        assertThatThrownBy(() -> things.alter().add(temporary()))
                .hasMessage(
                        "Temporary[] is no constraint; an index is added by add(index(...)), a comment by comment(...)");
    }
}
