package io.azoth.sql;

import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.any;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.INTEGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.dialect.Dialects;
import io.azoth.sql.Shop.Authors;
import io.azoth.sql.Shop.Books;
import io.azoth.type.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Arrays, table functions and long lists. */
@ExtendWith(Everywhere.Opened.class)
class ArrayIT {
    private final Books b = BOOKS;
    private final Authors a = AUTHORS;
    private final Expression<Integer[]> bound = value(new Integer[] {1, 3}, SqlTypes.array(INTEGER));

    @Test
    void arraysAreMadeAndTakenApart() {
        Expression<Integer[]> made = Arrays.array(b.id, b.pages);
        everywhere(select(
                                Arrays.at(made, 2).as("x"),
                                Arrays.length(made).as("n"),
                                Arrays.contains(made, 100).as("c"),
                                made.as("a"))
                        .where(b.id.eq(1)))
                .on(
                        "sqlite",
                        "SELECT json_array(books.book_id, books.pages) ->> ? AS x, "
                                + "json_array_length(json_array(books.book_id, books.pages)) AS n, ? IN (SELECT "
                                + "elements_.value AS element_ FROM json_each(json_array(books.book_id, books.pages)) AS "
                                + "elements_) AS c, json_array(books.book_id, books.pages) AS a FROM books WHERE "
                                + "books.book_id = ?")
                .on(
                        "h2",
                        "SELECT CASE WHEN cardinality(ARRAY[books.book_id, books.pages]) >= $1 THEN "
                                + "(ARRAY[books.book_id, books.pages])[$2] END AS x, cardinality(ARRAY[books.book_id, "
                                + "books.pages]) AS n, $3 = ANY(ARRAY[books.book_id, books.pages]) AS c, "
                                + "ARRAY[books.book_id, books.pages] AS a FROM books WHERE books.book_id = $4")
                .is(
                        "SELECT (ARRAY[books.book_id, books.pages])[?] AS x, cardinality(ARRAY[books.book_id, books.pages]) "
                                + "AS n, ? = ANY(ARRAY[books.book_id, books.pages]) AS c, ARRAY[books.book_id, books.pages] AS a "
                                + "FROM books WHERE books.book_id = ?")
                .gives("100|2|true|[1, 100]");
    }

    @Test
    void anyComparesWithTheElementsOfAnArray() {
        everywhere(select(a.id).where(a.id.eq(any(bound))).orderBy(a.id))
                .on(
                        "sqlite",
                        "SELECT authors.author_id FROM authors WHERE authors.author_id IN (SELECT elements_.value AS "
                                + "element_ FROM json_each(?) AS elements_) ORDER BY authors.author_id")
                .is("SELECT authors.author_id FROM authors WHERE authors.author_id = ANY(?) ORDER BY authors.author_id")
                .gives("1", "3");
    }

    @Test
    void elementsAreTheRowsOfATable() {
        TableFunction elements = Arrays.unnest(bound, "e", "x");
        everywhere(select(elements.c("x", Integer.class), a.name)
                        .where(a.id.eq(elements.c("x", Integer.class)))
                        .orderBy(a.id))
                .on(
                        "sqlite",
                        "SELECT e.value AS x, authors.name FROM json_each(?) AS e, authors WHERE authors.author_id = "
                                + "e.value ORDER BY authors.author_id")
                .on(
                        "h2",
                        "SELECT e.x, authors.name FROM unnest(CAST($1 AS INTEGER ARRAY)) AS e(x), authors WHERE "
                                + "authors.author_id = e.x ORDER BY authors.author_id")
                .is("SELECT e.x, authors.name FROM unnest(?) AS e(x), authors WHERE authors.author_id = e.x ORDER BY "
                        + "authors.author_id")
                .gives("1|Ada", "3|Ben");
    }

