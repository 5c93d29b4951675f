package io.azoth.sql;

import static io.azoth.sql.Aggregates.sum;
import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.cube;
import static io.azoth.sql.Sql.exists;
import static io.azoth.sql.Sql.groupingSets;
import static io.azoth.sql.Sql.rollup;
import static io.azoth.sql.Sql.select;

import io.azoth.sql.Shop.Authors;
import io.azoth.sql.Shop.Books;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** ROLLUP, CUBE and GROUPING SETS, as one query each where the database has none. */
@ExtendWith(Everywhere.Opened.class)
class GroupingSetsIT {
    private final Books b = BOOKS;
    private final Authors a = AUTHORS;

    @Test
    void groupingSetsAreOneQueryEachWhereTheyAreNotThere() {
        everywhere(select(b.authorId, b.pages, count().as("n"))
                        .where(b.authorId.isNotNull())
                        .groupBy(rollup(b.authorId, b.pages))
                        .orderBy(b.authorId.asc().nullsLast(), b.pages.asc().nullsLast()))
                .on(
                        "postgresql",
                        "SELECT books.author_id, books.pages, count(*) AS n FROM books WHERE books.author_id "
                                + "IS NOT NULL GROUP BY ROLLUP (books.author_id, books.pages) ORDER BY books.author_id NULLS "
                                + "LAST, books.pages NULLS LAST")
                .is(
                        "SELECT books.author_id, books.pages, count(*) AS n FROM books WHERE books.author_id IS NOT NULL "
                                + "GROUP BY books.author_id, books.pages UNION ALL SELECT books.author_id, CAST(NULL AS "
                                + "INTEGER) AS pages, count(*) AS n FROM books WHERE books.author_id IS NOT NULL GROUP BY "
                                + "books.author_id UNION ALL SELECT CAST(NULL AS INTEGER) AS author_id, CAST(NULL AS INTEGER) AS "
                                + "pages, count(*) AS n FROM books WHERE books.author_id IS NOT NULL ORDER BY author_id NULLS LAST, pages NULLS LAST")
                .gives("1|100|1", "1|200|1", "1|null|2", "2|300|1", "2|null|1", "3|100|1", "3|null|1", "null|null|4");
        everywhere(select(b.authorId, sum(b.pages).as("p"))
                        .groupBy(cube(b.authorId))
                        .having(sum(b.pages).gt(100))
                        .orderBy(b.authorId.asc().nullsLast()))
                .gives("1|300", "2|300", "null|750");
        everywhere(select(b.authorId, count().as("n"))
                        .groupBy(groupingSets(List.of(b.authorId), List.of()))
                        .where(b.id.gt(100)))
                .gives("null|0");
    }

    @Test
    void whatAGroupingLeavesOutIsNullInFunctionsToo() {
        everywhere(select(
                                Numbers.abs(b.authorId).as("x"),
                                count().as("n"),
                                sum(b.authorId).as("s"))
                        .where(b.authorId.isNotNull())
                        .groupBy(rollup(b.authorId)))
                .on(
                        "postgresql",
                        "SELECT abs(books.author_id) AS x, count(*) AS n, sum(books.author_id) AS s FROM books WHERE "
                                + "books.author_id IS NOT NULL GROUP BY ROLLUP (books.author_id)")
                .is("SELECT abs(books.author_id) AS x, count(*) AS n, sum(books.author_id) AS s FROM books WHERE "
                        + "books.author_id IS NOT NULL GROUP BY books.author_id UNION ALL SELECT abs(CAST(NULL AS INTEGER)) AS x, "
                        + "count(*) AS n, sum(books.author_id) AS s FROM books WHERE books.author_id IS NOT NULL");
        everywhere(select(Numbers.abs(b.authorId).as("x"), sum(b.authorId).as("s"))
                        .where(b.authorId.eq(1))
                        .groupBy(rollup(b.authorId))
                        .orderBy(Numbers.abs(b.authorId).as("x").asc().nullsLast()))
                .gives("1|2", "null|2");
    }

    @Test
    void groupingSetsTakeDistinctAndTies() {
        Expression<Long> n = count().as("n");
        everywhere(select(n)
                        .distinct()
                        .where(b.authorId.ge(2))
                        .groupBy(rollup(b.authorId))
                        .orderBy(n))
                .gives("1", "2");
        everywhere(select(n)
                        .from(b)
                        .groupBy(rollup(b.authorId))
                        .orderBy(n.asc())
                        .limitWithTies(1))
                .gives("1", "1", "1");
    }

