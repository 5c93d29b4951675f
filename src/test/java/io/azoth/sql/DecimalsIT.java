package io.azoth.sql;

import static io.azoth.sql.Aggregates.sum;
import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.and;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.not;
import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.text;
import static io.azoth.sql.Sql.tuple;
import static io.azoth.sql.Sql.value;

import io.azoth.sql.Shop.Books;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Exact decimals compare, sort and are found as numbers, wherever they come from. */
@ExtendWith(Everywhere.Opened.class)
class DecimalsIT {
    private final Books b = BOOKS;

    private Select ids(Expression<Boolean> condition) {
        return select(b.id).where(condition).orderBy(b.id);
    }

    /** SQLite keeps them as text, in which 0.99 and 10.50 and 20.00 are less than 9. */
    @Test
    void decimalsCompareAndSortAsNumbers() {
        BigDecimal nine = new BigDecimal("9");
        everywhere(ids(b.price.gt(nine)))
                .on(
                        "sqlite",
                        "SELECT books.book_id FROM books WHERE CAST(books.price AS DOUBLE PRECISION) > CAST(? AS DOUBLE "
                                + "PRECISION) ORDER BY books.book_id")
                .is("SELECT books.book_id FROM books WHERE books.price > ? ORDER BY books.book_id")
                .gives("1", "2", "3");
        everywhere(ids(b.price.le(nine))).gives("4");
        everywhere(ids(b.price.eq(new BigDecimal("10.5"))))
                .is("SELECT books.book_id FROM books WHERE books.price = ? ORDER BY books.book_id")
                .gives("1", "3");
        everywhere(ids(b.price.inParameter("p")), row("p", List.of(new BigDecimal("20"), new BigDecimal("0.990"))))
                .gives("2", "4");
        everywhere(select(sum(b.price).as("s"))).gives("41.99");
        everywhere(ids(b.price.between(nine, new BigDecimal("11")))).gives("1", "3");
        everywhere(ids(b.price.times(new BigDecimal("2")).eq(new BigDecimal("21"))))
                .gives("1", "3");
        everywhere(ids(b.price.times(new BigDecimal("2")).in(new BigDecimal("21"), new BigDecimal("40"))))
                .gives("1", "2", "3");
        everywhere(ids(b.price.times(new BigDecimal("2")).notIn(List.of(new BigDecimal("21")))))
                .gives("2", "4");
        everywhere(ids(tuple(b.price, b.id).gt(List.of(nine, 2)))).gives("1", "2", "3");
        Expression<BigDecimal> rest = b.price.minus(nine).as("rest");
        everywhere(select(b.id, rest).where(b.id.le(4)).orderBy(rest, b.id)).gives("4|-8.01", "1|1.5", "3|1.5", "2|11");
        everywhere(select(b.id)
                        .where(b.id.le(4))
                        .orderBy(b.price.desc(), b.id.asc())
                        .seekAfter(new BigDecimal("10.50"), 1))
                .gives("3", "4");
        everywhere(select(
                        Aggregates.min(b.price).as("l"), Aggregates.max(b.price).as("m")))
                .gives("0.99|20");
        everywhere(select(Numbers.greatest(b.price, value(nine)).as("g"))
                        .where(b.id.ne(5))
                        .orderBy(b.id))
                .gives("10.5", "20", "10.5", "9");
        everywhere(select(b.id, Windows.rank().over(Windows.orderedBy(b.price)).as("r"))
                        .where(b.id.le(4))
                        .orderBy(b.id))
                .gives("1|2", "2|4", "3|2", "4|1");
        everywhere(select(b.price)
                        .where(b.id.eq(4))
                        .union(select(value(nine)))
                        .orderBy(b.price.desc())
                        .limit(5))
                .on(
                        "sqlite",
                        "SELECT rows_.price FROM (SELECT " + bare("rows_.price")
                                + " AS price FROM (SELECT books.price FROM books "
                                + "WHERE books.book_id = ?) AS rows_ UNION SELECT " + bare("rows_.column_1")
                                + " AS column_1 FROM "
                                + "(SELECT ? AS column_1) AS rows_) AS rows_ ORDER BY CAST(rows_.price AS DOUBLE PRECISION) DESC "
                                + "LIMIT ?")
                .gives("9", "0.99");
        everywhere(select(b.price, count())
                        .groupBy(b.price)
                        .having(b.price.gt(nine))
                        .orderBy(b.price.desc()))
                .gives("20|1", "10.5|2");
    }

