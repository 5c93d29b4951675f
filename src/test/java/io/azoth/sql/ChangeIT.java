package io.azoth.sql;

import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Insert.excluded;
import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.text;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.sql.Shop.Authors;
import io.azoth.sql.Shop.Books;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Everywhere.Opened.class)
class ChangeIT {
    private final Books b = BOOKS;
    private final Authors a = AUTHORS;
    private final Select names = select(a.id, a.name).orderBy(a.id);

    @Test
    void rowsComeFromAQuery() {
        everywhere(a.insert().fromSelect(select(b.id.plus(10), b.title).where(b.id.le(2)), a.id, a.name))
                .on(
                        "sqlite",
                        "INSERT INTO authors (author_id, name) SELECT books.book_id + ?, books.title FROM books "
                                + "WHERE books.book_id <= ?")
                .is("INSERT INTO authors (author_id, name) SELECT books.book_id + ?, books.title FROM books WHERE "
                        + "books.book_id <= ?")
                .leaves(select(a.id, a.name).where(a.id.gt(4)).orderBy(a.id), "11|Notes", "12|Engines");
        assertThatThrownBy(() -> a.insert().fromSelect(select(b.id), a.id, a.name))
                .hasMessage("The query for the INSERT INTO authors gives 1 columns, and 2 are named to take them");
    }

    @Test
    void aRowBelowPlainOnesMayHoldAnExpression() {
        everywhere(a.insert()
                        .rows(
                                List.of(a.id, a.name),
                                List.of(List.of(7, "New"), List.of(8, "Next"), List.of(9, text("'Last'", TEXT)))))
                .is("INSERT INTO authors (author_id, name) VALUES (?, ?), (?, ?), (?, 'Last')")
                .leaves(names.where(a.id.gt(6)), "7|New", "8|Next", "9|Last");
    }

    @Test
    void aConflictUpdatesTheRowThatIsThere() {
        Insert both = a.insert().rows(List.of(a.id, a.name), List.of(List.of(1, "Eva"), List.of(7, "New")));
        everywhere(both.onConflict(a.id).doUpdate(a.name))
                .on(
                        "postgresql",
                        "INSERT INTO authors (author_id, name) SELECT new_rows.author_id, new_rows.name FROM "
                                + "unnest($1::INTEGER[], $2::VARCHAR[]) WITH ORDINALITY AS new_rows(author_id, name, position_) "
                                + "ORDER BY new_rows.position_ ON CONFLICT (author_id) DO UPDATE SET name = excluded.name")
                .on(
                        "h2",
                        "MERGE INTO authors USING (VALUES (CAST($1 AS INTEGER), CAST($2 AS VARCHAR)), (CAST($3 AS "
                                + "INTEGER), CAST($4 AS VARCHAR))) AS excluded(author_id, name) ON authors.author_id = "
                                + "excluded.author_id WHEN MATCHED THEN UPDATE SET name = excluded.name WHEN NOT MATCHED THEN "
                                + "INSERT (author_id, name) VALUES (excluded.author_id, excluded.name)")
                .is("INSERT INTO authors (author_id, name) VALUES (?, ?), (?, ?) ON CONFLICT (author_id) DO UPDATE SET "
                        + "name = excluded.name")
                .leaves(names.where(a.id.in(1, 7)), "1|Eva", "7|New");
    }

    @Test
    void aConflictSetsExpressionsUnderACondition() {
        Insert one = a.insert().set(a.id, 1).set(a.name, "x");
        everywhere(one.onConflict(a.id)
                        .set(a.name, a.name.concat(excluded(a.name)))
                        .where(a.name.ne(excluded(a.name)))
                        .doUpdate())
                .on(
                        "h2",
                        "MERGE INTO authors USING (VALUES ($1, $2)) AS excluded(author_id, name) ON authors.author_id "
                                + "= excluded.author_id WHEN MATCHED AND authors.name <> excluded.name THEN UPDATE SET name = "
                                + "authors.name || excluded.name WHEN NOT MATCHED THEN INSERT (author_id, name) VALUES "
                                + "(excluded.author_id, excluded.name)")
                .is("INSERT INTO authors (author_id, name) VALUES (?, ?) ON CONFLICT (author_id) DO UPDATE SET name = "
                        + "authors.name || excluded.name WHERE authors.name <> excluded.name")
                .leaves(names.where(a.id.eq(1)), "1|Adax");
        assertThatThrownBy(() -> one.onConflict(a.id).doUpdate())
                .hasMessage("ON CONFLICT DO UPDATE sets at least one column; name columns, use set(...), or "
                        + "doNothing()");
    }

