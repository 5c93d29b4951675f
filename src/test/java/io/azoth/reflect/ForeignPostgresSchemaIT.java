package io.azoth.reflect;

import static org.assertj.core.api.Assertions.assertThat;

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

/** A PostgreSQL schema that others wrote, with what we would not write. */
@Databases(DatabaseKind.POSTGRES)
class ForeignPostgresSchemaIT extends ForeignSchema {

    ForeignPostgresSchemaIT(TestDatabase database) {
        super(database);
    }

    @Override
    String[] script() {
        return new String[] {
            "CREATE DOMAIN positive AS integer CHECK (VALUE > 0)",
            "CREATE TYPE mood AS ENUM ('sad', 'it''s', 'a,b')",
            "CREATE TYPE pair AS (a int, b text)",
            "CREATE SCHEMA \"Other One\"",
            "CREATE TABLE \"Other One\".plain (id int PRIMARY KEY)",
            "CREATE TABLE plain (id serial PRIMARY KEY, big bigserial, ident bigint GENERATED ALWAYS AS IDENTITY, "
                    + "\"Group\" text, \"a.b\" int, \"q\"\"q\" int, \"größe\" int)",
            "CREATE TABLE odd (p positive, m mood, ms mood[], pr pair, ip inet, r int4range, iv interval, b bit(3), "
                    + "tz timetz, ti time(3), c char, aa int[][], u uuid DEFAULT gen_random_uuid(), t text DEFAULT "
                    + "'it''s'::text, neg numeric(5,2) DEFAULT '-1.5', arr int[] DEFAULT '{}', f real DEFAULT 'NaN', "
                    + "n int, gs int GENERATED ALWAYS AS (n + 1) STORED, gv int GENERATED ALWAYS AS (n * 2) VIRTUAL)",
            "CREATE TABLE keyed (b int, a int, c int, d int, PRIMARY KEY (c, b), UNIQUE (a, d))",
            "CREATE TABLE refs (x int, y int, z int, self int, id int PRIMARY KEY, FOREIGN KEY (y, x) REFERENCES "
                    + "keyed (b, c) MATCH FULL ON DELETE SET NULL, FOREIGN KEY (self) REFERENCES refs NOT VALID, "
                    + "FOREIGN KEY (z) REFERENCES \"Other One\".plain, FOREIGN KEY (x, y) REFERENCES keyed (a, d) "
                    + "DEFERRABLE)",
            "CREATE INDEX partial ON keyed (a, (b + 1) DESC NULLS LAST, lower(d::text)) INCLUDE (c) WHERE a > 0 AND "
                    + "b IS NOT NULL",
            "CREATE INDEX hashed ON keyed USING hash (a)",
            "CREATE TABLE parent (id int PRIMARY KEY, k text) PARTITION BY RANGE (id)",
            "CREATE TABLE part PARTITION OF parent FOR VALUES FROM (0) TO (100)",
            "CREATE TABLE base (id int CHECK (id > 0))",
            "CREATE TABLE child (extra int) INHERITS (base)",
            "CREATE TABLE excluding (r int4range, EXCLUDE USING gist (r WITH &&))",
            "CREATE TABLE empty ()",
            "CREATE VIEW shown AS SELECT id FROM plain",
            "CREATE MATERIALIZED VIEW kept AS SELECT id FROM plain",
            "CREATE SEQUENCE \"Odd 'Seq\" START 5 INCREMENT -1 MAXVALUE 5 MINVALUE -100",
            "CREATE TABLE counted (n bigint DEFAULT nextval('\"Odd ''Seq\"'), m int DEFAULT nextval('\"Odd "
                    + "''Seq\"') + 1)",
            "CREATE TABLE \"a.b\" (id int)",
            "CREATE SCHEMA a",
            "CREATE TABLE a.b (id int, other int)"
        };
    }

