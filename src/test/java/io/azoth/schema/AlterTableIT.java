package io.azoth.schema;

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

import io.azoth.error.IntegrityViolationException;
import io.azoth.schema.ddl.CheckDefinition;
import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.DefaultValue;
import io.azoth.schema.ddl.KeyDefinition;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Statements of a migration, on tables that hold rows. */
class AlterTableIT extends ModelOnDatabase {

    AlterTableIT(TestDatabase database) {
        super(database);
    }

    @Test
    void aMigrationChangesATableThatHoldsRows() {
        Table things = Table.of("things", metadata, column("id", INTEGER, primaryKey()), column("a", INTEGER));
        TableAlteration alter = things.alter();
        run(
                things.create(),
                things.insert().values("a", 1).execute(),
                alter.addColumn(column("n", INTEGER, notNull(), defaultValue(7)))
                        .execute(),
                alter.renameColumn("a", "b").execute());
        assertThat(database.read("SELECT b, n FROM things")).containsExactly("1|7");
        if (!sqlite) {
            run(
                    alter.changeType("b", BIGINT).execute(),
                    alter.setNotNull("b").execute(),
                    alter.add(unique("b").named("uq_b")).execute(),
                    alter.add(check("b > 0").named("ck_b")).execute(),
                    alter.add(foreignKey(List.of("n"), "things", List.of("b")).named("fk_n"))
                            .execute()
                            .onErrorComplete(IntegrityViolationException.class));
            TableDefinition changed = live("things");
            assertThat(changed.columns().get(1))
                    .isEqualTo(ColumnDefinition.of("b", BIGINT).notNull());
            assertThat(changed.uniqueKeys()).containsExactly(new KeyDefinition("uq_b", List.of("b")));
            assertThat(changed.checks()).extracting(CheckDefinition::name).containsExactly("ck_b");
            run(
                    alter.dropConstraint("ck_b").execute(),
                    alter.dropConstraint("uq_b").execute(),
                    alter.dropNotNull("b").execute());
            assertThat(live("things").columns().get(1)).isEqualTo(ColumnDefinition.of("b", BIGINT));
        }
        run(alter.dropColumn("b").execute(), alter.renameTo("others").execute());
        assertThat(live("others").columns())
                .containsExactly(
                        live("others").columns().get(0),
                        ColumnDefinition.of("n", INTEGER).notNull().withDefault(new DefaultValue.Constant(7)));
        database.run("DROP TABLE others");
    }

    @Test
    void aDefaultIsSetAndDropped() {
        if (sqlite) {
            return;
        }
        Table things = Table.of("things", metadata, column("a", TEXT));
        run(
                things.create(),
                things.alter().setDefault("a", defaultValue("it's")).execute());
        assertThat(live("things").columns())
                .containsExactly(ColumnDefinition.of("a", TEXT).withDefault(new DefaultValue.Constant("it's")));
        run(things.alter().dropDefault("a").execute());
        assertThat(live("things").columns()).containsExactly(ColumnDefinition.of("a", TEXT));
    }

    /** What the database does not convert by itself, an expression does. */
    @Test
    void textBecomesNumbersByAnExpression() {
        if (sqlite) {
            return;
        }
        Table things = Table.of("things", metadata, column("a", TEXT));
        run(
                things.create(),
                things.insert().values("a", "4").execute(),
                things.alter()
                        .changeType("a", INTEGER, "CAST(a AS INTEGER) * 2")
                        .execute());
        assertThat(database.read("SELECT a FROM things")).containsExactly("8");
        assertThat(live("things").columns()).containsExactly(ColumnDefinition.of("a", INTEGER));
    }
}
