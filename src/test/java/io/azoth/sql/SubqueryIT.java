package io.azoth.sql;

import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.exists;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.trueValue;
import static io.azoth.sql.Sql.tuple;
import static io.azoth.type.SqlTypes.BIGINT;

import io.azoth.sql.Shop.Authors;
import io.azoth.sql.Shop.Books;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Subqueries as values, as conditions and in FROM, and what they see of the query around them. */
@ExtendWith(Everywhere.Opened.class)
class SubqueryIT {
    private final Books b = BOOKS;
    private final Authors a = AUTHORS;

    private Select ids(Expression<Boolean> condition) {
        return select(b.id).where(condition).orderBy(b.id);
    }

    @Test
    void aSubqueryInFromSeesNothingOfItsSiblings() {
        SubqueryAlias counts = select(b.authorId, count().as("n"))
                .where(b.authorId.eq(a.id))
                .groupBy(b.authorId)
                .as("counts");
        everywhere(select(a.id, counts.c("n", Long.class))
                        .from(a.join(counts, counts.c(b.authorId).eq(a.id)))
                        .orderBy(a.id))
                .is("SELECT authors.author_id, counts.n FROM authors JOIN (SELECT books.author_id, count(*) AS n FROM "
                        + "books, authors WHERE books.author_id = authors.author_id GROUP BY books.author_id) AS counts "
                        + "ON counts.author_id = authors.author_id ORDER BY authors.author_id")
                .gives("1|2", "2|1", "3|1");
    }

    @Test
    void aLateralSubqueryRunsOncePerRow() {
        String wayOut = "use a scalar subquery, or number the rows by a window function in a plain subquery";
        SubqueryAlias best = select(b.title)
                .where(b.authorId.eq(a.id))
                .orderBy(b.pages.desc())
                .limit(1)
                .lateral("best");
        everywhere(select(a.id, best.c(b.title))
                        .from(a.leftJoin(best, trueValue()))
                        .orderBy(a.id))
                .lacks("h2", "LATERAL does not exist on h2; " + wayOut)
                .lacks("sqlite", "LATERAL does not exist on sqlite; " + wayOut)
                .is(
                        "SELECT authors.author_id, best.title FROM authors LEFT JOIN LATERAL (SELECT books.title FROM books "
                                + "WHERE books.author_id = authors.author_id ORDER BY books.pages DESC LIMIT ?) AS best ON TRUE "
                                + "ORDER BY authors.author_id")
                .gives("1|Engines", "2|notes", "3|Zebra", "4|null");
    }

    @Test
    void aScalarSubqueryCorrelatesByItselfOrAsItIsTold() {
        Select counted = select(count()).from(b).where(b.authorId.eq(a.id));
        everywhere(select(a.id, counted.asScalar(BIGINT).as("n")).orderBy(a.id))
                .is("SELECT authors.author_id, (SELECT count(*) FROM books WHERE books.author_id = authors.author_id) "
                        + "AS n FROM authors ORDER BY authors.author_id")
                .gives("1|2", "2|1", "3|1", "4|0");
        everywhere(select(a.id, counted.correlate().asScalar(BIGINT).as("n")).orderBy(a.id))
                .is("SELECT authors.author_id, (SELECT count(*) FROM books, authors WHERE books.author_id = "
                        + "authors.author_id) AS n FROM authors ORDER BY authors.author_id")
                .gives("1|4", "2|4", "3|4", "4|4");
        everywhere(select(a.id)
                        .where(exists(select(b.id)
                                .from(a, b)
                                .where(b.authorId.eq(a.id))
                                .correlate(a)))
                        .orderBy(a.id))
                .is("SELECT authors.author_id FROM authors WHERE EXISTS (SELECT books.book_id FROM books WHERE "
                        + "books.author_id = authors.author_id) ORDER BY authors.author_id")
                .gives("1", "2", "3");
    }

    @Test
    void aRowComparesWithTheRowOfAQuery() {
        Select least = select(b.authorId, b.pages).where(b.id.eq(2));
        everywhere(ids(tuple(b.authorId, b.pages).eq(least.from(b).asRow()))).gives("2");
        Alias other = b.as("other");
        Select second = select(other.c(b.authorId), other.c(b.pages))
                .where(other.c(b.id).eq(2));
        everywhere(ids(tuple(b.authorId, b.pages).gt(second.asRow())))
                .is("SELECT books.book_id FROM books WHERE (books.author_id, books.pages) > (SELECT other.author_id, "
                        + "other.pages FROM books AS other WHERE other.book_id = ?) ORDER BY books.book_id")
                .gives("3", "4");
        everywhere(ids(tuple(b.authorId, b.pages)
                        .ne(second.where(other.c(b.id).eq(9)).asRow())))
                .gives();
    }
}