    @Test
    void numbersAreTheRowsOfATable() {
        TableFunction series = Numbers.series(value(2), value(4), "s", "n");
        everywhere(select(series.c("n", Integer.class)).orderBy(series.c("n", Integer.class)))
                .on(
                        "sqlite",
                        "SELECT s.n FROM (WITH RECURSIVE series_(n, last_) AS (SELECT * FROM (SELECT ? AS n, ? AS "
                                + "last_) WHERE n <= last_ UNION ALL SELECT n + 1, last_ FROM series_ WHERE n < last_) SELECT n "
                                + "FROM series_) AS s ORDER BY s.n")
                .on("h2", "SELECT s.n FROM generate_series(CAST($1 AS INTEGER), $2) AS s(n) ORDER BY s.n")
                .is("SELECT s.n FROM generate_series(?, ?) AS s(n) ORDER BY s.n")
                .gives("2", "3", "4");
        TableFunction none = Numbers.series(value(4), value(2), "s", "n");
        everywhere(select(count()).from(none)).gives("0");
        Books b = Shop.BOOKS;
        TableFunction upTo = Numbers.series(value(1), b.id, "s", "n");
        Expression<Integer> n = upTo.c("n", Integer.class);
        String refused =
                "The function generate_series of a column does not exist on h2; store the elements as rows of a table";
        everywhere(select(b.id, n.times(2)).from(b, upTo).where(b.id.le(2)).orderBy(b.id, n))
                .lacks("h2", refused)
                .on(
                        "sqlite",
                        "SELECT books.book_id, s.value * ? FROM books, json_each((SELECT json_group_array(n) FROM (WITH RECURSIVE "
                                + "series_(n, last_) AS (SELECT * FROM (SELECT ? AS n, books.book_id AS last_) WHERE n <= last_ "
                                + "UNION ALL SELECT n + 1, last_ FROM series_ WHERE n < last_) SELECT n FROM series_))) AS s WHERE "
                                + "books.book_id <= ? ORDER BY books.book_id, s.value")
                .gives("1|2", "2|2", "2|4");
        everywhere(select(
                                b.id,
                                select(Aggregates.sum(n))
                                        .from(upTo)
                                        .asScalar(INTEGER)
                                        .as("s"))
                        .where(b.id.ge(4))
                        .orderBy(b.id))
                .lacks("h2", refused)
                .gives("4|10", "5|15");
    }

    @Test
    void elementsOfADocumentAreRowsBesideItsTable() {
        TableFunction tags = Json.each(Json.get(a.extra, "tags"), "tags", "tag");
        everywhere(select(a.id, tags.c("tag", String.class))
                        .from(a, tags)
                        .orderBy(a.id.asc(), tags.c("tag", String.class).asc()))
                .lacks(
                        "h2",
                        "The function json_each does not exist on h2; store the elements as rows, or as an array "
                                + "for Arrays.unnest(...)")
                .on(
                        "sqlite",
                        "SELECT authors.author_id, CASE WHEN tags.type IN ('true', 'false') THEN tags.type ELSE "
                                + "CAST(tags.value AS TEXT) END AS tag FROM authors, json_each(authors.extra -> ?) AS tags ORDER BY "
                                + "authors.author_id, CASE WHEN tags.type IN ('true', 'false') THEN tags.type ELSE "
                                + "CAST(tags.value AS TEXT) END")
                .is(
                        "SELECT authors.author_id, tags.tag FROM authors, json_array_elements_text(CAST(authors.extra -> ? AS JSON)) AS "
                                + "tags(tag) ORDER BY authors.author_id, tags.tag")
                .gives("1|a", "1|b", "4|it's");
    }

    @Test
    void longListsHaveOneTextWhateverTheirLength() {
        for (String dialect : Everywhere.ENGINES.keySet()) {
            assertThat(text(dialect, 20)).as(dialect).isEqualTo(text(dialect, 4000));
            assertThat(Everywhere.undone(dialect, on -> on.fetch(byIds(4000, false), Parameters.NONE)))
                    .containsExactly("1", "2", "3", "4", "5");
            assertThat(Everywhere.undone(dialect, on -> on.fetch(byIds(4000, true), Parameters.NONE)))
                    .isEmpty();
            assertThat(Everywhere.undone(
                            dialect,
                            on -> on.fetch(
                                    select(b.id).where(b.title.in(titles())).orderBy(b.id), Parameters.NONE)))
                    .containsExactly("1");
        }
    }

    private String text(String dialect, int length) {
        return Dialects.named(dialect)
                .compiler()
                .compile(byIds(length, false), Parameters.NONE)
                .text();
    }

    private Select byIds(int length, boolean negated) {
        List<Integer> ids = new ArrayList<>();
        for (int i = 1; i <= length; i++) {
            ids.add(i);
        }
        return select(b.id).where(negated ? b.id.notIn(ids) : b.id.in(ids)).orderBy(b.id);
    }

    private static List<String> titles() {
        List<String> titles = new ArrayList<>(List.of("Notes", "it's", "a\"b\\c", "\n\u0001"));
        for (int i = 0; i < 30; i++) {
            titles.add("t" + i);
        }
        return titles;
    }
}
