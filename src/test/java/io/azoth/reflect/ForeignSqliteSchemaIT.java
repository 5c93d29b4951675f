package io.azoth.reflect;

import static io.azoth.sql.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.schema.ddl.TableName;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** An SQLite schema that others wrote, with what we would not write. */
@Databases(DatabaseKind.SQLITE)
class ForeignSqliteSchemaIT extends ForeignSchema {

    ForeignSqliteSchemaIT(TestDatabase database) {
        super(database);
    }

    @Override
    String[] script() {
        return new String[] {
            "CREATE TABLE plain (id INTEGER PRIMARY KEY AUTOINCREMENT, \"Group\" text, [a.b] int, \"q\"\"q\" int, "
                    + "`größe` int)",
            "CREATE TABLE odd (a, b ANY, c BLOB, d NUM, e \"unsigned big int\", g 'native character'(70), i "
                    + "DATETIME, j BOOLEAN DEFAULT 1, k DATE DEFAULT (date('now')), l FLOAT DEFAULT -1.5, n text "
                    + "DEFAULT 'it''s', o text DEFAULT \"dq\", m int, r int AS (m + 1) STORED, s int GENERATED ALWAYS "
                    + "AS (m * 2) VIRTUAL, t int NOT NULL ON CONFLICT IGNORE DEFAULT 5, u VARCHAR(10) COLLATE NOCASE "
                    + "CHECK (length(u) < 5), v int DEFAULT NULL)",
            "CREATE TABLE Keyed (b int, a int, c int, d int, PRIMARY KEY (c DESC, b), UNIQUE (a, d) ON CONFLICT "
                    + "REPLACE)",
            "CREATE TABLE refs (x int, y int, z int REFERENCES PLAIN DEFERRABLE INITIALLY DEFERRED, self int "
                    + "CONSTRAINT selfish REFERENCES refs ON DELETE CASCADE, id int PRIMARY KEY, FOREIGN KEY (y, x) "
                    + "REFERENCES keyed (B, c) ON DELETE SET NULL, FOREIGN KEY (x, y) REFERENCES keyed, FOREIGN KEY "
                    + "(z) REFERENCES missing (q))",
            "CREATE INDEX partial ON Keyed (a, (b + 1) DESC, lower(d), ((c))) WHERE a > 0 /* WHERE x */",
            "CREATE UNIQUE INDEX \"odd \"\" WHERE idx\" ON Keyed (d COLLATE NOCASE DESC)",
            "CREATE TABLE without_rows (k INTEGER PRIMARY KEY, v int) WITHOUT ROWID",
            "CREATE TABLE strictly (id INTEGER PRIMARY KEY, a ANY, t TEXT) STRICT",
            "CREATE TABLE given (id INT PRIMARY KEY)",
            "CREATE TABLE backwards (id INTEGER PRIMARY KEY DESC)",
            "CREATE TABLE copied AS SELECT 1 AS one, 'x' AS two",
            "CREATE VIRTUAL TABLE searched USING fts5(title, body)",
            "CREATE VIEW shown AS SELECT id FROM plain",
            "CREATE TABLE \"a.b\" (id int)",
            "CREATE TABLE \"sel\"\"ect\" (\"from\" int CHECK (\"from\" <> ')'), [x)(] int CHECK ([x)(] > 0), "
                    + "CONSTRAINT \"u q\" UNIQUE (\"from\"))",
            "CREATE TABLE commented (a int -- the user's, comment (\n, b int /* , c int */ CHECK (b > 0), CONSTRAINT "
                    + "ck CHECK (a IN (1, 2, ')')) )",
            "CREATE TABLE altered (a int)",
            "ALTER TABLE altered ADD COLUMN extra int DEFAULT 3 CHECK (extra > 1)",
            "ALTER TABLE altered RENAME TO \"re named\"",
            "CREATE TABLE rowid (id INTEGER PRIMARY KEY)"
        };
    }

    @Test
    void unusualTypesAreNamedAndOddNamesAreAsTheyAre() {
        assertThat(LiveText.columns(live("odd")))
                .containsExactly(
                        "a other OTHER",
                        "b other ANY",
                        "c VARBINARY",
                        "d other NUM",
                        "e BIGINT",
                        "g TEXT",
                        "i TIMESTAMP",
                        "j BOOLEAN = true",
                        "k DATE = sql date('now')",
                        "l DOUBLE PRECISION = -1.5",
                        "n TEXT = it's",
                        "o TEXT = sql \"dq\"",
                        "m INTEGER",
                        "r INTEGER stored m + 1",
                        "s INTEGER virtual m * 2",
                        "t INTEGER not null = 5",
                        "u VARCHAR(10)",
                        "v INTEGER");
        assertThat(LiveText.columns(live("plain")))
                .containsExactly(
                        "id INTEGER not null generated", "Group TEXT", "a.b INTEGER", "q\"q INTEGER", "größe INTEGER");
        assertThat(LiveText.columns(live("sel\"ect"))).containsExactly("from INTEGER", "x)( INTEGER");
    }

