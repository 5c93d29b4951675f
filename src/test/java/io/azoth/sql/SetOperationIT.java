package io.azoth.sql;

import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.value;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.sql.Shop.Authors;
import io.azoth.sql.Shop.Books;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Everywhere.Opened.class)
class SetOperationIT {
    private final Books b = BOOKS;
    private final Authors a = AUTHORS;

    @Test
    void setOperationsNestAndAreOrderedAsAWhole() {
        Select authors = select(a.id);
        Select books = select(b.id);
        everywhere(authors.union(books).orderBy(a.id.desc()).limit(2))
                .is("SELECT authors.author_id FROM authors UNION SELECT books.book_id FROM books "
                        + "ORDER BY author_id DESC LIMIT ?")
                .gives("5", "4");
        everywhere(authors.union(books).except(select(value(5))).orderBy(a.id))
                .on(
                        "sqlite",
                        "SELECT * FROM (SELECT authors.author_id FROM authors UNION SELECT books.book_id FROM "
                                + "books) EXCEPT SELECT ? ORDER BY author_id")
                .on(
                        "h2",
                        "(SELECT authors.author_id FROM authors UNION SELECT books.book_id FROM books) EXCEPT SELECT CAST($1 "
                                + "AS INTEGER) ORDER BY author_id")
                .is("(SELECT authors.author_id FROM authors UNION SELECT books.book_id FROM books) EXCEPT SELECT ? "
                        + "ORDER BY author_id")
                .gives("1", "2", "3", "4");
        everywhere(authors.orderBy(a.id)
                        .limit(1)
                        .unionAll(books.orderBy(b.id.desc()).limit(1))
                        .orderBy(a.id))
                .on(
                        "sqlite",
                        "SELECT * FROM (SELECT authors.author_id FROM authors ORDER BY authors.author_id LIMIT ?) "
                                + "UNION ALL SELECT * FROM (SELECT books.book_id FROM books ORDER BY books.book_id DESC LIMIT ?) "
                                + "ORDER BY author_id")
                .is("(SELECT authors.author_id FROM authors ORDER BY authors.author_id LIMIT ?) UNION ALL "
                        + "(SELECT books.book_id FROM books ORDER BY books.book_id DESC LIMIT ?) ORDER BY author_id")
                .gives("1", "5");
        everywhere(select(a.id).where(a.id.in(books.intersect(select(value(2))))))
                .gives("2");
        assertThatThrownBy(() -> authors.union(select(b.id, b.pages)))
                .hasMessage("The queries of a UNION have as many columns each, not 1 and 2");
        assertThatThrownBy(() -> everywhere(authors.union(books).orderBy(b.id)).gives())
                .hasMessage("A UNION is ordered by what its first query selects, and that does not select "
                        + "books.book_id");
    }

    @Test
    void repeatedRowsAreKeptOneByOne() {
        Select pages = select(b.pages);
        everywhere(pages.intersectAll(select(b.pages).where(b.id.ne(1))).orderBy(b.pages))
                .on(
                        "postgresql",
                        "SELECT books.pages FROM books INTERSECT ALL SELECT books.pages FROM books WHERE "
                                + "books.book_id <> $1 ORDER BY pages")
                .is(
                        "SELECT numbered_.pages FROM (SELECT rows_0.pages, row_number() OVER (PARTITION BY rows_0.pages) AS "
                                + "number_ FROM (SELECT books.pages FROM books) AS rows_0 INTERSECT SELECT rows_1.pages, "
                                + "row_number() OVER (PARTITION BY rows_1.pages) AS number_ FROM (SELECT books.pages FROM books "
                                + "WHERE books.book_id <> ?) AS rows_1) AS numbered_ ORDER BY numbered_.pages")
                .gives("50", "100", "200", "300");
        everywhere(pages.exceptAll(select(b.pages).where(b.id.eq(1))).orderBy(b.pages))
                .gives("50", "100", "200", "300");
    }

    /** H2 gives a row as often as a limited query behind INTERSECT has it. */
    @Test
    void intersectGivesEachRowOnce() {
        Select twice = select(value(100).as("n")).from(b).orderBy(b.id).limit(2);
        everywhere(select(b.pages).intersect(twice))
                .on(
                        "h2",
                        "SELECT books.pages FROM books INTERSECT SELECT DISTINCT rows_.n FROM (SELECT CAST($1 AS INTEGER) AS n "
                                + "FROM books ORDER BY books.book_id LIMIT $2) AS rows_")
                .gives("100");
        everywhere(twice.intersect(select(b.pages)).orderBy(value(100).as("n"))).gives("100");
    }
}
