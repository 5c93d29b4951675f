package io.azoth.sql;

import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;

import io.azoth.sql.Shop.Authors;
import io.azoth.sql.Shop.Books;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Common table expressions, and changes among them. */
@ExtendWith(Everywhere.Opened.class)
class WithIT {
    private final Books b = BOOKS;
    private final Authors a = AUTHORS;

    @Test
    void aCommonTableExpressionStandsInFrontByItself() {
        Cte thick = select(b.id, b.authorId).where(b.pages.ge(200)).cte("thick");
        everywhere(select(a.name, thick.c(b.id))
                        .from(a.join(thick, thick.c(b.authorId).eq(a.id)))
                        .where(thick.c(b.id).in(select(thick.c(b.id))))
                        .orderBy(thick.c(b.id)))
                .on(
                        "h2",
                        "WITH cte_thick_(book_id, author_id) AS (SELECT books.book_id, books.author_id FROM books WHERE "
                                + "books.pages >= $1) SELECT authors.name, thick.book_id FROM authors JOIN cte_thick_ AS thick ON "
                                + "thick.author_id = authors.author_id WHERE thick.book_id IN (SELECT thick.book_id FROM cte_thick_ "
                                + "AS thick) ORDER BY thick.book_id")
                .is("WITH thick(book_id, author_id) AS (SELECT books.book_id, books.author_id FROM books WHERE "
                        + "books.pages >= ?) SELECT authors.name, thick.book_id FROM authors JOIN thick ON "
                        + "thick.author_id = authors.author_id WHERE thick.book_id IN (SELECT thick.book_id FROM thick) "
                        + "ORDER BY thick.book_id")
                .gives("Ada|2", "ada|3");
    }

    @Test
    void commonTableExpressionsStandBehindThoseThatTheyUse() {
        Cte first = select(b.id.as("x")).where(b.id.le(3)).cte("first_");
        Cte second = select(first.c("x", Integer.class).plus(1).as("y")).cte("second_");
        Cte other = second.as("other");
        everywhere(select(second.c("y", Integer.class), other.c("y", Integer.class))
                        .where(second.c("y", Integer.class).lt(other.c("y", Integer.class)))
                        .orderBy(second.c("y", Integer.class), other.c("y", Integer.class)))
                .on(
                        "h2",
                        "WITH cte_first__(x) AS (SELECT books.book_id AS x FROM books WHERE books.book_id <= $1), cte_second__(y) "
                                + "AS (SELECT first_.x + $2 AS y FROM cte_first__ AS first_) SELECT second_.y, other.y FROM "
                                + "cte_second__ AS second_, cte_second__ AS other WHERE second_.y < other.y ORDER BY second_.y, "
                                + "other.y")
                .is("WITH first_(x) AS (SELECT books.book_id AS x FROM books WHERE books.book_id <= ?), second_(y) AS "
                        + "(SELECT first_.x + ? AS y FROM first_) SELECT second_.y, other.y FROM second_, second_ AS "
                        + "other WHERE second_.y < other.y ORDER BY second_.y, other.y")
                .gives("2|3", "2|4", "3|4");
    }

    @Test
    void aRecursiveOneSeesItselfAsATable() {
        Cte numbers = Cte.recursive("numbers", select(value(1).as("n")), self -> select(value(1).as("n"))
                .unionAll(select(self.c("n", Integer.class).plus(1))
                        .where(self.c("n", Integer.class).lt(4))));
        everywhere(select(numbers.c("n", Integer.class)).orderBy(numbers.c("n", Integer.class)))
                .on(
                        "h2",
                        "WITH RECURSIVE cte_numbers_(n) AS (SELECT CAST($1 AS INTEGER) AS n UNION ALL SELECT numbers.n + $2 FROM "
                                + "cte_numbers_ AS numbers WHERE numbers.n < $3) SELECT numbers.n FROM cte_numbers_ AS numbers "
                                + "ORDER BY numbers.n")
                .is("WITH RECURSIVE numbers(n) AS (SELECT ? AS n UNION ALL SELECT numbers.n + ? FROM numbers WHERE "
                        + "numbers.n < ?) SELECT numbers.n FROM numbers ORDER BY numbers.n")
                .gives("1", "2", "3", "4");
    }

    @Test
    void materializationIsSaidWhereTheTargetListens() {
        Cte once = select(b.id).cte("once").materialized();
        everywhere(select(once.c(b.id)).where(once.c(b.id).eq(1)))
                .on(
                        "h2",
                        "WITH cte_once_(book_id) AS (SELECT books.book_id FROM books) SELECT once.book_id FROM cte_once_ AS once "
                                + "WHERE once.book_id = $1")
                .is(
                        "WITH once(book_id) AS MATERIALIZED (SELECT books.book_id FROM books) SELECT once.book_id FROM once "
                                + "WHERE once.book_id = ?")
                .gives("1");
        Cte folded = select(b.id).cte("folded").notMaterialized();
        everywhere(select(folded.c(b.id)).where(folded.c(b.id).eq(1))).gives("1");
    }

    @Test
    void aStatementWithWithTakesItsParametersOnce() {
        Cte one = select(b.id).where(b.id.eq(Sql.parameter("id", INTEGER))).cte("one");
        everywhere(select(one.c(b.id)).where(one.c(b.id).eq(Sql.parameter("id", INTEGER))), row("id", 2))
                .gives("2");
        everywhere(select(Sql.nullValue(TEXT).as("x")).where(b.id.eq(1)).from(b))
                .gives("null");
    }

    @Test
    void changesInWithAreInsertsAndUpdatesToo() {
        String wayOut = "; run it as a statement of its own";
        Cte added = Cte.of("added", a.insert().set(a.id, 9).set(a.name, "New").returning(a.id, a.name));
        Cte changed =
                Cte.of("changed", b.update().set(b.rating, 9).where(b.id.eq(2)).returning(b.id, b.rating));
        everywhere(select(added.c(a.name), changed.c(b.rating)))
                .lacks("sqlite", "A change in WITH does not exist on sqlite" + wayOut)
                .lacks("h2", "A change in WITH does not exist on h2" + wayOut)
                .is("WITH added(author_id, name) AS (INSERT INTO authors (author_id, name) VALUES (?, ?) RETURNING "
                        + "authors.author_id, authors.name), changed(book_id, rating) AS (UPDATE books SET rating = ? WHERE "
                        + "books.book_id = ? RETURNING books.book_id, books.rating) SELECT added.name, changed.rating FROM "
                        + "added, changed")
                .gives("New|9");
    }
}
