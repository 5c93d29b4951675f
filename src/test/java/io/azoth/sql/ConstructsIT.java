package io.azoth.sql;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.defaultValue;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Aggregates.percentileDisc;
import static io.azoth.sql.Aggregates.sum;
import static io.azoth.sql.Dates.extract;
import static io.azoth.sql.Dates.plus;
import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.and;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.cube;
import static io.azoth.sql.Sql.groupingSets;
import static io.azoth.sql.Sql.not;
import static io.azoth.sql.Sql.or;
import static io.azoth.sql.Sql.rollup;
import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.text;
import static io.azoth.sql.Sql.tuple;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.BOOLEAN;
import static io.azoth.type.SqlTypes.DATE;
import static io.azoth.type.SqlTypes.INSTANT;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;
import static io.azoth.type.SqlTypes.TIME;
import static io.azoth.type.SqlTypes.TIMESTAMP;
import static io.azoth.type.SqlTypes.UUID;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.sql.Shop.Authors;
import io.azoth.sql.Shop.Books;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

/** The forms of each construct that the tests by topic do not show: text and rows on each database that has it. */
@ExtendWith(Everywhere.Opened.class)
class ConstructsIT {
    private final Books b = BOOKS;
    private final Authors a = AUTHORS;

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
                        "SELECT rows_.price FROM (SELECT books.price FROM books WHERE books.book_id = ? UNION SELECT ?) AS rows_ "
                                + "ORDER BY CAST(rows_.price AS DOUBLE PRECISION) DESC LIMIT ?")
                .gives("9", "0.99");
        everywhere(select(b.price, count())
                        .groupBy(b.price)
                        .having(b.price.gt(nine))
                        .orderBy(b.price.desc()))
                .gives("20|1", "10.5|2");
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

    @Test
    void groupingSetsAreWrittenWithTheirColumns() {
        everywhere(select(b.authorId, b.pages, count())
                        .where(b.id.eq(1))
                        .groupBy(cube(b.authorId, b.pages))
                        .orderBy(b.authorId.asc().nullsLast(), b.pages.asc().nullsLast()))
                .on(
                        "postgresql",
                        "SELECT books.author_id, books.pages, count(*) FROM books WHERE books.book_id = $1 GROUP BY CUBE "
                                + "(books.author_id, books.pages) ORDER BY books.author_id NULLS LAST, books.pages NULLS LAST")
                .gives("1|100|1", "1|null|1", "null|100|1", "null|null|1");
        everywhere(select(b.authorId, b.pages, count())
                        .where(b.id.eq(1))
                        .groupBy(groupingSets(List.of(b.authorId, b.pages), List.of(b.pages), List.of()))
                        .orderBy(b.authorId.asc().nullsLast(), b.pages.asc().nullsLast()))
                .on(
                        "postgresql",
                        "SELECT books.author_id, books.pages, count(*) FROM books WHERE books.book_id = $1 GROUP BY GROUPING "
                                + "SETS ((books.author_id, books.pages), books.pages, ()) ORDER BY books.author_id NULLS LAST, "
                                + "books.pages NULLS LAST")
                .gives("1|100|1", "null|100|1", "null|null|1");
        everywhere(select(b.authorId, b.pages, count())
                        .where(b.id.eq(1))
                        .groupBy(b.authorId, rollup(b.pages))
                        .orderBy(b.pages.asc().nullsLast()))
                .on(
                        "postgresql",
                        "SELECT books.author_id, books.pages, count(*) FROM books WHERE books.book_id = $1 GROUP BY "
                                + "books.author_id, ROLLUP (books.pages) ORDER BY books.pages NULLS LAST")
                .gives("1|100|1", "1|null|1");
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

    /** SQLite changes one row after another, and a subquery would see the rows before as they have become. */
    @Test
    void anUpdateReadsItsTableAsItWas() {
        Alias other = b.as("other");
        Select before =
                select(sum(other.c(b.pages))).from(other).where(other.c(b.id).lt(b.id));
        everywhere(b.update().set(b.pages, before.asScalar(INTEGER)).where(b.id.gt(1)))
                .on(
                        "sqlite",
                        "UPDATE books SET pages = (SELECT sum(other.pages) FROM books AS other WHERE other.book_id < "
                                + "books.book_id) FROM (SELECT TRUE AS true_) AS once_ WHERE books.book_id > ?")
                .is("UPDATE books SET pages = (SELECT sum(other.pages) FROM books AS other WHERE other.book_id < "
                        + "books.book_id) WHERE books.book_id > ?")
                .leaves(select(b.pages).orderBy(b.id), "100", "100", "300", "600", "700");
        everywhere(b.update()
                        .set(b.pages, before.asScalar(INTEGER))
                        .where(b.id.in(select(other.c(b.id))
                                .from(other)
                                .where(other.c(b.pages).le(200)))))
                .leaves(select(b.pages).orderBy(b.id), "null", "100", "300", "600", "700");
        everywhere(b.update()
                        .set(b.pages, before.asScalar(INTEGER))
                        .where(b.id.eq(3))
                        .returning(b.id, b.pages))
                .gives("3|300");
    }

    @Test
    void locksOfOtherStrengthAreNamedOrRefused() {
        String none =
                " does not exist on sqlite; a transaction that writes has the whole database to itself: change a row "
                        + "first, or leave it out";
        Select one = select(b.id).where(b.id.eq(1));
        for (RowLock.Strength strength : List.of(RowLock.Strength.NO_KEY_UPDATE, RowLock.Strength.KEY_SHARE)) {
            everywhere(one.lock(new RowLock(strength, List.of(), RowLock.Wait.WAIT)))
                    .lacks("sqlite", strength.words() + none)
                    .lacks("h2", strength.words() + " does not exist on h2; use forUpdate()")
                    .is("SELECT books.book_id FROM books WHERE books.book_id = ? " + strength.words())
                    .gives("1");
        }
        everywhere(one.lock(RowLock.forUpdate().noWait()))
                .lacks("sqlite", "FOR UPDATE" + none)
                .is("SELECT books.book_id FROM books WHERE books.book_id = ? FOR UPDATE NOWAIT")
                .gives("1");
    }

    @Test
    void aLockedRowIsSkippedOrRefused() {
        Select rows = select(b.id).where(b.id.le(2)).orderBy(b.id);
        for (String dialect : List.of("h2", "postgresql")) {
            Engine engine = Objects.requireNonNull(Everywhere.ENGINES.get(dialect));
            Select first = rows.where(b.id.eq(1)).forUpdate();
            assertThat(Everywhere.undone(dialect, locking -> first.oneOn(locking)
                            .thenMany(
                                    apart(engine, rows.lock(RowLock.forUpdate().skipLocked())))))
                    .as(dialect)
                    .containsExactly("2");
            StepVerifier.create(engine.inTransaction(locking -> first.oneOn(locking)
                            .thenMany(
                                    apart(engine, rows.lock(RowLock.forUpdate().noWait())))
                            .then()))
                    .expectErrorSatisfies(
                            e -> assertThat(((AzothException) e).code()).isEqualTo(ErrorCode.LOCK_TIMEOUT))
                    .verify(Duration.ofSeconds(60));
        }
    }

    /** In a transaction of its own, whatever is around. */
    private static Flux<Row> apart(Engine engine, Select query) {
        return engine.inTransaction(tx -> query.executeOn(tx).collectList())
                .flatMapIterable(found -> found)
                .contextWrite(around -> Context.empty());
    }

    @Test
    void aRowOfDefaultsIsInserted() {
        Table table = Table.of(
                "defaulted",
                new MetaData(),
                column("id", INTEGER, primaryKey()),
                column("n", INTEGER, defaultValue(7)));
        for (Engine engine : Everywhere.ENGINES.values()) {
            StepVerifier.create(table.create(engine)
                            .then(table.insert().executeOn(engine))
                            .thenMany(Flux.defer(() -> table.select().executeOn(engine)))
                            .map(row -> Everywhere.text(row.values()))
                            .concatWith(Flux.defer(() -> table.drop(engine).thenMany(Flux.empty()))))
                    .expectNext("1|7")
                    .expectComplete()
                    .verify(Duration.ofSeconds(60));
        }
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
    void mergeInsertsUnderACondition() {
        ValuesTable v = ValuesTable.of("v", List.of(a.id, a.name), List.of(List.of(8, "Z"), List.of(9, "Y")));
        Merge merge = Merge.into(a)
                .using(v, a.id.eq(v.c(a.id)))
                .whenNotMatched(v.c(a.name).eq("Y"))
                .set(a.id, v.c(a.id))
                .set(a.name, "new")
                .insert()
                .whenMatched()
                .delete();
        everywhere(merge)
                .lacks("sqlite", "MERGE does not exist on sqlite; use insert(...).onConflict(...).doUpdate(...)")
                .on(
                        "postgresql",
                        "MERGE INTO authors USING unnest($1::INTEGER[], $2::VARCHAR[]) AS v(author_id, name) ON "
                                + "authors.author_id = v.author_id WHEN NOT MATCHED AND v.name = $3 THEN INSERT (author_id, name) "
                                + "VALUES (v.author_id, $4) WHEN MATCHED THEN DELETE")
                .leaves(select(a.id, a.name).where(a.id.gt(4)), "9|new");
    }

    @Test
    void aggregatesOfAnOrder() {
        everywhere(select(percentileDisc(0.5, b.pages).as("p")))
                .lacks(
                        "sqlite",
                        "The function percentile_disc does not exist on sqlite; number the rows by row_number() and pick the "
                                + "one at the fraction")
                .gives("100");
        everywhere(select(Aggregates.mode(b.pages).as("m")))
                .lacks(
                        "sqlite",
                        "The function mode does not exist on sqlite; order the values by count(*) and take the first")
                .lacks("h2", "The function mode does not exist on h2; order the values by count(*) and take the first")
                .is("SELECT mode() WITHIN GROUP (ORDER BY books.pages) AS m FROM books")
                .gives("100");
        everywhere(select(
                                Aggregates.stddev(b.authorId).as("s"),
                                Aggregates.variance(b.authorId).as("v"))
                        .where(b.id.le(3))
                        .where(b.id.ge(2)))
                .lacks(
                        "sqlite",
                        "The function stddev_samp does not exist on sqlite; compute it from sum(x), sum(x * x) and count(x)")
                .is("SELECT stddev_samp(books.author_id) AS s, var_samp(books.author_id) AS v FROM books WHERE "
                        + "books.book_id <= ? AND books.book_id >= ?")
                .givesOn("postgresql", "0.7071067811865476|0.5");
    }

    @Test
    void windowsRankAndLookAround() {
        Window byId = Windows.orderedBy(b.id);
        everywhere(select(
                                b.id,
                                Windows.percentRank().over(byId).as("p"),
                                Windows.cumeDist().over(byId).as("c"),
                                Windows.firstValue(b.title).over(byId).as("f"),
                                Windows.lastValue(b.title).over(byId).as("l"),
                                Windows.lead(b.id).over(byId).as("n"),
                                sum(b.pages)
                                        .filter(b.pages.gt(100))
                                        .over(byId.range(Windows.unboundedPreceding(), Windows.currentRow())
                                                .exclude(Frame.Exclusion.CURRENT_ROW))
                                        .as("s"))
                        .orderBy(b.id)
                        .limit(2))
                .is(
                        "SELECT books.book_id, percent_rank() OVER (ORDER BY books.book_id) AS p, cume_dist() OVER (ORDER BY "
                                + "books.book_id) AS c, first_value(books.title) OVER (ORDER BY books.book_id) AS f, "
                                + "last_value(books.title) OVER (ORDER BY books.book_id) AS l, lead(books.book_id) OVER (ORDER BY "
                                + "books.book_id) AS n, sum(books.pages) FILTER (WHERE books.pages > ?) OVER (ORDER BY books.book_id "
                                + "RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE CURRENT ROW) AS s FROM books ORDER BY "
                                + "books.book_id LIMIT ?")
                .gives("1|0|0.2|Notes|Notes|2|null", "2|0.25|0.4|Notes|Engines|3|null");
    }

    @Test
    void eachFieldOfADateHasItsFormOnEach() {
        List<List<String>> forms = List.of(
                List.of("YEAR", "CAST(EXTRACT(YEAR FROM #) AS INTEGER)", "EXTRACT(YEAR FROM #)", cast("%Y"), "2024"),
                List.of(
                        "QUARTER",
                        "CAST(EXTRACT(QUARTER FROM #) AS INTEGER)",
                        "EXTRACT(QUARTER FROM #)",
                        "((" + cast("%m") + " + 2) / 3)",
                        "1"),
                List.of("MONTH", "CAST(EXTRACT(MONTH FROM #) AS INTEGER)", "EXTRACT(MONTH FROM #)", cast("%m"), "3"),
                List.of("WEEK", "CAST(EXTRACT(WEEK FROM #) AS INTEGER)", "EXTRACT(ISO_WEEK FROM #)", cast("%V"), "10"),
                List.of("DAY", "CAST(EXTRACT(DAY FROM #) AS INTEGER)", "EXTRACT(DAY FROM #)", cast("%d"), "4"),
                List.of(
                        "DAY_OF_YEAR",
                        "CAST(EXTRACT(DOY FROM #) AS INTEGER)",
                        "EXTRACT(DAY_OF_YEAR FROM #)",
                        cast("%j"),
                        "64"),
                List.of(
                        "DAY_OF_WEEK",
                        "CAST(EXTRACT(ISODOW FROM #) AS INTEGER)",
                        "EXTRACT(ISO_DAY_OF_WEEK FROM #)",
                        cast("%u"),
                        "1"),
                List.of("HOUR", "CAST(EXTRACT(HOUR FROM #) AS INTEGER)", "EXTRACT(HOUR FROM #)", cast("%H"), "5"),
                List.of("MINUTE", "CAST(EXTRACT(MINUTE FROM #) AS INTEGER)", "EXTRACT(MINUTE FROM #)", cast("%M"), "6"),
                List.of(
                        "SECOND",
                        "CAST(floor(EXTRACT(SECOND FROM #)) AS INTEGER)",
                        "EXTRACT(SECOND FROM #)",
                        cast("%S"),
                        "7"),
                List.of(
                        "EPOCH",
                        "CAST(floor(EXTRACT(EPOCH FROM #)) AS INTEGER)",
                        "CAST(floor(EXTRACT(EPOCH FROM #)) AS BIGINT)",
                        cast("%s"),
                        "1709528767"));
        assertThat(forms).hasSameSizeAs(DatePart.values());
        for (List<String> form : forms) {
            everywhere(select(extract(DatePart.valueOf(form.get(0)), b.sold).as("x"))
                            .from(b)
                            .where(text("book_id = 1", BOOLEAN)))
                    .on("postgresql", whole(form.get(1)))
                    .on("h2", whole(form.get(2)))
                    .on("sqlite", whole(form.get(3)))
                    .gives(form.get(4));
        }
    }

    private static String cast(String format) {
        return "CAST(strftime('" + format + "', substr(#, 1, 19)) AS INTEGER)";
    }

    private static String whole(String form) {
        return "SELECT " + form.replace("#", "books.sold") + " AS x FROM books WHERE book_id = 1";
    }

    @Test
    void datesTimesAndMomentsMoveByEachUnit() {
        Select one = select().from(b).where(b.id.eq(1));
        everywhere(one.columns(
                        plus(b.sold, 1, DateUnit.YEAR).as("y"),
                        plus(b.sold, 1, DateUnit.MONTH).as("m"),
                        plus(b.sold, -4, DateUnit.DAY).as("d"),
                        plus(b.sold, 20, DateUnit.HOUR).as("h"),
                        plus(b.sold, -7, DateUnit.MINUTE).as("mi"),
                        plus(b.sold, 53, DateUnit.SECOND).as("s")))
                .on(
                        "postgresql",
                        "SELECT books.sold + $1 * INTERVAL '1 YEAR' AS y, books.sold + $2 * INTERVAL '1 MONTH' AS m, books.sold "
                                + "+ $3 * INTERVAL '1 DAY' AS d, books.sold + $4 * INTERVAL '1 HOUR' AS h, books.sold + $5 * "
                                + "INTERVAL '1 MINUTE' AS mi, books.sold + $6 * INTERVAL '1 SECOND' AS s FROM books WHERE "
                                + "books.book_id = $7")
                .gives(
                        "2025-03-04T05:06:07|2024-04-04T05:06:07|2024-02-29T05:06:07|2024-03-05T01:06:07|2024-03-04T04:59:07|"
                                + "2024-03-04T05:07");
        everywhere(select(
                        plus(value(LocalTime.of(23, 30)), 45, DateUnit.MINUTE).as("t"),
                        plus(value(LocalDate.of(2024, 2, 29)), -1, DateUnit.YEAR)
                                .as("d"),
                        plus(value(Instant.parse("2024-03-31T00:30:00Z")), 2, DateUnit.HOUR)
                                .as("i")))
                .on(
                        "sqlite",
                        "SELECT (SELECT strftime('%H:%M:%S', m / 1000000 - (m % 1000000 < 0), 'unixepoch') || format('.%06d', "
                                + "(m % 1000000 + 1000000) % 1000000) FROM (SELECT (SELECT unixepoch(substr(t, 1, 8)) * 1000000 + "
                                + "CAST(round(CAST('0' || substr(t, 9, 7) AS REAL) * 1000000) AS INTEGER) FROM (SELECT ? AS t)) + "
                                + "? * 60000000 AS m)) AS t, date(?, ? || ' year', 'floor') AS d, (SELECT strftime('%Y-%m-%d "
                                + "%H:%M:%S', m / 1000000 - (m % 1000000 < 0), 'unixepoch') || format('.%06d', (m % 1000000 + "
                                + "1000000) % 1000000) || '+00:00' FROM (SELECT (SELECT unixepoch(substr(t, 1, 19) || "
                                + "ltrim(substr(t, 20), '.0123456789')) * 1000000 + CAST(round(CAST('0' || substr(t, 20, 7) AS "
                                + "REAL) * 1000000) AS INTEGER) FROM (SELECT ? AS t)) + ? * 3600000000 AS m)) AS i")
                .gives("00:15|2023-02-28|2024-03-31T02:30:00Z");
    }

    @Test
    void datesAndTimesAreCastToEachOther() {
        everywhere(select(
                                b.sold.cast(DATE).as("d"),
                                b.sold.cast(TIME).as("t"),
                                b.sold.cast(DATE).cast(TIMESTAMP).as("m"),
                                b.sold.cast(TIMESTAMP).as("s"))
                        .where(b.id.eq(1)))
                .on(
                        "sqlite",
                        "SELECT substr(books.sold, 1, 10) AS d, substr(books.sold, 12, 15) AS t, (substr(books.sold, 1, 10) || ' "
                                + "00:00:00.000000') AS m, books.sold AS s FROM books WHERE books.book_id = ?")
                .gives("2024-03-04|05:06:07|2024-03-04T00:00|2024-03-04T05:06:07");
        everywhere(ids(b.sold.cast(DATE).eq(LocalDate.of(2024, 2, 29)))).gives("5");
        everywhere(select(Sql.nullValue(DATE).cast(DATE).as("n"))).gives("null");
        everywhere(select(
                                b.sold.cast(INSTANT).as("i"),
                                b.sold.cast(INSTANT).cast(TIMESTAMP).as("s"),
                                b.sold.cast(DATE).cast(INSTANT).as("m"))
                        .where(b.id.eq(1)))
                .on(
                        "sqlite",
                        "SELECT (books.sold || '+00:00') AS i, substr((books.sold || '+00:00'), 1, 26) AS s, "
                                + "(substr(books.sold, 1, 10) || ' 00:00:00.000000+00:00') AS m FROM books WHERE "
                                + "books.book_id = ?")
                .gives("2024-03-04T05:06:07Z|2024-03-04T05:06:07|2024-03-04T00:00:00Z");
        java.util.UUID id = java.util.UUID.fromString("550e8400-e29b-41d4-a716-446655440000");
        everywhere(select(value(id.toString()).cast(UUID).as("u")))
                .givesOn("postgresql", id.toString())
                .givesOn("sqlite", id.toString());
    }

    @Test
    void timesOfWindowFunctionsAreThoseOfTheirRows() {
        String wayOut = "; select the window function in a subquery and use its column";
        String refused = "Date arithmetic with a window function does not exist on sqlite" + wayOut;
        Expression<LocalDateTime> before = Windows.lag(b.sold).over(Windows.orderedBy(b.id));
        everywhere(firstTwo(plus(before, 1, DateUnit.DAY)))
                .lacks("sqlite", refused)
                .gives("null", "2024-03-05T05:06:07");
        everywhere(firstTwo(plus(before, 1, DateUnit.HOUR)))
                .lacks("sqlite", refused)
                .gives("null", "2024-03-04T06:06:07");
        everywhere(firstTwo(plus(before, Duration.ofMinutes(1))))
                .lacks("sqlite", refused)
                .gives("null", "2024-03-04T05:07:07");
        everywhere(firstTwo(Dates.difference(before, b.sold)))
                .lacks("sqlite", refused)
                .gives("null", "PT-797H-6M-7S");
        everywhere(firstTwo(Dates.between(before, b.sold, DateUnit.HOUR)))
                .lacks("sqlite", refused)
                .gives("null", "-797");
        everywhere(firstTwo(extract(DatePart.DAY, before.cast(INSTANT))))
                .lacks("sqlite", refused)
                .gives("null", "4");
        everywhere(firstTwo(Dates.between(before, b.sold, DateUnit.MONTH)))
                .lacks("sqlite", refused)
                .lacks("postgresql", "A number of months with a window function does not exist on postgresql" + wayOut)
                .gives("null", "-1");
        everywhere(firstTwo(extract(DatePart.DAY, before))).gives("null", "4");
        everywhere(firstTwo(plus(before.cast(DATE), 1, DateUnit.DAY))).gives("null", "2024-03-05");
        everywhere(firstTwo(Dates.between(before.cast(DATE), b.sold.cast(DATE), DateUnit.DAY)))
                .gives("null", "-33");
        everywhere(firstTwo(Dates.daysBetween(before, b.sold))).gives("null", "-33");
    }

    private Select firstTwo(Expression<?> expression) {
        return select(expression.as("x")).where(b.id.le(2)).orderBy(b.id);
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
                        "SELECT CAST(books.pages AS BIGINT) AS l, CAST(books.pages AS TEXT) AS t, CAST(books.price AS INTEGER) AS "
                                + "i, CAST(books.pages AS DECIMAL_TEXT(10, 2)) AS n FROM books WHERE books.book_id = ?")
                .is(
                        "SELECT CAST(books.pages AS BIGINT) AS l, CAST(books.pages AS TEXT) AS t, CAST(books.price AS INTEGER) AS "
                                + "i, CAST(books.pages AS NUMERIC(10, 2)) AS n FROM books WHERE books.book_id = ?")
                .gives("200|200|20|200");
    }

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
}
