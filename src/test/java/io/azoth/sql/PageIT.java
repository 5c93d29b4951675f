package io.azoth.sql;

import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.value;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.sql.Shop.Books;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which of the rows: DISTINCT ON, LIMIT, ties, the next page. */
@ExtendWith(Everywhere.Opened.class)
class PageIT {
    private final Books b = BOOKS;

    @Test
    void distinctOnALabelThatBindsIsOneExpression() {
        Expression<Integer> bucket = b.pages.dividedBy(100).as("bucket");
        everywhere(select(bucket, b.id).distinctOn(bucket).orderBy(bucket, b.id))
                .on(
                        "postgresql",
                        "SELECT DISTINCT ON (bucket) books.pages / $1 AS bucket, books.book_id FROM books ORDER BY bucket, "
                                + "books.book_id")
                .gives("0|5", "1|1", "2|2", "3|3");
    }

    @Test
    void distinctOnTakesTheFirstOfEach() {
        everywhere(select(b.authorId, b.title)
                        .distinctOn(b.authorId)
                        .where(b.authorId.isNotNull())
                        .orderBy(b.authorId.asc(), b.pages.desc()))
                .on(
                        "postgresql",
                        "SELECT DISTINCT ON (books.author_id) books.author_id, books.title FROM books WHERE "
                                + "books.author_id IS NOT NULL ORDER BY books.author_id, books.pages DESC")
                .is("SELECT numbered_.c1_ AS author_id, numbered_.c2_ AS title FROM (SELECT books.author_id AS "
                        + "c1_, books.title AS c2_, row_number() OVER (PARTITION BY books.author_id ORDER BY "
                        + "books.author_id, books.pages DESC) AS first_, row_number() OVER (ORDER BY books.author_id, "
                        + "books.pages DESC) AS position_ FROM books WHERE books.author_id IS NOT NULL) AS numbered_ "
                        + "WHERE numbered_.first_ = ? ORDER BY numbered_.position_")
                .gives("1|Engines", "2|notes", "3|Zebra");
    }

    @Test
    void tiesComeWithTheLastRow() {
        everywhere(select(b.pages).orderBy(b.pages).limitWithTies(2))
                .on(
                        "sqlite",
                        "SELECT numbered_.c1_ AS pages FROM (SELECT books.pages AS c1_, rank() OVER (ORDER BY "
                                + "books.pages) AS rank_, row_number() OVER (ORDER BY books.pages) AS position_ FROM books) AS "
                                + "numbered_ WHERE numbered_.rank_ <= ? ORDER BY numbered_.position_")
                .is("SELECT books.pages FROM books ORDER BY books.pages FETCH FIRST ? ROWS WITH TIES")
                .gives("50", "100", "100");
        everywhere(select(b.pages).orderBy(b.pages).limitWithTies(1).offset(1)).gives("100", "100");
        everywhere(select(b.pages).orderBy(b.pages).limitWithTies(0).offset(1)).gives();
    }

    @Test
    void seekAfterContinuesBehindARow() {
        Select page = select(b.id).orderBy(b.pages, b.id).limit(2);
        everywhere(page).gives("5", "1");
        everywhere(page.seekAfter(100, 1))
                .is("SELECT books.book_id FROM books WHERE (books.pages, books.book_id) > (?, ?) ORDER BY books.pages, "
                        + "books.book_id LIMIT ?")
                .gives("4", "2");
        Select mixed = select(b.id).orderBy(b.rating.desc().nullsLast(), b.id.asc());
        everywhere(mixed).gives("1", "4", "3", "5", "2");
        everywhere(mixed.seekAfter(3, 3))
                .is(
                        "SELECT books.book_id FROM books WHERE books.rating < ? OR books.rating IS NULL OR books.rating = ? "
                                + "AND books.book_id > ? ORDER BY books.rating DESC NULLS LAST, books.book_id")
                .gives("5", "2");
        everywhere(mixed.seekAfter(null, 1)).gives("2");
        everywhere(select(b.id)
                        .orderBy(b.rating.asc().nullsFirst(), b.id.desc())
                        .seekAfter(null, 2))
                .gives("5", "3", "4", "1");
        assertThatThrownBy(() -> page.seekAfter(null, 1))
                .hasMessage("seekAfter was given NULL for books.pages; say where NULLs stand by nullsFirst() or "
                        + "nullsLast()");
        assertThatThrownBy(() -> page.seekAfter(1))
                .hasMessage("seekAfter takes one value for each term of ORDER BY, which has 2, not 1");
    }

    @Test
    void pagesAreWrittenByTheGrammarOfEach() {
        everywhere(select(b.id)
                        .distinct()
                        .orderBy(b.id.desc().nullsFirst())
                        .limit(2)
                        .offset(1))
                .is("SELECT DISTINCT books.book_id FROM books ORDER BY books.book_id DESC NULLS FIRST LIMIT ? OFFSET ?")
                .gives("4", "3");
        everywhere(select(b.pages).orderBy(b.pages.desc()).limitWithTies(2).offset(1))
                .on(
                        "sqlite",
                        "SELECT numbered_.c1_ AS pages FROM (SELECT books.pages AS c1_, rank() OVER (ORDER BY books.pages DESC) "
                                + "AS rank_, row_number() OVER (ORDER BY books.pages DESC) AS position_ FROM books) AS numbered_ "
                                + "WHERE numbered_.rank_ <= ? AND numbered_.position_ > ? ORDER BY numbered_.position_")
                .is(
                        "SELECT books.pages FROM books ORDER BY books.pages DESC OFFSET ? ROWS FETCH FIRST ? ROWS WITH TIES")
                .gives("200", "100", "100");
        everywhere(select(b.id).orderBy(b.pages.desc(), b.id.desc()).seekAfter(100, 4))
                .is(
                        "SELECT books.book_id FROM books WHERE (books.pages, books.book_id) < (?, ?) ORDER BY books.pages DESC, "
                                + "books.book_id DESC")
                .gives("1", "5");
        everywhere(select(b.id).orderBy(b.pages.desc(), b.id.asc()).seekAfter(100, 1))
                .is(
                        "SELECT books.book_id FROM books WHERE books.pages < ? OR books.pages = ? AND books.book_id > ? ORDER BY "
                                + "books.pages DESC, books.book_id")
                .gives("4", "5");
        everywhere(select(b.id)
                        .orderBy(b.rating.desc().nullsFirst(), b.pages.asc().nullsLast(), b.id.asc())
                        .seekAfter(4, 100, 4))
                .gives("3", "5");
        everywhere(select(b.id).orderBy(b.rating.asc().nullsLast()).seekAfter((Object) null))
                .is("SELECT books.book_id FROM books WHERE FALSE ORDER BY books.rating NULLS LAST")
                .gives();
    }

    @Test
    void aValueInTheOrderIsNoPlaceOfAColumn() {
        everywhere(select(b.title, b.id).orderBy(value(1).asc(), b.id.desc()).limit(2))
                .on(
                        "h2",
                        "SELECT books.title, books.book_id FROM books ORDER BY CAST($1 AS INTEGER), books.book_id DESC "
                                + "LIMIT $2")
                .is("SELECT books.title, books.book_id FROM books ORDER BY ?, books.book_id DESC LIMIT ?")
                .gives("Orphan|5", "Zebra|4");
        everywhere(select(count(), value(2).as("two")).from(b).groupBy(value(2)))
                .gives("5|2");
    }
}