    /** SQLite makes the numbers of rows alone, and not where there are none, or where the key is sorted backwards. */
    @Test
    void aKeyIsGeneratedWhereItIsTheNumberOfTheRow() {
        assertThat(LiveText.columns(live("without_rows"))).containsExactly("k INTEGER not null", "v INTEGER");
        assertThat(LiveText.columns(live("strictly")))
                .containsExactly("id INTEGER not null generated", "a other ANY", "t TEXT");
        assertThat(LiveText.columns(live("given"))).containsExactly("id INTEGER not null");
        assertThat(LiveText.columns(live("backwards"))).containsExactly("id INTEGER not null");
        assertThat(LiveText.columns(live("rowid"))).containsExactly("id INTEGER not null generated");
    }

    @Test
    void keysAndIndexesOfEveryKindAreRead() {
        assertThat(LiveText.constraints(live("keyed"))).containsExactly("primary key [c, b]", "unique [a, d]");
        assertThat(LiveText.indexes(live("keyed")))
                .containsExactly(
                        "odd \" WHERE idx unique [(d COLLATE NOCASE) desc]",
                        "partial [a, (b + 1) desc, (lower(d)), c] where a > 0");
        assertThat(LiveText.constraints(live("refs")))
                .containsExactly(
                        "primary key [id]",
                        "foreign key [z] to plain [id] DEFERRED",
                        "foreign key [self] to refs [id] on delete CASCADE",
                        "foreign key [y, x] to Keyed [b, c] on delete SET_NULL",
                        "foreign key [x, y] to Keyed [c, b]",
                        "foreign key [z] to missing [q]");
        assertThat(LiveText.constraints(live("sel\"ect")))
                .containsExactly("unique [from]", "check \"from\" <> ')'", "check [x)(] > 0");
        assertThat(LiveText.constraints(live("commented"))).containsExactly("check b > 0", "check a IN (1, 2, ')')");
        assertThat(LiveText.constraints(live("re named"))).containsExactly("check extra > 1");
    }

    /** A key to what is not there leads nowhere: the table that statements use is without it. */
    @Test
    void everyTableIsReadSelectedAndSomeAreWritten() {
        MetaData live = MetaData.bind(db);
        List<Table> tables = reflectedInto(live);
        assertThat(tables).hasSize(15).extracting(Table::name).doesNotContain("shown");
        StepVerifier.create(rowsOf(tables).count()).expectNext(1L).verifyComplete();
        assertThat(live.table("refs").foreignKeys()).hasSize(4);
        Table searched = live.table("searched");
        Table odd = live.table("sel\"ect");
        StepVerifier.create(searched.insert()
                        .values("title", "a", "body", "b")
                        .execute()
                        .then(odd.insert().values("from", 1, "x)(", 2).execute())
                        .thenMany(odd.select().execute())
                        .map(row -> row.get("x)(")))
                .expectNext(2)
                .verifyComplete();
        assertThat(database.read("SELECT title FROM searched('b')")).containsExactly("a");
        database.run("DELETE FROM \"sel\"\"ect\"");
    }

    @Test
    void viewsAndAttachedDatabasesHaveListsOfTheirOwn() {
        StepVerifier.create(Inspector.of(db).views().map(TableName::name))
                .expectNext("shown")
                .verifyComplete();
        StepVerifier.create(db.inConnection(connection -> text("ATTACH ':memory:' AS aside")
                        .runOn(connection)
                        .then(text("CREATE TABLE aside.plain (other int REFERENCES far (id))")
                                .runOn(connection))
                        .then(text("CREATE TABLE aside.far (id INTEGER PRIMARY KEY)")
                                .runOn(connection))
                        .then(Inspector.of(connection).table(new TableName("aside", "plain")))
                        .zipWith(Inspector.of(connection).table("plain"))
                        .flatMap(read -> text("DETACH aside").runOn(connection).thenReturn(read))))
                .assertNext(read -> {
                    assertThat(LiveText.columns(read.getT1())).containsExactly("other INTEGER");
                    assertThat(LiveText.constraints(read.getT1()))
                            .containsExactly("foreign key [other] to aside.far [id]");
                    assertThat(read.getT2().columns()).hasSize(5);
                })
                .verifyComplete();
    }
}
