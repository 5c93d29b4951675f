package io.azoth.sql;

import static io.azoth.sql.Aggregates.sum;
import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.and;
import static io.azoth.sql.Sql.not;
import static io.azoth.sql.Sql.or;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.DATE;
import static io.azoth.type.SqlTypes.DOUBLE;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.NUMERIC;
import static io.azoth.type.SqlTypes.TEXT;
import static io.azoth.type.SqlTypes.numeric;

import io.azoth.sql.Shop.Books;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Operators, casts and functions of numbers: their parentheses, their text and their values. */
@ExtendWith(Everywhere.Opened.class)
class OperatorIT {
    private final Books b = BOOKS;

    private Select ids(Expression<Boolean> condition) {
        return select(b.id).where(condition).orderBy(b.id);
    }

    @Test
    void comparisonsAreOperators() {
        everywhere(select(
                                b.pages.eq(100).as("eq"),
                                b.pages.ne(100).as("ne"),
                                b.pages.lt(100).as("lt"),
                                b.pages.le(100).as("le"),
                                b.pages.gt(100).as("gt"),
                                b.pages.ge(100).as("ge"),
                                b.rating.isNull().as("n"),
                                b.rating.isNotNull().as("nn"))
                        .where(b.id.eq(1)))
                .is(
                        "SELECT books.pages = ? AS eq, books.pages <> ? AS ne, books.pages < ? AS lt, books.pages <= ? AS le, "
                                + "books.pages > ? AS gt, books.pages >= ? AS ge, books.rating IS NULL AS n, books.rating IS NOT "
                                + "NULL AS nn FROM books WHERE books.book_id = ?")
                .gives("true|false|false|true|false|true|false|true");
        everywhere(ids(and(
                        b.pages.le(b.authorId.times(100)),
                        b.pages.ge(b.authorId),
                        b.pages.gt(b.id),
                        b.id.lt(b.pages),
                        b.id.ne(b.pages))))
                .is("SELECT books.book_id FROM books WHERE books.pages <= books.author_id * ? AND books.pages >= "
                        + "books.author_id AND books.pages > books.book_id AND books.book_id < books.pages AND books.book_id <> "
                        + "books.pages ORDER BY books.book_id")
                .gives("1", "4");
    }

    @Test
    void parenthesesStandWhereTheMeaningNeedsThem() {
        everywhere(select(
                                b.pages
                                        .plus(b.id)
                                        .times(b.id)
                                        .minus(b.pages.minus(b.id))
                                        .as("x"),
                                b.pages.times(b.id).plus(b.id.times(b.id)).as("y"),
                                b.pages.dividedBy(b.id.times(5)).as("z"),
                                b.pages.dividedBy(b.id).times(5).as("w"),
                                b.pages.modulo(b.id.plus(2)).negate().as("v"))
                        .where(b.id.eq(2)))
                .is("SELECT (books.pages + books.book_id) * books.book_id - (books.pages - books.book_id) AS x, "
                        + "books.pages * books.book_id + books.book_id * books.book_id AS y, books.pages / (books.book_id * ?) "
                        + "AS z, books.pages / books.book_id * ? AS w, -(books.pages % (books.book_id + ?)) AS v FROM books "
                        + "WHERE books.book_id = ?")
                .gives("206|404|20|500|0");
        everywhere(ids(not(or(and(b.id.eq(1), b.pages.eq(100)), not(b.id.le(3))))))
                .is("SELECT books.book_id FROM books WHERE NOT (books.book_id = ? AND books.pages = ? OR NOT "
                        + "books.book_id <= ?) ORDER BY books.book_id")
                .gives("2", "3");
        everywhere(ids(b.title.concat("x").concat(b.title).eq("NotesxNotes")))
                .is("SELECT books.book_id FROM books WHERE books.title || ? || books.title = ? ORDER BY books.book_id")
                .gives("1");
        everywhere(ids(b.pages.gt(100).eq(b.id.gt(1)).isNotNull()))
                .is(
                        "SELECT books.book_id FROM books WHERE ((books.pages > ?) = (books.book_id > ?)) IS NOT NULL ORDER BY "
                                + "books.book_id")
                .gives("1", "2", "3", "4", "5");
    }

