package io.azoth.sql;

import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.text;
import static io.azoth.type.SqlTypes.BOOLEAN;
import static io.azoth.type.SqlTypes.INTEGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.sql.Shop.Books;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** SQL by hand, and remarks beside the statement. */
@ExtendWith(Everywhere.Opened.class)
class TextIT {
    private final Books b = BOOKS;

    @Test
    void textStandsAsAColumnAConditionAFromItemAndAStatement() {
        everywhere(select(
                                text("pages * :n", INTEGER)
                                        .bind("n", INTEGER, 2)
                                        .as("x"),
                                text("1", INTEGER).as("one"))
                        .from(b)
                        .where(text("title = :t", BOOLEAN).bind("t", "Notes")))
                .is("SELECT pages * ? AS x, 1 AS one FROM books WHERE title = ?")
                .gives("200|1");
        everywhere(
                        text("SELECT book_id, price FROM books WHERE title = :t ORDER BY 1")
                                .columns(b.id, b.price),
                        row("t", "Zebra"))
                .is("SELECT book_id, price FROM books WHERE title = ? ORDER BY 1")
                .gives("4|0.99");
        for (String dialect : Everywhere.ENGINES.keySet()) {
            Query typed =
                    text("SELECT book_id, price FROM books WHERE book_id = 1").columns(b.id, b.price);
            List<Object> found = new ArrayList<>();
            Everywhere.undone(dialect, on -> on.fetch(typed, Parameters.NONE).doOnNext(read -> {
                found.add(read.find(b.id).orElseThrow());
                found.add(read.find(b.price).orElseThrow());
            }));
            assertThat(found).as(dialect).containsExactly(1, new BigDecimal("10.50"));
        }
    }

    @Test
    void textWithColumnsStandsWhereverAQueryMay() {
        TextStatement byText = text("SELECT book_id, title FROM books WHERE pages > :p")
                .bind("p", INTEGER, 150)
                .columns(b.id, b.title);
        everywhere(byText.unionAll(select(b.id, b.title).where(b.id.eq(1))).orderBy(b.id))
                .gives("1|Notes", "2|Engines", "3|notes");
        SubqueryAlias thick = byText.as("thick");
        everywhere(select(thick.c(b.title)).where(thick.c(b.id).gt(2)))
                .is("SELECT thick.title FROM (SELECT book_id, title FROM books WHERE pages > ?) AS thick WHERE "
                        + "thick.book_id > ?")
                .gives("notes");
        assertThatThrownBy(() -> text("SELECT 1").as("x"))
                .hasMessage("The columns of the text in FROM x are not known; name them by columns(...)");
    }

    @Test
    void commentsAndHintsCannotEndThemselves() {
        everywhere(select(b.id).where(b.id.eq(1)).comment("*/ DROP TABLE books; -- é"))
                .is(
                        "/* %2A%2F DROP TABLE books%3B -- %C3%A9 */ SELECT books.book_id FROM books WHERE books.book_id = ?")
                .gives("1");
        everywhere(select(b.id).where(b.id.eq(1)).hint("SeqScan(books)"))
                .is("/*+ SeqScan(books) */ SELECT books.book_id FROM books WHERE books.book_id = ?")
                .gives("1");
        assertThatThrownBy(() -> select(b.id).hint("x */"))
                .hasMessage("A hint has letters, digits, spaces and _-.,=#@()\" in it, not '*'");
    }
}