    @Test
    void theWholeIsOneRowThoughNothingIsAggregated() {
        Expression<Integer> x = Numbers.abs(b.authorId).as("x");
        everywhere(select(x)
                        .where(b.id.le(2))
                        .groupBy(groupingSets(List.of(b.authorId), List.of()))
                        .orderBy(x.asc().nullsLast()))
                .on(
                        "h2",
                        "SELECT abs(books.author_id) AS x FROM books WHERE books.book_id <= $1 GROUP BY books.author_id UNION "
                                + "ALL SELECT CASE WHEN count(*) >= $2 THEN abs(CAST(NULL AS INTEGER)) END AS x FROM books WHERE "
                                + "books.book_id <= $3 ORDER BY x NULLS LAST")
                .gives("1", "null");
        everywhere(select(b.authorId).where(b.id.gt(100)).groupBy(rollup(b.authorId)))
                .gives("null");
    }

    @Test
    void oneGroupingSetAloneKeepsItsOrderAndDistinct() {
        Expression<Long> n = count().as("n");
        Select grouped = select(n).from(b).groupBy(groupingSets(List.of(b.pages)));
        everywhere(grouped.orderBy(n.desc()).limit(2)).gives("2", "1");
        everywhere(grouped.distinct().orderBy(n)).gives("1", "2");
    }

    @Test
    void groupingSetsSeeTheRowAroundThem() {
        Alias other = b.as("other");
        Select grouped = select(other.c(b.pages))
                .where(other.c(b.authorId).eq(a.id))
                .groupBy(rollup(other.c(b.pages)))
                .having(count().gt(1L));
        everywhere(select(a.id).where(exists(grouped)).orderBy(a.id)).gives("1");
    }

    @Test
    void aWindowBesideGroupingSetsSeesAllGroups() {
        everywhere(select(b.authorId, sum(count()).over(Windows.window()).as("s"))
                        .where(b.authorId.eq(1))
                        .groupBy(rollup(b.authorId))
                        .orderBy(b.authorId.asc().nullsLast()))
                .on(
                        "postgresql",
                        "SELECT books.author_id, CAST(sum(count(*)) OVER () AS BIGINT) AS s FROM books WHERE books.author_id = $1 "
                                + "GROUP BY ROLLUP (books.author_id) ORDER BY books.author_id NULLS LAST")
                .on(
                        "sqlite",
                        "SELECT groups_.c1_ AS author_id, sum(groups_.c2_) OVER () AS s FROM (SELECT books.author_id AS c1_, "
                                + "count(*) AS c2_ FROM books WHERE books.author_id = ? GROUP BY books.author_id UNION ALL SELECT "
                                + "CAST(NULL AS INTEGER) AS c1_, count(*) AS c2_ FROM books WHERE books.author_id = ?) AS groups_ "
                                + "ORDER BY groups_.c1_ NULLS LAST")
                .gives("1|4", "null|4");
        everywhere(select(
                                b.authorId,
                                Aggregates.grouping(b.authorId).as("g"),
                                Windows.rank()
                                        .over(Windows.partitionBy(Aggregates.grouping(b.authorId))
                                                .orderBy(sum(b.pages).desc()))
                                        .as("r"))
                        .where(b.authorId.isNotNull())
                        .groupBy(rollup(b.authorId))
                        .having(count().ge(1L))
                        .orderBy(b.authorId.asc().nullsLast()))
                .gives("1|0|1", "2|0|1", "3|0|3", "null|1|1");
    }

    @Test
    void aRowSaysWhichKeysItLeavesOut() {
        everywhere(select(
                                b.authorId,
                                Aggregates.grouping(b.authorId).as("g"),
                                Aggregates.grouping(b.authorId, b.pages).as("gg"),
                                count().as("n"))
                        .where(b.pages.le(100))
                        .groupBy(groupingSets(List.of(b.authorId), List.of(b.pages), List.of()))
                        .having(Aggregates.grouping(b.pages).eq(1))
                        .orderBy(
                                Aggregates.grouping(b.authorId).asc(),
                                b.authorId.asc().nullsFirst()))
                .on(
                        "postgresql",
                        "SELECT books.author_id, grouping(books.author_id) AS g, grouping(books.author_id, books.pages) AS gg, "
                                + "count(*) AS n FROM books WHERE books.pages <= $1 GROUP BY GROUPING SETS (books.author_id, "
                                + "books.pages, ()) HAVING grouping(books.pages) = $2 ORDER BY grouping(books.author_id), "
                                + "books.author_id NULLS FIRST")
                .gives("null|0|1|1", "1|0|1|1", "3|0|1|1", "null|1|3|3");
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

    /** PostgreSQL computed the larger expression from the constant, where the row has NULL for it. */
    @Test
    void aKeyOfNoColumnIsLeftOutTooInALargerExpression() {
        Expression<Integer> four = Sql.value(2).times(Sql.value(2));
        everywhere(select(four.as("k"), four.plus(1).as("next"), count())
                        .from(BOOKS)
                        .groupBy(rollup(four, BOOKS.pages))
                        .having(Aggregates.grouping(BOOKS.pages).eq(1))
                        .orderBy(four.asc().nullsFirst()))
                .gives("null|null|5", "4|5|5");
    }
}