    /** A decimal without zeros at its end, on SQLite. */
    private static String bare(String column) {
        return "CASE WHEN instr(%1$s, '.') = 0 THEN %1$s || '' WHEN typeof(%1$s) = 'text' THEN rtrim(rtrim(%1$s, '0'), '.') "
                        .formatted(column)
                + "WHEN %1$s = 0 THEN '0' WHEN %1$s IS NOT NULL THEN rtrim(rtrim(format('%%.30f', %1$s), '0'), '.') END"
                        .formatted(column);
    }

    @Test
    void aListOfComputedDecimalsIsOneCondition() {
        Expression<BigDecimal> twice = b.price.times(new BigDecimal("2"));
        List<BigDecimal> values = List.of(new BigDecimal("21"), new BigDecimal("40"));
        everywhere(ids(and(b.id.eq(99), twice.in(values))))
                .on(
                        "postgresql",
                        "SELECT books.book_id FROM books WHERE books.book_id = $1 AND books.price * $2 = ANY($3) ORDER BY "
                                + "books.book_id")
                .on(
                        "sqlite",
                        "SELECT books.book_id FROM books WHERE books.book_id = ? AND (CAST(books.price * ? AS DOUBLE PRECISION) "
                                + "= CAST(? AS DOUBLE PRECISION) OR CAST(books.price * ? AS DOUBLE PRECISION) = CAST(? AS DOUBLE "
                                + "PRECISION)) ORDER BY books.book_id")
                .is("SELECT books.book_id FROM books WHERE books.book_id = ? AND books.price * ? IN (?, ?) ORDER BY "
                        + "books.book_id")
                .gives();
        everywhere(ids(not(twice.in(values)))).gives("4");
        everywhere(ids(not(twice.notIn(values)))).gives("1", "2", "3");
        everywhere(ids(and(not(twice.notIn(values)), b.id.ne(1)))).gives("2", "3");
        everywhere(ids(and(b.id.eq(1), twice.in(List.of(new BigDecimal("21"))))))
                .gives("1");
        everywhere(ids(twice.in(List.of()))).gives();
    }

    /** On SQLite such a column is a number, and that of a table is text. */
    @Test
    void computedDecimalsOfAQueryAreEqualToStoredOnes() {
        Expression<BigDecimal> most = Aggregates.max(b.price);
        Select ofAuthors =
                select(b.authorId, most.as("m")).where(b.authorId.isNotNull()).groupBy(b.authorId);
        SubqueryAlias s = ofAuthors.as("s");
        everywhere(ids(and(s.c(b.authorId).eq(b.authorId), s.c(most).eq(b.price))))
                .on(
                        "postgresql",
                        "SELECT books.book_id FROM books, (SELECT books.author_id, max(books.price) AS m FROM books WHERE "
                                + "books.author_id IS NOT NULL GROUP BY books.author_id) AS s WHERE s.author_id = "
                                + "books.author_id AND s.m = books.price ORDER BY books.book_id")
                .gives("2", "3", "4");
        Cte c = ofAuthors.cte("c");
        everywhere(ids(and(c.c(b.authorId).eq(b.authorId), b.price.eq(c.c(most)))))
                .gives("2", "3", "4");
        everywhere(ids(b.price.in(select(most)))).gives("2");
        everywhere(ids(b.price.notIn(select(most)))).gives("1", "3", "4");
        SubqueryAlias half = select(b.id, b.price.dividedBy(new BigDecimal("2")).as("h"))
                .where(b.id.eq(2))
                .as("half");
        everywhere(select(half.c("h", BigDecimal.class)
                        .in(new BigDecimal("10"), new BigDecimal("1"))
                        .as("x")))
                .gives("true");
        ValuesTable v = ValuesTable.of(
                "v",
                List.of(b.id, b.price),
                List.of(List.of(1, new BigDecimal("9.99")), List.of(2, new BigDecimal("10.50"))));
        everywhere(ids(b.price.in(select(Aggregates.max(v.c(b.price)))))).gives("1", "3");
        everywhere(ids(v.c(b.price).eq(b.price))).gives("1", "3");
    }

