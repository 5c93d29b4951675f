package io.azoth.sql;

import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.value;

import io.azoth.sql.Shop.Books;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Everywhere.Opened.class)
class ValuesIT {
    private final Books b = BOOKS;

    @Test
    void valuesWithExpressionsAreATable() {
        ValuesTable v = ValuesTable.of(
                "v", List.of(b.id, b.title), List.of(List.of(value(1).plus(1), "x"), List.of(3, value("y"))));
        everywhere(select(v.c(b.id), v.c(b.title)).orderBy(v.c(b.id)))
                .on(
                        "sqlite",
                        "SELECT v.book_id, v.title FROM (SELECT column1 AS book_id, column2 AS title FROM (VALUES (? + ?, ?), "
                                + "(?, ?))) AS v ORDER BY v.book_id")
                .gives("2|x", "3|y");
        ValuesTable one = ValuesTable.of("one", List.of(b.id, b.title), List.of(List.of(1, "x")));
        everywhere(select(one))
                .on(
                        "sqlite",
                        "SELECT one.book_id, one.title FROM (SELECT column1 AS book_id, column2 AS title FROM (VALUES (?, ?))) "
                                + "AS one")
                .is(
                        "SELECT one.book_id, one.title FROM (VALUES (CAST(? AS INTEGER), CAST(? AS VARCHAR))) AS one(book_id, "
                                + "title)")
                .gives("1|x");
    }

    @Test
    void valuesAreATableOfTheirOwn() {
        ValuesTable v = ValuesTable.of("v", List.of(b.id, b.title), List.of(List.of(1, "x"), List.of(2, "y")));
        everywhere(select(v.c(b.title), b.title).where(v.c(b.id).eq(b.id)).orderBy(b.id))
                .gives("x|Notes", "y|Engines");
    }
}
