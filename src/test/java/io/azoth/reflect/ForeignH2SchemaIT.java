package io.azoth.reflect;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.type.SqlTypes.INTEGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.schema.ddl.TableName;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** An H2 schema that others wrote, with what we would not write. */
@Databases(DatabaseKind.H2)
class ForeignH2SchemaIT extends ForeignSchema {

    ForeignH2SchemaIT(TestDatabase database) {
        super(database);
    }

    @Override
    String[] script() {
        return new String[] {
            "CREATE DOMAIN positive AS integer CHECK (VALUE > 0)",
            "CREATE SCHEMA \"Other One\"",
            "CREATE TABLE \"Other One\".plain (id int PRIMARY KEY)",
            "CREATE TABLE plain (id int auto_increment PRIMARY KEY, \"Group\" text, \"a.b\" int, \"q\"\"q\" int, "
                    + "\"größe\" int, \"VALUE\" int, \"order\" int)",
            "CREATE TABLE \"plain\" (\"lower\" int, \"LOWER\" int, \"Lower\" int)",
            "CREATE TABLE odd (p positive, m enum('sad','it''s'), iv interval day to second, b binary(3), tz time "
                    + "with time zone, ti time(3), c char, aa int array[5], u uuid DEFAULT random_uuid(), t varchar "
                    + "DEFAULT 'it''s', neg numeric(5,2) DEFAULT -1.5, small tinyint, rw row(a int, b varchar), vi "
                    + "varchar_ignorecase(10), cl clob, n int, gs int GENERATED ALWAYS AS (n + 1))",
            "CREATE TABLE keyed (b int, a int, c int, d int, PRIMARY KEY (c, b), UNIQUE (a, d), UNIQUE (b, c))",
            "CREATE TABLE refs (x int, y int, z int, self int, id int PRIMARY KEY, FOREIGN KEY (y, x) REFERENCES "
                    + "keyed (b, c) ON DELETE SET NULL, FOREIGN KEY (self) REFERENCES refs, FOREIGN KEY (z) "
                    + "REFERENCES \"Other One\".plain, FOREIGN KEY (x, y) REFERENCES keyed (a, d))",
            "CREATE INDEX sorted ON keyed (a, b DESC NULLS LAST)",
            "CREATE TABLE empty ()",
            "CREATE VIEW shown AS SELECT id FROM plain",
            "CREATE SEQUENCE \"Odd Seq\" START WITH 5 INCREMENT BY -1 MAXVALUE 5 MINVALUE -100",
            "CREATE TABLE counted (n bigint DEFAULT NEXT VALUE FOR \"Odd Seq\", m bigint DEFAULT NEXT VALUE FOR "
                    + "\"Odd Seq\" + 1)",
            "CREATE TABLE \"a.b\" (id int)",
            "CREATE SCHEMA a",
            "CREATE TABLE a.b (id int, other int)"
        };
    }

    @Test
    void unusualTypesAreNamedAndOddNamesAreAsTheyAre() {
        assertThat(LiveText.columns(live("odd")))
                .containsExactly(
                        "p INTEGER",
                        "m other ENUM('sad', 'it''s')",
                        "iv INTERVAL DAY TO SECOND",
                        "b other BINARY(3)",
                        "tz other TIME WITH TIME ZONE",
                        "ti TIME",
                        "c CHAR(1)",
                        "aa other INTEGER ARRAY[5]",
                        "u UUID = sql RANDOM_UUID()",
                        "t TEXT = it's",
                        "neg NUMERIC(5, 2) = -1.50",
                        "small other TINYINT",
                        "rw other ROW(\"A\" INTEGER, \"B\" CHARACTER VARYING)",
                        "vi other VARCHAR_IGNORECASE(10)",
                        "cl TEXT",
                        "n INTEGER",
                        "gs INTEGER stored \"N\" + 1");
        assertThat(LiveText.columns(live("counted")))
                .containsExactly(
                        "n BIGINT = next of Odd Seq", "m BIGINT = sql NEXT VALUE FOR \"PUBLIC\".\"Odd Seq\" + 1");
    }

