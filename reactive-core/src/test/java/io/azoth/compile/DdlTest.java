package io.azoth.compile;

import static io.azoth.compile.DdlAssert.error;
import static io.azoth.compile.DdlAssert.steps;
import static io.azoth.schema.Schema.check;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.comment;
import static io.azoth.schema.Schema.computed;
import static io.azoth.schema.Schema.defaultNext;
import static io.azoth.schema.Schema.defaultSql;
import static io.azoth.schema.Schema.defaultValue;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.identity;
import static io.azoth.schema.Schema.index;
import static io.azoth.schema.Schema.notNull;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.schema.Schema.tableComment;
import static io.azoth.schema.Schema.temporary;
import static io.azoth.schema.Schema.unique;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.BOOLEAN;
import static io.azoth.type.SqlTypes.BYTES;
import static io.azoth.type.SqlTypes.DATE;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.NUMERIC;
import static io.azoth.type.SqlTypes.TEXT;
import static io.azoth.type.SqlTypes.TIMESTAMP;
import static io.azoth.type.SqlTypes.numeric;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.schema.MetaData;
import io.azoth.schema.NamingConvention;
import io.azoth.schema.Sequence;
import io.azoth.schema.Table;
import io.azoth.schema.TablePart;
import io.azoth.schema.ddl.CommentOn;
import io.azoth.schema.ddl.CreateIndex;
import io.azoth.schema.ddl.CreateSchema;
import io.azoth.schema.ddl.CreateSequence;
import io.azoth.schema.ddl.CreateTables;
import io.azoth.schema.ddl.DropIndex;
import io.azoth.schema.ddl.DropSchema;
import io.azoth.schema.ddl.DropSequence;
import io.azoth.schema.ddl.DropTables;
import io.azoth.schema.ddl.ForeignKeyDefinition.Action;
import io.azoth.schema.ddl.ForeignKeyDefinition.Check;
import io.azoth.schema.ddl.TableName;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DdlTest {
    private final MetaData metadata = new MetaData();

    private Table table(TablePart... parts) {
        return Table.of("things", metadata, parts);
    }

    @Test
    void defaultsAreConstantsExpressionsAndSequences() {
        Table things = table(
                column("a", INTEGER, defaultValue(-5)),
                column("b", varchar(9), notNull(), defaultValue("it's; a\\b")),
                column("c", BOOLEAN, defaultValue(true)),
                column("d", numeric(9, 2), defaultValue(0)),
                column("e", DATE, defaultValue(LocalDate.of(2024, 2, 29))),
                column("f", TIMESTAMP, defaultSql("CURRENT_TIMESTAMP")),
                column("g", BYTES, defaultValue(new byte[] {0, (byte) 0xff})),
                column("h", NUMERIC, defaultValue(new BigDecimal("1.50"))));
        assertThat(steps("postgresql", things.createStatement()))
                .containsExactly(
                        "CREATE TABLE things (a INTEGER DEFAULT -5, b VARCHAR(9) DEFAULT 'it''s; a\\b' NOT NULL, "
                                + "c BOOLEAN DEFAULT TRUE, d NUMERIC(9, 2) DEFAULT 0.00, e DATE DEFAULT '2024-02-29', f TIMESTAMP "
                                + "DEFAULT CURRENT_TIMESTAMP, g BYTEA DEFAULT '\\x00ff', h NUMERIC DEFAULT 1.50)");
        assertThat(steps("h2", things.createStatement()))
                .containsExactly(
                        "CREATE TABLE things (a INTEGER DEFAULT -5, b VARCHAR(9) DEFAULT U&'it''s\\003b a\\\\b' "
                                + "NOT NULL, c BOOLEAN DEFAULT TRUE, d NUMERIC(9, 2) DEFAULT 0.00, e DATE DEFAULT '2024-02-29', f "
                                + "TIMESTAMP DEFAULT CURRENT_TIMESTAMP, g VARBINARY DEFAULT X'00ff', h DECFLOAT DEFAULT 1.50)");
        assertThat(steps("sqlite", things.createStatement()))
                .containsExactly(
                        "CREATE TABLE things (a INTEGER DEFAULT -5, b VARCHAR(9) DEFAULT 'it''s; a\\b' NOT NULL, "
                                + "c BOOLEAN DEFAULT TRUE, d DECIMAL_TEXT(9, 2) DEFAULT '0.00', e DATE DEFAULT '2024-02-29', f "
                                + "TIMESTAMP DEFAULT (CURRENT_TIMESTAMP), g BLOB DEFAULT X'00ff', h DECIMAL_TEXT DEFAULT '1.5')");
    }

    @Test
    void aDefaultFitsItsColumn() {
        Table things = table(column("a", INTEGER, defaultValue("five")));
        assertThatThrownBy(things::createStatement)
                .hasMessage("things.a is INTEGER and takes Integer, not String; convert the value first");
        Table nul = Table.of("nul", metadata, column("a", TEXT, defaultValue("a\0b")));
        error("postgresql", nul.createStatement(), "Text in a statement has no NUL character");
    }

    @Test
    void sequencesGiveDefaults() {
        Sequence numbers = Sequence.of("app.numbers", metadata).startingAt(100).incrementedBy(10);
        Table things = table(column("n", BIGINT, defaultNext(numbers)));
        assertThat(steps("postgresql", things.createStatement()))
                .containsExactly("CREATE TABLE things (n BIGINT DEFAULT nextval('\"app\".\"numbers\"'))");
        assertThat(steps("h2", things.createStatement()))
                .containsExactly("CREATE TABLE things (n BIGINT DEFAULT NEXT VALUE FOR app.numbers)");
        error(
                "sqlite",
                things.createStatement(),
                "sqlite has no sequences, so 'app.numbers' has no next value; let the database make an integer primary "
                        + "key");
        CreateSequence create = new CreateSequence(numbers.definition(), true, null);
        DropSequence drop = new DropSequence(numbers.definition().name(), true, null);
        for (String dialect : List.of("h2", "postgresql")) {
            assertThat(steps(dialect, create))
                    .containsExactly("CREATE SEQUENCE IF NOT EXISTS app.numbers START WITH 100 INCREMENT BY 10");
            assertThat(steps(dialect, drop)).containsExactly("DROP SEQUENCE IF EXISTS app.numbers");
        }
        error("sqlite", create, "sqlite has no sequences; let the database make an integer primary key");
        assertThatThrownBy(() -> Sequence.of("s", metadata).incrementedBy(0))
                .hasMessage("The increment of the sequence 's' is not 0");
    }

    @Test
    void columnsAreComputedAndNumbered() {
        Table things = table(
                column("price", INTEGER),
                column("twice", INTEGER, computed("price * 2")),
                column("n", BIGINT, identity()));
        assertThat(steps("postgresql", things.createStatement()))
                .containsExactly(
                        "CREATE TABLE things (price INTEGER, twice INTEGER GENERATED ALWAYS AS (price * 2) STORED, n "
                                + "BIGINT GENERATED BY DEFAULT AS IDENTITY)");
        assertThat(steps("h2", things.createStatement()))
                .containsExactly("CREATE TABLE things (price INTEGER, twice INTEGER GENERATED ALWAYS AS (price * 2), n "
                        + "BIGINT GENERATED BY DEFAULT AS IDENTITY)");
        error(
                "sqlite",
                things.createStatement(),
                "sqlite makes the numbers of an integer primary key alone, not of 'n'; make it the key, or give the "
                        + "numbers");
    }

    @Test
    void constraintsHaveNamesAndRules() {
        Table parent = Table.of("parents", metadata, column("a", INTEGER), column("b", INTEGER), primaryKey("b", "a"));
        assertThat(parent.primaryKeyColumns()).containsExactly(parent.c("b"), parent.c("a"));
        Table things = table(
                column("id", INTEGER, primaryKey()),
                column("x", INTEGER, unique()),
                column("y", INTEGER),
                column("up", INTEGER, foreignKey("things.id").onDelete(Action.SET_NULL)),
                unique("x", "y").named("both"),
                check("x > 0"),
                check("y < 10").named("small"),
                foreignKey(List.of("x", "y"), "parents", List.of("b", "a"))
                        .onDelete(Action.CASCADE)
                        .onUpdate(Action.RESTRICT));
        SqlAssert.sql(things.createStatement())
                .on(
                        "sqlite",
                        "CREATE TABLE things (id INTEGER NOT NULL, x INTEGER, y INTEGER, up INTEGER, PRIMARY KEY (id), "
                                + "UNIQUE (x), CONSTRAINT \"both\" UNIQUE (x, y), FOREIGN KEY (up) REFERENCES things (id) ON "
                                + "DELETE SET NULL, FOREIGN KEY (x, y) REFERENCES parents (b, a) ON DELETE CASCADE ON "
                                + "UPDATE RESTRICT, CHECK (x > 0), CONSTRAINT small CHECK (y < 10))")
                .is(
                        "CREATE TABLE things (id INTEGER GENERATED BY DEFAULT AS IDENTITY NOT NULL, x INTEGER, y INTEGER, up "
                                + "INTEGER, PRIMARY KEY (id), UNIQUE (x), CONSTRAINT \"both\" UNIQUE (x, y), FOREIGN KEY (up) "
                                + "REFERENCES things (id) ON DELETE SET NULL, FOREIGN KEY (x, y) REFERENCES parents (b, a) ON "
                                + "DELETE CASCADE ON UPDATE RESTRICT, CHECK (x > 0), CONSTRAINT small CHECK (y < 10))");
    }

    @Test
    void foreignKeysAreDeferredWhereTheTargetCan() {
        Table things = table(column("up", INTEGER, foreignKey("things.up").checked(Check.DEFERRED)));
        for (String dialect : List.of("postgresql", "sqlite")) {
            assertThat(steps(dialect, things.createStatement()))
                    .containsExactly(
                            "CREATE TABLE things (up INTEGER, FOREIGN KEY (up) REFERENCES things (up) DEFERRABLE "
                                    + "INITIALLY DEFERRED)");
        }
        error(
                "h2",
                things.createStatement(),
                "h2 checks a foreign key at the end of each statement and cannot defer it; order the statements so that "
                        + "the row referred to comes first");
    }

    @Test
    void aConventionNamesConstraints() {
        MetaData named = metadata.named(NamingConvention.STANDARD);
        Table parent = Table.of("parents", named, column("id", INTEGER, primaryKey()));
        Table things = Table.of(
                "things",
                named,
                column("id", INTEGER, foreignKey(parent.c("id")), primaryKey()),
                column("x", INTEGER, unique()),
                check("x > 0"));
        steps(
                things.createStatement(),
                "CREATE TABLE things (id INTEGER NOT NULL, x INTEGER, CONSTRAINT pk_things PRIMARY KEY (id), CONSTRAINT "
                        + "uq_things_x UNIQUE (x), CONSTRAINT fk_things_id_parents FOREIGN KEY (id) REFERENCES parents "
                        + "(id), CONSTRAINT ck_things_1 CHECK (x > 0))");
    }

    @Test
    void indexesFollowTheirTable() {
        Table things = table(
                column("a", INTEGER),
                column("b", TEXT),
                index("things_a", "a").descending("b").unique());
        SqlAssert.sql(things.createStatement())
                .on("h2", "CREATE TABLE things (a INTEGER, b VARCHAR)")
                .is("CREATE TABLE things (a INTEGER, b TEXT)");
        for (String dialect : List.of("h2", "postgresql", "sqlite")) {
            assertThat(steps(dialect, things.createStatement()).get(1))
                    .isEqualTo("CREATE UNIQUE INDEX things_a ON things (a, b DESC)");
        }
        steps(new DropIndex(TableName.of("things"), "things_a", true, null), "DROP INDEX IF EXISTS things_a");
    }

    @Test
    void indexesArePartialOfExpressionsAndOfMethods() {
        Table things = table(
                column("a", INTEGER),
                column("b", TEXT),
                index("lower_b").expression("lower(b)").where("a > 0"));
        for (String dialect : List.of("postgresql", "sqlite")) {
            assertThat(steps(dialect, things.createStatement()).get(1))
                    .isEqualTo("CREATE INDEX lower_b ON things ((lower(b))) WHERE a > 0");
        }
        error(
                "h2",
                things.createStatement(),
                "h2 has indexes on columns alone, not on 'lower(b)'; index a computed column instead");
        Table hashed = Table.of(
                "hashed", metadata, column("a", INTEGER), index("h", "a").using("hash"));
        assertThat(steps("postgresql", hashed.createStatement()).get(1))
                .isEqualTo("CREATE INDEX h ON hashed USING hash (a)");
        error(
                "sqlite",
                hashed.createStatement(),
                "sqlite has one kind of index and no 'hash' (index 'h'); leave the method out");
        Table partial = Table.of(
                "partial", metadata, column("a", INTEGER), index("p", "a").where("a > 0"));
        error("h2", partial.createStatement(), "h2 has no partial indexes (index 'p'); leave the condition out");
    }

    @Test
    void commentsAreKeptWhereTheTargetKeepsThem() {
        Table things = table(column("a", INTEGER, comment("it's a")), tableComment("things"));
        for (String dialect : List.of("h2", "postgresql")) {
            assertThat(steps(dialect, things.createStatement()))
                    .containsExactly(
                            "CREATE TABLE things (a INTEGER)",
                            "COMMENT ON TABLE things IS 'things'",
                            "COMMENT ON COLUMN things.a IS 'it''s a'");
        }
        assertThat(steps("sqlite", things.createStatement())).containsExactly("CREATE TABLE things (a INTEGER)");
        CommentOn gone = new CommentOn(TableName.of("things"), null, null, null);
        assertThat(steps("h2", gone)).containsExactly("COMMENT ON TABLE things IS NULL");
        error("sqlite", gone, "sqlite keeps no comments on tables and columns (things)");
    }

    @Test
    void schemasAndTemporaryTables() {
        for (String dialect : List.of("h2", "postgresql")) {
            assertThat(steps(dialect, new CreateSchema("app", true, null)))
                    .containsExactly("CREATE SCHEMA IF NOT EXISTS app");
            assertThat(steps(dialect, new DropSchema("app", true, null)))
                    .containsExactly("DROP SCHEMA IF EXISTS app RESTRICT");
        }
        error(
                "sqlite",
                new CreateSchema("app", false, null),
                "sqlite has no schemas; a database file that is attached is one");
        Table things = table(column("a", INTEGER), temporary());
        SqlAssert.sql(things.createStatement())
                .on("h2", "CREATE LOCAL TEMPORARY TABLE things (a INTEGER)")
                .is("CREATE TEMPORARY TABLE things (a INTEGER)");
        Table inSchema = Table.of(
                "app.things",
                metadata,
                column("a", INTEGER, primaryKey()),
                column("up", INTEGER, foreignKey("app.things.a")));
        assertThat(steps("sqlite", inSchema.createStatement()))
                .containsExactly(
                        "CREATE TABLE app.things (a INTEGER NOT NULL, up INTEGER, PRIMARY KEY (a), FOREIGN KEY (up) "
                                + "REFERENCES things (a))");
    }

    @Test
    void tablesThatReferToEachOtherAreCreatedAndDroppedByAlter() {
        Table a =
                Table.of("a", metadata, column("id", INTEGER, primaryKey()), column("b", INTEGER, foreignKey("b.id")));
        Table b =
                Table.of("b", metadata, column("id", INTEGER, primaryKey()), column("a", INTEGER, foreignKey("a.id")));
        CreateTables create = new CreateTables(List.of(a.definition(), b.definition()), true, null);
        DropTables drop = new DropTables(List.of(a.definition(), b.definition()), true, null);
        for (String dialect : List.of("h2", "postgresql")) {
            assertThat(steps(dialect, create))
                    .containsExactly(
                            "CREATE TABLE IF NOT EXISTS b (id INTEGER GENERATED BY DEFAULT AS IDENTITY NOT NULL, a INTEGER, "
                                    + "PRIMARY KEY (id))",
                            "CREATE TABLE IF NOT EXISTS a (id INTEGER GENERATED BY DEFAULT AS IDENTITY NOT NULL, b INTEGER, "
                                    + "PRIMARY KEY (id), FOREIGN KEY (b) REFERENCES b (id))",
                            "ALTER TABLE b ADD CONSTRAINT fk_b_a FOREIGN KEY (a) REFERENCES a (id)");
            assertThat(steps(dialect, drop))
                    .containsExactly(
                            "ALTER TABLE IF EXISTS b DROP CONSTRAINT IF EXISTS fk_b_a",
                            "DROP TABLE IF EXISTS a",
                            "DROP TABLE IF EXISTS b");
        }
        assertThat(steps("sqlite", create))
                .containsExactly(
                        "CREATE TABLE IF NOT EXISTS b (id INTEGER NOT NULL, a INTEGER, PRIMARY KEY (id), FOREIGN KEY (a) "
                                + "REFERENCES a (id))",
                        "CREATE TABLE IF NOT EXISTS a (id INTEGER NOT NULL, b INTEGER, PRIMARY KEY (id), FOREIGN KEY (b) "
                                + "REFERENCES b (id))");
        assertThat(steps("sqlite", drop))
                .containsExactly("PRAGMA defer_foreign_keys = ON", "DROP TABLE IF EXISTS a", "DROP TABLE IF EXISTS b");
        assertThat(drop)
                .hasToString("ALTER TABLE IF EXISTS b DROP CONSTRAINT IF EXISTS fk_b_a; DROP TABLE IF EXISTS a; DROP "
                        + "TABLE IF EXISTS b {generic}");
    }

    /** SQLite finds no table that is gone when it drops one on which a key has an action: an empty one stands in for it. */
    @Test
    void tablesInACircleWithActionsAreDroppedBesideAStandIn() {
        Table a = Table.of(
                "a",
                metadata,
                column("id", INTEGER, primaryKey()),
                column("b", INTEGER, foreignKey("b.id").onDelete(Action.SET_NULL)));
        Table b = Table.of(
                "b",
                metadata,
                column("id", INTEGER, primaryKey()),
                column("a", INTEGER, foreignKey("a.id").onDelete(Action.CASCADE)),
                column("up", INTEGER, foreignKey("b.id").onDelete(Action.CASCADE)));
        DropTables drop = new DropTables(List.of(a.definition(), b.definition()), true, null);
        assertThat(steps("sqlite", drop))
                .containsExactly(
                        "PRAGMA defer_foreign_keys = ON",
                        "DROP TABLE IF EXISTS a",
                        "CREATE TABLE IF NOT EXISTS a (id INTEGER, UNIQUE (id))",
                        "DROP TABLE IF EXISTS b",
                        "DROP TABLE IF EXISTS a");
    }

    @Test
    void aSequenceBeginsAnywhere() {
        Sequence up = Sequence.of("s", metadata).startingAt(0);
        Sequence down = Sequence.of("s", metadata).startingAt(5).incrementedBy(-2);
        assertThat(steps("postgresql", new CreateSequence(up.definition(), false, null)))
                .containsExactly("CREATE SEQUENCE s START WITH 0 INCREMENT BY 1 MINVALUE 0");
        assertThat(steps("postgresql", new CreateSequence(down.definition(), false, null)))
                .containsExactly("CREATE SEQUENCE s START WITH 5 INCREMENT BY -2 MAXVALUE 5");
        assertThat(steps("h2", new CreateSequence(up.definition(), false, null)))
                .containsExactly("CREATE SEQUENCE s START WITH 0 INCREMENT BY 1");
    }

    @Test
    void aForeignKeyOfH2NamesTheSchemaOfItsTarget() {
        Table here = Table.of("here", metadata, column("id", INTEGER, primaryKey()));
        Table there = Table.of("app.there", metadata, column("here", INTEGER, foreignKey(here.c("id"))));
        String message =
                "h2 looks for 'here', to which a foreign key of 'app.there' refers, in the schema 'app' alone; "
                        + "name the schema that it is in";
        error("h2", there.createStatement(), message);
        error("h2", there.alter().add(foreignKey(List.of("here"), "here", List.of("id"))), message);
    }

    @Test
    void indexesSayWhereNullStandsAndWhatTheyHoldBesides() {
        Table things = table(
                column("a", INTEGER),
                column("b", INTEGER),
                index("ix", "a").nullsFirst().descending("b").nullsLast());
        for (String dialect : List.of("h2", "postgresql")) {
            assertThat(steps(dialect, things.createStatement()).get(1))
                    .isEqualTo("CREATE INDEX ix ON things (a NULLS FIRST, b DESC NULLS LAST)");
        }
        error(
                "sqlite",
                things.createStatement(),
                "sqlite sorts NULL before everything in an index (a); leave NULLS FIRST out");
        CreateIndex covering = things.alter().add(index("c", "a").including("b", "order"));
        assertThat(steps("postgresql", covering))
                .containsExactly("CREATE INDEX c ON things (a) INCLUDE (b, \"order\")");
        for (String dialect : List.of("h2", "sqlite")) {
            error(
                    dialect,
                    covering,
                    dialect
                            + " holds nothing in an index but what it sorts by (index 'c'); sort by [b, order] behind the "
                            + "rest");
        }
    }
}
