package io.azoth.sql;

import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.and;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.sql.Shop.Authors;
import io.azoth.sql.Shop.Books;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Everywhere.Opened.class)
class JoinIT {
    private final Books b = BOOKS;
    private final Authors a = AUTHORS;

    @Test
    void joinsOfEveryKindKeepTheRowsThatTheySay() {
        everywhere(select(a.id, b.id).from(a.rightJoin(b)).orderBy(b.id))
                .is("SELECT authors.author_id, books.book_id FROM authors RIGHT JOIN books ON authors.author_id = "
                        + "books.author_id ORDER BY books.book_id")
                .gives("1|1", "1|2", "2|3", "3|4", "null|5");
        everywhere(select(a.id, b.id).from(a.leftJoin(b)).where(a.id.gt(2)).orderBy(a.id))
                .gives("3|4", "4|null");
        everywhere(select(count()).from(a.crossJoin(b)))
                .is("SELECT count(*) FROM authors CROSS JOIN books")
                .gives("20");
    }

    @Test
    void usingJoinsOnColumnsOfOneName() {
        everywhere(select(a.name, b.title)
                        .from(a.joinUsing(b, "author_id"))
                        .orderBy(b.id)
                        .limit(2))
                .is("SELECT authors.name, books.title FROM authors JOIN books USING (author_id) "
                        + "ORDER BY books.book_id LIMIT ?")
                .gives("Ada|Notes", "Ada|Engines");
        assertThatThrownBy(() -> a.joinUsing(b, "name"))
                .hasMessage("USING (name) needs the column on both sides; books has none");
    }

    @Test
    void joinsTakeUsingAndAnyCondition() {
        everywhere(select(a.id, b.id)
                        .from(a.joinUsing(b, Join.Kind.LEFT, "author_id"))
                        .where(a.id.ge(3))
                        .orderBy(a.id))
                .is("SELECT authors.author_id, books.book_id FROM authors LEFT JOIN books USING (author_id) WHERE "
                        + "authors.author_id >= ? ORDER BY authors.author_id")
                .gives("3|4", "4|null");
        Alias twin = a.as("twin");
        everywhere(select(a.id, twin.c(a.id))
                        .from(a.join(
                                twin,
                                and(a.id.lt(twin.c(a.id)), Strings.lower(a.name).eq(Strings.lower(twin.c(a.name)))))))
                .is("SELECT authors.author_id, twin.author_id FROM authors JOIN authors AS twin ON authors.author_id < "
                        + "twin.author_id AND lower(authors.name) = lower(twin.name)")
                .gives("1|2");
        everywhere(select(a.id, count(twin.c(a.id)))
                        .from(a.leftJoin(b.join(twin, b.authorId.eq(twin.c(a.id))), a.id.eq(b.authorId)))
                        .groupBy(a.id)
                        .orderBy(a.id))
                .is(
                        "SELECT authors.author_id, count(twin.author_id) FROM authors LEFT JOIN (books JOIN authors AS twin ON "
                                + "books.author_id = twin.author_id) ON authors.author_id = books.author_id GROUP BY "
                                + "authors.author_id ORDER BY authors.author_id")
                .gives("1|2", "2|1", "3|1", "4|0");
        everywhere(select(b.id, a.id).where(b.id.eq(1)).where(a.id.le(2)).orderBy(a.id))
                .is("SELECT books.book_id, authors.author_id FROM books, authors WHERE books.book_id = ? AND "
                        + "authors.author_id <= ? ORDER BY authors.author_id")
                .gives("1|1", "1|2");
    }
}