    @Test
    void decimalsAreFoundInQueriesOfEveryKind() {
        Alias o = b.as("o");
        Expression<BigDecimal> price = o.c(b.price);
        everywhere(ids(b.price.in(select(price).where(o.c(b.id).eq(3)))))
                .is(
                        "SELECT books.book_id FROM books WHERE books.price IN (SELECT o.price FROM books AS o WHERE o.book_id = "
                                + "?) ORDER BY books.book_id")
                .gives("1", "3");
        SubqueryAlias kept = select(price).where(o.c(b.id).eq(3)).as("kept");
        everywhere(ids(b.price.eq(kept.c(price))))
                .is(
                        "SELECT books.book_id FROM books, (SELECT o.price FROM books AS o WHERE o.book_id = ?) AS kept WHERE "
                                + "books.price = kept.price ORDER BY books.book_id")
                .gives("1", "3");
        Expression<BigDecimal> twice = price.times(new BigDecimal("2")).as("twice");
        everywhere(ids(b.price
                        .times(new BigDecimal("2"))
                        .in(select(twice).where(o.c(b.id).eq(b.id)))))
                .gives("1", "2", "3", "4");
        everywhere(ids(b.price
                        .times(new BigDecimal("2"))
                        .in(select(twice)
                                .where(o.c(b.id).le(4))
                                .orderBy(twice.desc())
                                .limit(1))))
                .gives("2");
        everywhere(ids(b.price.in(select(price)
                        .where(o.c(b.id).eq(4))
                        .union(select(value(new BigDecimal("20"))))
                        .orderBy(price.desc())
                        .limit(1))))
                .gives("2");
        everywhere(ids(tuple(b.authorId, b.price)
                        .in(select(o.c(b.authorId), Aggregates.max(price)).groupBy(o.c(b.authorId)))))
                .gives("2", "3", "4");
        everywhere(ids(b.price.in(
                        text("SELECT max(price) FROM books WHERE book_id = 3").columns(b.price))))
                .gives("1", "3");
    }

    /** SQLite keeps one as text and computes the other: of a choice between both, equal ones were two. */
    @Test
    void aChoiceBetweenAStoredAndAComputedDecimalIsOneNumber() {
        BigDecimal one = new BigDecimal("1");
        Expression<BigDecimal> either =
                Sql.caseWhen(b.id.eq(1), b.price.times(one)).otherwise(b.price);
        Select four = select(either.as("x")).where(b.id.le(4));
        everywhere(four.distinct().orderBy(either)).gives("0.99", "10.5", "20");
        everywhere(select(either.as("x"), count())
                        .where(b.id.le(4))
                        .groupBy(either)
                        .orderBy(either))
                .gives("0.99|1", "10.5|2", "20|1");
        everywhere(select(Aggregates.countDistinct(either).as("n"))).gives("3");
        everywhere(select(b.id, count().over(Windows.partitionBy(either)).as("n"))
                        .where(b.id.le(3))
                        .orderBy(b.id))
                .gives("1|2", "2|1", "3|2");
        Expression<BigDecimal> some = Sql.coalesce(Sql.nullIf(b.price.times(one), new BigDecimal("20.00")), b.price);
        everywhere(select(
                                b.id,
                                some.as("x"),
                                Sql.nullIf(b.price.times(one), new BigDecimal("10.50"))
                                        .as("y"))
                        .where(b.id.le(3))
                        .orderBy(b.id))
                .gives("1|10.5|null", "2|20|20", "3|10.5|null");
        everywhere(select(Sql.caseOf(b.price.times(one))
                                .when(new BigDecimal("10.50"), 1)
                                .otherwise(2)
                                .as("x"))
                        .where(b.id.le(2))
                        .orderBy(b.id))
                .gives("1", "2");
    }
}