    /** PostgreSQL reads {@code ~a + b} as the complement of the sum. */
    @Test
    void aComplementStandsInParentheses() {
        everywhere(select(
                                b.pages.bitNot().plus(b.id).as("x"),
                                b.pages.plus(b.id).bitNot().as("y"),
                                b.pages.bitNot().bitNot().negate().as("z"))
                        .where(b.id.eq(1)))
                .on(
                        "h2",
                        "SELECT (bitnot(books.pages)) + books.book_id AS x, bitnot(books.pages + books.book_id) AS y, "
                                + "-(bitnot(bitnot(books.pages))) AS z FROM books WHERE books.book_id = $1")
                .is("SELECT (~books.pages) + books.book_id AS x, ~(books.pages + books.book_id) AS y, "
                        + "-(~(~books.pages)) AS z FROM books WHERE books.book_id = ?")
                .gives("-100|-102|-100");
    }

    @Test
    void functionsOfWholeNumbersStayWhole() {
        everywhere(select(
                                Numbers.sign(b.pages).dividedBy(2).as("s"),
                                Numbers.floor(b.pages).dividedBy(3).as("f"),
                                Numbers.ceil(b.pages).modulo(7).as("c"))
                        .where(b.id.eq(1)))
                .on(
                        "postgresql",
                        "SELECT CAST(sign(books.pages) AS INTEGER) / $1 AS s, CAST(floor(books.pages) AS INTEGER) / $2 AS f, "
                                + "CAST(ceil(books.pages) AS INTEGER) % $3 AS c FROM books WHERE books.book_id = $4")
                .is(
                        "SELECT sign(books.pages) / ? AS s, floor(books.pages) / ? AS f, ceil(books.pages) % ? AS c FROM books "
                                + "WHERE books.book_id = ?")
                .gives("0|33|2");
        Expression<Integer> part =
                sum(b.pages).times(100).dividedBy(sum(sum(b.pages)).over(Windows.window()));
        everywhere(select(b.authorId, part.as("part"))
                        .where(b.authorId.isNotNull())
                        .groupBy(b.authorId)
                        .orderBy(b.authorId))
                .on(
                        "postgresql",
                        "SELECT books.author_id, sum(books.pages) * $1 / CAST(sum(sum(books.pages)) OVER () AS BIGINT) AS part "
                                + "FROM books WHERE books.author_id IS NOT NULL GROUP BY books.author_id ORDER BY books.author_id")
                .gives("1|42", "2|42", "3|14");
        Expression<Integer> of = sum(b.pages).as("of");
        SubqueryAlias sums = select(b.authorId, of).groupBy(b.authorId).as("sums");
        everywhere(select(sum(sums.c(of)).dividedBy(7).as("x"))).gives("107");
        SubqueryAlias large = select(value(2_000_000_000).as("x"))
                .unionAll(select(value(2_000_000_000).as("x")))
                .as("large");
        Function<Integer> outgrown = sum(large.c("x", Integer.class));
        everywhere(select(outgrown.dividedBy(3).as("x")).having(outgrown.gt(5))).gives("1333333333");
        Function<Long> total = sum(b.pages.cast(BIGINT)).filter(b.pages.gt(60));
        everywhere(select(total.dividedBy(4L).plus(1L).as("a")))
                .on(
                        "sqlite",
                        "SELECT sum(CAST(books.pages AS BIGINT)) FILTER (WHERE books.pages > ?) / ? + ? AS a FROM books")
                .is(
                        "SELECT CAST(sum(CAST(books.pages AS BIGINT)) FILTER (WHERE books.pages > ?) AS BIGINT) / ? + ? AS a FROM "
                                + "books")
                .gives("176");
        everywhere(select(
                                b.id,
                                total.over(Windows.orderedBy(b.id))
                                        .dividedBy(7L)
                                        .as("w"))
                        .orderBy(b.id))
                .on(
                        "postgresql",
                        "SELECT books.book_id, CAST(sum(CAST(books.pages AS BIGINT)) FILTER (WHERE books.pages > $1) OVER (ORDER "
                                + "BY books.book_id) AS BIGINT) / $2 AS w FROM books ORDER BY books.book_id")
                .gives("1|14", "2|42", "3|85", "4|100", "5|100");
    }