    @Test
    void aConflictCanLeaveTheRowAlone() {
        Insert one = a.insert().set(a.id, 1).set(a.name, "x");
        everywhere(one.onConflict(a.id).doNothing())
                .on(
                        "h2",
                        "MERGE INTO authors USING (VALUES ($1, $2)) AS excluded(author_id, name) ON authors.author_id "
                                + "= excluded.author_id WHEN NOT MATCHED THEN INSERT (author_id, name) VALUES "
                                + "(excluded.author_id, excluded.name)")
                .is("INSERT INTO authors (author_id, name) VALUES (?, ?) ON CONFLICT (author_id) DO NOTHING")
                .leaves(names.where(a.id.eq(1)), "1|Ada");
        everywhere(one.onConflict().doNothing())
                .lacks(
                        "h2",
                        "ON CONFLICT is a MERGE on h2, which needs the columns of the key and a value for each; "
                                + "name them in onConflict(...) and insert them")
                .is("INSERT INTO authors (author_id, name) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .leaves(names.where(a.id.eq(1)), "1|Ada");
    }

    @Test
    void aConflictOfAQueryIsToldFromAJoin() {
        everywhere(a.insert()
                        .fromSelect(select(b.id, b.title).where(b.id.le(2)), a.id, a.name)
                        .onConflict(a.id)
                        .doUpdate(a.name)
                        .returning(a.id, a.name))
                .on(
                        "h2",
                        "SELECT authors.author_id, authors.name FROM FINAL TABLE (MERGE INTO authors USING (SELECT "
                                + "books.book_id, books.title FROM books WHERE books.book_id <= $1) AS excluded(author_id, name) "
                                + "ON authors.author_id = excluded.author_id WHEN MATCHED THEN UPDATE SET name = excluded.name "
                                + "WHEN NOT MATCHED THEN INSERT (author_id, name) VALUES (excluded.author_id, excluded.name)) AS "
                                + "authors")
                .on(
                        "sqlite",
                        "INSERT INTO authors (author_id, name) SELECT * FROM (SELECT books.book_id, books.title "
                                + "FROM books WHERE books.book_id <= ?) WHERE TRUE ON CONFLICT (author_id) DO UPDATE SET name = "
                                + "excluded.name RETURNING authors.author_id, authors.name")
                .is("INSERT INTO authors (author_id, name) SELECT books.book_id, books.title FROM books WHERE "
                        + "books.book_id <= ? ON CONFLICT (author_id) DO UPDATE SET name = excluded.name RETURNING "
                        + "authors.author_id, authors.name")
                .gives("1|Notes", "2|Engines");
    }

    @Test
    void anUpdateTakesSubqueriesAndFurtherTables() {
        Select longest = select(Aggregates.max(b.pages)).from(b).where(b.authorId.eq(a.id));
        everywhere(a.update()
                        .set(a.name, longest.asScalar(INTEGER).cast(io.azoth.type.SqlTypes.varchar(40)))
                        .where(a.id.eq(1)))
                .on(
                        "sqlite",
                        "UPDATE authors SET name = CAST((SELECT max(books.pages) FROM books WHERE books.author_id = "
                                + "authors.author_id) AS VARCHAR(40)) FROM (SELECT TRUE AS true_) AS once_ "
                                + "WHERE authors.author_id = ?")
                .is("UPDATE authors SET name = CAST((SELECT max(books.pages) FROM books WHERE books.author_id = "
                        + "authors.author_id) AS VARCHAR(40)) WHERE authors.author_id = ?")
                .leaves(names.where(a.id.le(2)), "1|200", "2|ada");
        everywhere(b.update().set(b.title, a.name).from(a).where(b.authorId.eq(a.id)))
                .on(
                        "h2",
                        "MERGE INTO books USING authors ON books.author_id = authors.author_id WHEN MATCHED THEN UPDATE "
                                + "SET title = authors.name")
                .is("UPDATE books SET title = authors.name FROM authors WHERE books.author_id = authors.author_id")
                .leaves(select(b.title).orderBy(b.id), "Ada", "Ada", "ada", "Ben", "Orphan");
    }

    @Test
    void aDeleteUsesFurtherTables() {
        everywhere(b.delete().using(a).where(b.authorId.eq(a.id)).where(a.name.eq("Ada")))
                .on(
                        "postgresql",
                        "DELETE FROM books USING authors WHERE books.author_id = authors.author_id AND "
                                + "authors.name = $1")
                .is(
                        "DELETE FROM books WHERE EXISTS (SELECT 1 FROM authors WHERE books.author_id = authors.author_id AND "
                                + "authors.name = ?)")
                .leaves(select(b.id).orderBy(b.id), "3", "4", "5");
    }

    @Test
    void mergeChangesDeletesAndInserts() {
        ValuesTable v = ValuesTable.of("v", List.of(a.id, a.name), List.of(List.of(3, "Z"), List.of(9, "Y")));
        Merge merge = Merge.into(b)
                .using(v, b.id.eq(v.c(a.id)))
                .whenMatched(b.pages.gt(1000))
                .delete()
                .whenMatched()
                .set(b.title, v.c(a.name))
                .update()
                .whenNotMatched()
                .set(b.id, v.c(a.id))
                .set(b.title, v.c(a.name))
                .insert();
        everywhere(merge)
                .lacks("sqlite", "MERGE does not exist on sqlite; use insert(...).onConflict(...).doUpdate(...)")
                .on(
                        "postgresql",
                        "MERGE INTO books USING unnest($1::INTEGER[], $2::VARCHAR[]) AS v(author_id, name) ON "
                                + "books.book_id = v.author_id WHEN MATCHED AND books.pages > $3 THEN DELETE WHEN MATCHED THEN "
                                + "UPDATE SET title = v.name WHEN NOT MATCHED THEN INSERT (book_id, title) VALUES (v.author_id, "
                                + "v.name)")
                .on(
                        "h2",
                        "MERGE INTO books USING (VALUES (CAST($1 AS INTEGER), CAST($2 AS VARCHAR)), (CAST($3 AS "
                                + "INTEGER), CAST($4 AS VARCHAR))) AS v(author_id, name) ON books.book_id = v.author_id WHEN "
                                + "MATCHED AND books.pages > $5 THEN DELETE WHEN MATCHED THEN UPDATE SET title = v.name WHEN NOT "
                                + "MATCHED THEN INSERT (book_id, title) VALUES (v.author_id, v.name)")
                .leaves(select(b.id, b.title).where(b.id.in(3, 9)).orderBy(b.id), "3|Z", "9|Y");
        everywhere(merge.returning(b.id))
                .lacks("sqlite", "MERGE does not exist on sqlite; use insert(...).onConflict(...).doUpdate(...)")
                .gives("3", "9");
    }

    @Test
    void changesInWithHappenAndGiveTheirRows() {
        String wayOut = "; run it as a statement of its own";
        Cte gone = Cte.of("gone", b.delete().where(b.id.eq(5)).returning(b.id, b.title));
        everywhere(select(gone.c(b.title)))
                .lacks("sqlite", "A change in WITH does not exist on sqlite" + wayOut)
                .lacks("h2", "A change in WITH does not exist on h2" + wayOut)
                .is("WITH gone(book_id, title) AS (DELETE FROM books WHERE books.book_id = ? RETURNING books.book_id, "
                        + "books.title) SELECT gone.title FROM gone")
                .gives("Orphan")
                .leaves(select(count()).from(b), "4");
        everywhere(select(a.id).where(a.id.eq(1)).with(gone))
                .lacks("sqlite", "A change in WITH does not exist on sqlite" + wayOut)
                .lacks("h2", "A change in WITH does not exist on h2" + wayOut)
                .gives("1")
                .leaves(select(count()).from(b), "4");
    }

    @Test
    void aChangeUsesCommonTableExpressions() {
        Cte thick = select(b.id, b.title).where(b.pages.ge(200)).cte("thick");
        everywhere(a.insert().fromSelect(select(thick.c(b.id).plus(10), thick.c(b.title)), a.id, a.name))
                .on(
                        "h2",
                        "INSERT INTO authors (author_id, name) WITH cte_thick_(book_id, title) AS (SELECT "
                                + "books.book_id, books.title FROM books WHERE books.pages >= $1) SELECT thick.book_id + $2, "
                                + "thick.title FROM cte_thick_ AS thick")
                .is(
                        "WITH thick(book_id, title) AS (SELECT books.book_id, books.title FROM books WHERE books.pages >= ?) "
                                + "INSERT INTO authors (author_id, name) SELECT thick.book_id + ?, thick.title FROM thick")
                .leaves(names.where(a.id.gt(4)), "12|Engines", "13|notes");
        everywhere(b.delete().where(b.id.in(select(thick.c(b.id)))))
                .on(
                        "h2",
                        "DELETE FROM books WHERE books.book_id IN (SELECT thick.book_id FROM (SELECT books.book_id, "
                                + "books.title FROM books WHERE books.pages >= $1) AS thick)")
                .is(
                        "WITH thick(book_id, title) AS (SELECT books.book_id, books.title FROM books WHERE books.pages >= ?) "
                                + "DELETE FROM books WHERE books.book_id IN (SELECT thick.book_id FROM thick)")
                .leaves(select(b.id).orderBy(b.id), "1", "4", "5");
        everywhere(a.update().set(a.name, "t").where(a.id.in(select(thick.c(b.id)))))
                .leaves(names.where(a.name.eq("t")), "2|t", "3|t");
        everywhere(select(value(1).as("x")).where(value(1).in(select(value(1)))))
                .gives("1");
    }
}
