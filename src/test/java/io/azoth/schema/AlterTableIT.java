package io.azoth.schema;

import static io.azoth.schema.Schema.check;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.comment;
import static io.azoth.schema.Schema.defaultNext;
import static io.azoth.schema.Schema.defaultValue;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.index;
import static io.azoth.schema.Schema.notNull;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.schema.Schema.unique;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.text;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.error.IntegrityViolationException;
import io.azoth.reflect.Inspector;
import io.azoth.schema.ddl.CheckDefinition;
import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.CreateSchema;
import io.azoth.schema.ddl.DefaultValue;
import io.azoth.schema.ddl.DropSchema;
import io.azoth.schema.ddl.ForeignKeyDefinition;
import io.azoth.schema.ddl.ForeignKeyDefinition.Action;
import io.azoth.schema.ddl.ForeignKeyDefinition.Check;
import io.azoth.schema.ddl.ForeignKeyDefinition.Rules;
import io.azoth.schema.ddl.IndexDefinition;
import io.azoth.schema.ddl.KeyDefinition;
import io.azoth.schema.ddl.RenameSchema;
import io.azoth.schema.ddl.SequenceDefinition;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Select;
import io.azoth.testkit.TestDatabase;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
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

    @Test
    void aColumnComesWithItsConstraintsAndItsComment() {
        Table parents = Table.of("parents", metadata, column("id", INTEGER, primaryKey()));
        Table things = Table.of("things", metadata, column("id", INTEGER, primaryKey()));
        TableAlteration alter = things.alter();
        run(
                metadata.createAll(),
                parents.insert().values("id", 1).execute(),
                things.insert().values("id", 1).execute(),
                alter.addColumn(column("p", INTEGER, foreignKey("parents.id").onDelete(Action.CASCADE)))
                        .execute());
        TableDefinition read = live("things");
        assertThat(read.foreignKeys())
                .containsExactly(new ForeignKeyDefinition(
                        "fk_things_p_parents",
                        List.of("p"),
                        TableName.of("parents"),
                        List.of("id"),
                        new Rules(Action.CASCADE, Action.NO_ACTION, Check.IMMEDIATE)));
        database.run("UPDATE things SET p = 1");
        if (!sqlite) {
            SqlType<String> mood = SqlTypes.enumeration("mood", List.of("sad", "glad"));
            run(
                    alter.addColumn(column("u", INTEGER, unique(), comment("it's")))
                            .execute(),
                    alter.addColumn(column("m", mood, defaultValue("sad"))).execute(),
                    alter.comment("p", "a parent").execute(),
                    alter.comment("all").execute());
            assertThat(live("things").uniqueKeys()).containsExactly(new KeyDefinition("uq_things_u", List.of("u")));
            assertThat(live("things").columns())
                    .extracting(ColumnDefinition::comment)
                    .contains("it's", "a parent");
            assertThat(live("things").comment()).isEqualTo("all");
            assertThat(database.read("SELECT m FROM things")).containsExactly("sad");
        }
        run(parents.delete().execute());
        assertThat(database.read("SELECT id FROM things")).isEmpty();
    }

    @Test
    void numbersAreMadeFromNowOnAndNamesChange() {
        if (sqlite) {
            return;
        }
        Sequence numbers = Sequence.of("numbers", metadata);
        Table things = Table.of(
                "things",
                metadata,
                column("a", INTEGER, notNull()),
                column("b", BIGINT, defaultNext(numbers)),
                unique("b").named("uq_b"),
                index("ix", "a"));
        TableAlteration alter = things.alter();
        run(
                numbers.create(),
                metadata.createAll(),
                things.insert().values("a", 1).execute(),
                alter.setIdentity("a").execute(),
                alter.restartIdentity("a", 50).execute(),
                numbers.restart(70).execute(),
                things.insert().execute(),
                alter.renameConstraint("uq_b", "uq 2").execute(),
                alter.renameIndex("ix", "order").execute());
        assertThat(database.read("SELECT a, b FROM things ORDER BY a")).containsExactly("1|1", "50|70");
        assertThat(live("things").columns().get(0).generated()).isTrue();
        assertThat(live("things").uniqueKeys()).extracting(KeyDefinition::name).containsExactly("uq 2");
        assertThat(live("things").indexes()).extracting(IndexDefinition::name).containsExactly("order");
        run(
                alter.dropIdentity("a").execute(),
                alter.dropIndex("order").concurrent().execute());
        run(alter.add(index("again", "a", "b")).concurrent().execute());
        assertThat(live("things").columns().get(0))
                .isEqualTo(ColumnDefinition.of("a", INTEGER).notNull());
        assertThat(live("things").indexes()).extracting(IndexDefinition::name).containsExactly("again");
        run(metadata.dropAll());
        if (!h2) {
            run(numbers.renameTo("others").execute());
            assertThat(Inspector.of(db)
                            .sequences()
                            .map(SequenceDefinition::name)
                            .collectList()
                            .block())
                    .containsExactly(TableName.of("others"));
        }
        database.run("DROP SEQUENCE IF EXISTS others", "DROP SEQUENCE IF EXISTS numbers");
        run(
                new CreateSchema("one", false, db).execute(),
                new RenameSchema("one", "the other", db).execute(),
                new DropSchema("the other", false, db).execute());
    }

    /** The way out that the refusals name: with foreign keys off, what refers to the table keeps its rows. */
    @Test
    void aTableOfSqliteTakesThePlaceOfAnother() {
        if (!sqlite) {
            return;
        }
        Table things = Table.of("things", metadata, column("id", INTEGER, primaryKey()), column("a", TEXT));
        Table parts = Table.of(
                "parts",
                metadata,
                column("id", INTEGER, primaryKey()),
                column("thing", INTEGER, foreignKey("things.id").onDelete(Action.CASCADE)));
        Table changed = Table.of(
                "things_new",
                new MetaData(),
                column("id", INTEGER, primaryKey()),
                column("a", INTEGER, notNull(), defaultValue(7)),
                check("a > 0"));
        run(
                metadata.createAll(),
                things.insert().values("id", 1, "a", "5").execute(),
                parts.insert().values("id", 2, "thing", 1).execute());
        Select copied = select(things.c("id"), things.c("a", String.class).cast(INTEGER));
        run(db.inConnection(connection -> text("PRAGMA foreign_keys = OFF")
                .runOn(connection)
                .then(connection.inTransaction(tx -> changed.create(tx)
                        .then(changed.insert()
                                .fromSelect(copied, changed.c("id"), changed.c("a"))
                                .executeOn(tx))
                        .then(things.drop(tx))
                        .then(changed.alter().renameTo("things").executeOn(tx))))
                .then(text("PRAGMA foreign_keys = ON").runOn(connection))));
        assertThat(database.read("SELECT id, a FROM things")).containsExactly("1|5");
        assertThat(database.read("SELECT thing FROM parts")).containsExactly("1");
        assertThat(live("things").checks()).hasSize(1);
        assertThat(live("parts").foreignKeys().get(0).target()).isEqualTo(TableName.of("things"));
    }
}