    @Test
    void castsNameTheTypesOfTheTarget() {
        everywhere(select(
                                b.pages.cast(BIGINT).as("l"),
                                b.pages.cast(TEXT).as("t"),
                                b.price.cast(INTEGER).as("i"),
                                b.pages
                                        .cast(io.azoth.type.SqlTypes.numeric(10, 2))
                                        .as("n"))
                        .where(b.id.eq(2)))
                .on(
                        "h2",
                        "SELECT CAST(books.pages AS BIGINT) AS l, CAST(books.pages AS VARCHAR) AS t, CAST(books.price AS INTEGER) "
                                + "AS i, CAST(books.pages AS NUMERIC(10, 2)) AS n FROM books WHERE books.book_id = $1")
                .on(
                        "sqlite",
                        "SELECT CAST(books.pages AS BIGINT) AS l, CAST(books.pages AS TEXT) AS t, (CAST(books.price AS INTEGER) + CAST(round(books.price - CAST(books.price AS INTEGER)) AS INTEGER)) AS "
                                + "i, CASE WHEN instr(books.pages, '.') = 0 THEN books.pages || '.00' WHEN typeof(books.pages) = "
                                + "'text' AND length(books.pages) - instr(books.pages, '.') <= 2 THEN books.pages || substr('00', "
                                + "1 + length(books.pages) - instr(books.pages, '.')) WHEN books.pages IS NOT NULL THEN "
                                + "replace(format('%.2f', books.pages + books.pages * 1e-15 * (abs(books.pages) < 1e12)), '-0.00', "
                                + "'0.00') END AS n FROM books WHERE books.book_id = ?")
                .is(
                        "SELECT CAST(books.pages AS BIGINT) AS l, CAST(books.pages AS TEXT) AS t, CAST(books.price AS INTEGER) AS "
                                + "i, CAST(books.pages AS NUMERIC(10, 2)) AS n FROM books WHERE books.book_id = ?")
                .gives("200|200|20|200");
    }

    /** SQLite left the fraction out. */
    @Test
    void aFractionIsRoundedInACastToAWholeNumber() {
        everywhere(select(
                                b.price.cast(INTEGER).as("stored"),
                                b.price
                                        .times(new BigDecimal("1.7"))
                                        .cast(INTEGER)
                                        .as("computed"),
                                b.price.cast(DOUBLE).times(-1.7).cast(BIGINT).as("floating"),
                                b.pages.cast(BIGINT).as("whole"))
                        .where(b.id.in(1, 4, 5))
                        .orderBy(b.id))
                .gives("11|18|-18|100", "1|2|-2|100", "null|null|null|50");
        everywhere(select(
                        value(new BigDecimal("-12.5"), NUMERIC).cast(INTEGER).as("given"),
                        value(new BigDecimal("9007199254740993"), NUMERIC)
                                .cast(BIGINT)
                                .as("long_"),
                        value(new BigDecimal("0.5"), NUMERIC)
                                .cast(BIGINT)
                                .times(2L)
                                .as("within")))
                .gives("-13|9007199254740993|2");
    }

    @Test
    void boundTextIsCastToWhatItSays() {
        everywhere(select(
                        value("12").cast(INTEGER).as("number"),
                        value("2024-02-29").cast(DATE).as("on_"),
                        value("1.50").cast(numeric(5, 2)).as("price"),
                        value("12").cast(TEXT).as("text")))
                .on(
                        "h2",
                        "SELECT CAST(CAST($1 AS VARCHAR) AS INTEGER) AS number, CAST(CAST($2 AS VARCHAR) AS DATE) AS on_, "
                                + "CAST(CAST($3 AS VARCHAR) AS NUMERIC(5, 2)) AS price, CAST($4 AS VARCHAR) AS text")
                .on(
                        "postgresql",
                        "SELECT CAST($1 AS INTEGER) AS number, CAST($2 AS DATE) AS on_, CAST($3 AS NUMERIC(5, 2)) AS price, "
                                + "CAST($4 AS TEXT) AS text")
                .gives("12|2024-02-29|1.5|12");
    }
}