    @Test
    void unusualTypesAreNamedAndOddNamesAreAsTheyAre() {
        assertThat(LiveText.columns(live("odd")))
                .containsExactly(
                        "p other positive",
                        "m mood",
                        "ms mood ARRAY",
                        "pr other pair",
                        "ip other inet",
                        "r other int4range",
                        "iv other interval",
                        "b other bit(3)",
                        "tz other time with time zone",
                        "ti TIME",
                        "c CHAR(1)",
                        "aa INTEGER ARRAY ARRAY",
                        "u UUID = sql gen_random_uuid()",
                        "t TEXT = it's",
                        "neg NUMERIC(5, 2) = -1.50",
                        "arr INTEGER ARRAY = sql '{}'::integer[]",
                        "f REAL = sql 'NaN'::real",
                        "n INTEGER",
                        "gs INTEGER stored n + 1",
                        "gv INTEGER virtual n * 2");
        assertThat(LiveText.columns(live("plain")))
                .containsExactly(
                        "id INTEGER not null generated",
                        "big BIGINT not null generated",
                        "ident BIGINT not null generated",
                        "Group TEXT",
                        "a.b INTEGER",
                        "q\"q INTEGER",
                        "größe INTEGER");
        assertThat(LiveText.columns(live("counted")))
                .containsExactly(
                        "n BIGINT = next of Odd 'Seq", "m INTEGER = sql (nextval('\"Odd ''Seq\"'::regclass) + 1)");
    }

    @Test
    void keysAndIndexesOfEveryKindAreRead() {
        assertThat(LiveText.constraints(live("keyed"))).containsExactly("primary key [c, b]", "unique [a, d]");
        assertThat(LiveText.indexes(live("keyed")))
                .containsExactly(
                        "hashed [a] by hash",
                        "partial [a, (b + 1) desc nulls LAST, (lower(d::text))] with [c] where (a > 0) AND (b IS NOT NULL)");
        assertThat(LiveText.constraints(live("refs")))
                .containsExactly(
                        "primary key [id]",
                        "foreign key [y, x] to keyed [b, c] on delete SET_NULL",
                        "foreign key [self] to refs [id]",
                        "foreign key [z] to Other One.plain [id]",
                        "foreign key [x, y] to keyed [a, d] DEFERRABLE");
    }

    @Test
    void partsAndHeirsAreTablesAndViewsAreNone() {
        assertThat(LiveText.constraints(live("part"))).containsExactly("primary key [id]");
        assertThat(LiveText.columns(live("child"))).containsExactly("id INTEGER", "extra INTEGER");
        assertThat(LiveText.constraints(live("child"))).containsExactly("check id > 0");
        Inspector inspector = Inspector.of(db);
        StepVerifier.create(inspector.views().map(TableName::name))
                .expectNext("kept", "shown")
                .verifyComplete();
        StepVerifier.create(inspector.hasTable(TableName.of("shown")))
                .expectNext(false)
                .verifyComplete();
    }

    @Test
    void oneNameInTwoSchemasIsTwoTables() {
        MetaData live = MetaData.bind(db);
        TableName dotted = TableName.of("a.b");
        TableName inSchema = new TableName("a", "b");
        StepVerifier.create(Flux.concat(Table.reflect(dotted, live, db), Table.reflect(inSchema, live, db))
                        .map(table -> table.columns().size()))
                .expectNext(1, 2)
                .verifyComplete();
        StepVerifier.create(Table.reflect("a.b", live, db)
                        .map(table -> table.definition().name()))
                .expectNext(inSchema)
                .verifyComplete();
        StepVerifier.create(Table.reflect("Other One.plain", live, db)
                        .map(table -> table.columns().size()))
                .expectNext(1)
                .verifyComplete();
    }

    @Test
    void everyTableIsReadSelectedAndSomeAreWritten() {
        MetaData live = MetaData.bind(db);
        List<Table> tables = reflectedInto(live);
        assertThat(tables).extracting(Table::name).hasSize(11).doesNotContain("empty", "shown");
        StepVerifier.create(rowsOf(tables)).verifyComplete();
        Table plain = live.table("plain");
        Table odd = live.table("odd");
        StepVerifier.create(plain.insert()
                        .values("Group", "x", "a.b", 1, "q\"q", 2, "größe", 3)
                        .execute()
                        .then(odd.insert().values("n", 20, "m", "it's").execute())
                        .thenMany(plain.select().execute())
                        .map(row -> row.get("größe")))
                .expectNext(3)
                .verifyComplete();
        assertThat(database.read("SELECT m, gs, gv, t FROM odd")).containsExactly("it's|21|40|it's");
    }
}