    /** Small letters without quotes mean capitals there; a word of the language is quoted as it is. */
    @Test
    void namesThatDifferInCaseAloneAreToldApart() {
        assertThat(LiveText.columns(live("plain")))
                .containsExactly(
                        "id INTEGER not null generated",
                        "Group TEXT",
                        "a.b INTEGER",
                        "q\"q INTEGER",
                        "größe INTEGER",
                        "VALUE INTEGER",
                        "order INTEGER");
        assertThat(LiveText.columns(live("\"plain\"")))
                .containsExactly("\"lower\" INTEGER", "lower INTEGER", "Lower INTEGER");
        MetaData live = MetaData.bind(db);
        StepVerifier.create(Table.reflect("\"plain\"", live).flatMap(table -> table.insert()
                        .values("\"lower\"", 1, "lower", 2, "Lower", 3)
                        .execute()
                        .then(table.select().one())
                        .map(row -> row.get(table.c("\"lower\"")) + " " + row.get(table.c("lower")) + " "
                                + row.get(table.c("Lower")))))
                .expectNext("1 2 3")
                .verifyComplete();
        assertThat(database.read("SELECT \"lower\", LOWER, \"Lower\" FROM \"plain\""))
                .containsExactly("1|2|3");
        database.run("DELETE FROM \"plain\"");
    }

    @Test
    void keysAndIndexesOfEveryKindAreRead() {
        assertThat(LiveText.constraints(live("keyed")))
                .containsExactly("primary key [c, b]", "unique [a, d]", "unique [b, c]");
        assertThat(LiveText.indexes(live("keyed"))).containsExactly("sorted [a, b desc]");
        assertThat(LiveText.constraints(live("refs")))
                .containsExactly(
                        "primary key [id]",
                        "foreign key [y, x] to keyed [b, c] on delete SET_NULL",
                        "foreign key [self] to refs [id]",
                        "foreign key [z] to Other One.plain [id]",
                        "foreign key [x, y] to keyed [a, d]");
    }

    @Test
    void everyTableIsReadSelectedAndSomeAreWritten() {
        MetaData live = MetaData.bind(db);
        List<Table> tables = reflectedInto(live);
        assertThat(tables)
                .extracting(Table::name)
                .containsExactlyInAnyOrder("a.b", "counted", "keyed", "odd", "plain", "\"plain\"", "refs");
        StepVerifier.create(rowsOf(tables)).verifyComplete();
        StepVerifier.create(live.table("plain")
                        .insert()
                        .values("Group", "x", "a.b", 1, "q\"q", 2, "größe", 3, "VALUE", 4, "order", 5)
                        .execute())
                .expectNextCount(1)
                .verifyComplete();
        assertThat(database.read("SELECT \"größe\", \"VALUE\", \"order\" FROM plain"))
                .containsExactly("3|4|5");
        database.run("DELETE FROM plain");
    }

    @Test
    void oneNameInTwoSchemasIsTwoTables() {
        MetaData live = MetaData.bind(db);
        StepVerifier.create(Flux.concat(
                                Table.reflect(TableName.of("a.b"), live, db),
                                Table.reflect(new TableName("a", "b"), live, db))
                        .map(table -> table.columns().size()))
                .expectNext(1, 2)
                .verifyComplete();
        StepVerifier.create(Inspector.of(db).views().map(TableName::name))
                .expectNext("shown")
                .verifyComplete();
    }

    @Test
    void aDatabaseThatKeepsSmallLettersIsReadToo() {
        Engine small = Engine.create("r2dbc:h2:mem:///small-letters?DATABASE_TO_UPPER=FALSE&DATABASE_TO_LOWER=TRUE");
        Table made =
                Table.of("made", MetaData.bind(small), column("id", INTEGER, primaryKey()), column("value", INTEGER));
        StepVerifier.create(made.create().then(Inspector.of(small).table("made")))
                .assertNext(read -> assertThat(read.unnamed()).isEqualTo(made.definition()))
                .verifyComplete();
        small.close().block();
    }
}
