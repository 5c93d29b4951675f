package io.azoth.sql;

import static io.azoth.sql.Aggregates.arrayAgg;
import static io.azoth.sql.Aggregates.avg;
import static io.azoth.sql.Aggregates.boolAnd;
import static io.azoth.sql.Aggregates.boolOr;
import static io.azoth.sql.Aggregates.countDistinct;
import static io.azoth.sql.Aggregates.max;
import static io.azoth.sql.Aggregates.min;
import static io.azoth.sql.Aggregates.percentileCont;
import static io.azoth.sql.Aggregates.percentileDisc;
import static io.azoth.sql.Aggregates.stringAgg;
import static io.azoth.sql.Aggregates.sum;
import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.func;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Windows.currentRow;
import static io.azoth.sql.Windows.denseRank;
import static io.azoth.sql.Windows.following;
import static io.azoth.sql.Windows.lag;
import static io.azoth.sql.Windows.lead;
import static io.azoth.sql.Windows.nthValue;
import static io.azoth.sql.Windows.ntile;
import static io.azoth.sql.Windows.orderedBy;
import static io.azoth.sql.Windows.partitionBy;
import static io.azoth.sql.Windows.preceding;
import static io.azoth.sql.Windows.rank;
import static io.azoth.sql.Windows.rowNumber;
import static io.azoth.sql.Windows.unboundedFollowing;
import static io.azoth.sql.Windows.unboundedPreceding;
import static io.azoth.type.SqlTypes.BIGINT;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.sql.Shop.Books;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Everywhere.Opened.class)
class AggregateIT {
    private final Books b = BOOKS;

    @Test
    void aggregatesTakeDistinctAndFilter() {
        everywhere(select(
                        countDistinct(b.pages).as("d"),
                        sum(b.pages).filter(b.authorId.eq(1)).as("f"),
                        min(b.title).as("mi"),
                        max(b.price).as("ma"),
                        avg(b.pages).as("av"),
                        sum(b.pages, BIGINT).as("s"),
                        count(b.rating).as("c")))
                .on(
                        "sqlite",
                        "SELECT count(DISTINCT books.pages) AS d, sum(books.pages) FILTER (WHERE books.author_id = ?) AS f, "
                                + "min(books.title) AS mi, max(CAST(books.price AS DOUBLE PRECISION)) AS ma, avg(books.pages) AS "
                                + "av, sum(books.pages) AS s, count(books.rating) AS c FROM books")
                .is(
                        "SELECT count(DISTINCT books.pages) AS d, sum(books.pages) FILTER (WHERE books.author_id = ?) AS f, "
                                + "min(books.title) AS mi, max(books.price) AS ma, avg(books.pages) AS av, sum(books.pages) AS "
                                + "s, count(books.rating) AS c FROM books")
                .gives("4|300|Engines|20|150|750|4");
    }

    @Test
    void textIsJoinedInTheOrderThatIsAskedFor() {
        everywhere(select(stringAgg(b.title, "; ")
                        .orderBy(b.pages.desc(), b.id.asc())
                        .as("t")))
                .is("SELECT string_agg(books.title, ? ORDER BY books.pages DESC, books.book_id) AS t FROM books")
                .gives("notes; Engines; Notes; Zebra; Orphan");
    }

    @Test
    void differentTextsAreJoined() {
        everywhere(select(stringAgg(Strings.lower(b.title), "; ")
                        .distinct()
                        .orderBy(Strings.lower(b.title).desc())
                        .as("t")))
                .on(
                        "sqlite",
                        "SELECT (SELECT string_agg(value, ? ORDER BY key) FROM json_each(json_group_array(DISTINCT "
                                + "lower(books.title) ORDER BY lower(books.title) DESC))) AS t FROM books")
                .gives("zebra; orphan; notes; engines");
        everywhere(select(
                                b.authorId,
                                stringAgg(b.title, "|")
                                        .distinct()
                                        .filter(b.pages.gt(100))
                                        .as("t"))
                        .groupBy(b.authorId)
                        .orderBy(b.authorId.asc().nullsFirst()))
                .gives("null|null", "1|Engines", "2|notes", "3|null");
    }

    @Test
    void conditionsAreAggregatedWhateverTheirNameIs() {
        everywhere(select(
                        boolAnd(b.pages.ge(50)).as("a"), boolOr(b.pages.gt(300)).as("o")))
                .on("sqlite", "SELECT min(books.pages >= ?) AS a, max(books.pages > ?) AS o FROM books")
                .is("SELECT bool_and(books.pages >= ?) AS a, bool_or(books.pages > ?) AS o FROM books")
                .gives("true|false");
    }

    @Test
    void anAggregateAboutAnOrderIsWithinGroup() {
        everywhere(select(percentileCont(0.5, b.pages.asc()).as("p")))
                .on("sqlite", "SELECT percentile_cont(books.pages, ?) AS p FROM books")
                .on(
                        "h2",
                        "SELECT percentile_cont(CAST($1 AS DOUBLE PRECISION)) WITHIN GROUP (ORDER BY books.pages) AS p FROM "
                                + "books")
                .is("SELECT percentile_cont(?) WITHIN GROUP (ORDER BY books.pages) AS p FROM books")
                .gives("100");
    }

    @Test
    void valuesAreAggregatedToAnArray() {
        everywhere(select(arrayAgg(b.id)
                        .orderBy(b.id.desc())
                        .filter(b.authorId.eq(1))
                        .as("x")))
                .on(
                        "sqlite",
                        "SELECT nullif(json_group_array(books.book_id ORDER BY books.book_id DESC) FILTER (WHERE "
                                + "books.author_id = ?), '[]') AS x FROM books")
                .is(
                        "SELECT array_agg(books.book_id ORDER BY books.book_id DESC) FILTER (WHERE books.author_id = ?) AS x "
                                + "FROM books")
                .gives("[2, 1]");
    }

    @Test
    void windowsNumberAndCompareRows() {
        everywhere(select(
                                b.id,
                                rowNumber().over(orderedBy(b.id.desc())).as("n"),
                                rank().over(orderedBy(b.pages)).as("r"),
                                denseRank().over(orderedBy(b.pages)).as("d"),
                                lag(b.id).over(orderedBy(b.id)).as("before_"),
                                lead(b.id, 1, 0).over(orderedBy(b.id)).as("behind"),
                                ntile(2).over(orderedBy(b.id)).as("half"),
                                count().over(partitionBy(b.authorId)).as("c"))
                        .orderBy(b.id))
                .on(
                        "h2",
                        "SELECT books.book_id, row_number() OVER (ORDER BY books.book_id DESC) AS n, rank() OVER "
                                + "(ORDER BY books.pages) AS r, dense_rank() OVER (ORDER BY books.pages) AS d, "
                                + "lag(books.book_id) OVER (ORDER BY books.book_id) AS before_, lead(books.book_id, CAST($1 AS "
                                + "INTEGER), CAST($2 AS INTEGER)) OVER (ORDER BY books.book_id) AS behind, ntile(CAST($3 AS INTEGER)) OVER "
                                + "(ORDER BY books.book_id) AS half, count(*) OVER (PARTITION BY books.author_id) AS c FROM "
                                + "books ORDER BY books.book_id")
                .is("SELECT books.book_id, row_number() OVER (ORDER BY books.book_id DESC) AS n, rank() OVER (ORDER BY "
                        + "books.pages) AS r, dense_rank() OVER (ORDER BY books.pages) AS d, lag(books.book_id) OVER "
                        + "(ORDER BY books.book_id) AS before_, lead(books.book_id, ?, ?) OVER (ORDER BY books.book_id) "
                        + "AS behind, ntile(?) OVER (ORDER BY books.book_id) AS half, count(*) OVER (PARTITION BY "
                        + "books.author_id) AS c FROM books ORDER BY books.book_id")
                .gives(
                        "1|5|2|2|null|2|1|2",
                        "2|4|4|3|1|3|1|2",
                        "3|3|5|4|2|4|1|1",
                        "4|2|2|2|3|5|2|1",
                        "5|1|1|1|4|0|2|1");
    }

    @Test
    void aFrameSaysWhichRowsAreSeen() {
        everywhere(select(sum(b.pages)
                                .over(orderedBy(b.id).rows(preceding(1), following(1)))
                                .as("s"))
                        .orderBy(b.id))
                .is(
                        "SELECT sum(books.pages) OVER (ORDER BY books.book_id ROWS BETWEEN ? PRECEDING AND ? FOLLOWING) AS s "
                                + "FROM books ORDER BY books.book_id")
                .gives("300", "600", "600", "450", "150");
        everywhere(select(sum(b.pages)
                                .over(orderedBy(b.pages)
                                        .groups(unboundedPreceding(), currentRow())
                                        .exclude(Frame.Exclusion.TIES))
                                .as("s"))
                        .orderBy(b.id))
                .is("SELECT sum(books.pages) OVER (ORDER BY books.pages GROUPS BETWEEN UNBOUNDED PRECEDING AND CURRENT "
                        + "ROW EXCLUDE TIES) AS s FROM books ORDER BY books.book_id")
                .gives("150", "450", "750", "150", "50");
        everywhere(select(nthValue(b.id, 2)
                                .over(orderedBy(b.id).range(currentRow(), unboundedFollowing()))
                                .as("x"))
                        .orderBy(b.id))
                .gives("2", "3", "4", "5", "null");
        assertThatThrownBy(() -> orderedBy(b.id).rows(unboundedFollowing(), currentRow()))
                .hasMessage("A frame begins before it ends, not from UNBOUNDED FOLLOWING to CURRENT ROW");
        assertThatThrownBy(() -> preceding(-1)).hasMessage("The distance of a frame is 0 or more, not -1");
    }

    @Test
    void aNamedWindowIsWrittenOnce() {
        everywhere(select(
                                sum(b.pages).over("w").as("s"),
                                sum(b.pages)
                                        .over(Window.named("w").rows(preceding(1), currentRow()))
                                        .as("l"))
                        .window("w", partitionBy(b.authorId).orderBy(b.id))
                        .orderBy(b.id))
                .is(
                        "SELECT sum(books.pages) OVER w AS s, sum(books.pages) OVER (w ROWS BETWEEN ? PRECEDING AND CURRENT "
                                + "ROW) AS l FROM books WINDOW w AS (PARTITION BY books.author_id ORDER BY books.book_id) ORDER "
                                + "BY books.book_id")
                .gives("100|100", "300|300", "300|300", "100|100", "50|50");
    }

    @Test
    void anyFunctionTakesAllOfIt() {
        everywhere(select(func("max", b.id.type(), b.id)
                        .filter(b.pages.gt(60))
                        .filter(b.pages.lt(250))
                        .as("m")))
                .is("SELECT max(books.book_id) FILTER (WHERE books.pages > ? AND books.pages < ?) AS m FROM books")
                .gives("4");
        assertThatThrownBy(() -> func("max(1); --", b.id.type()))
                .hasMessage("A function is named by letters, digits, underscores and dots, not \"max(1); --\"");
    }

    @Test
    void aggregatesOfAnOrder() {
        everywhere(select(percentileDisc(0.5, b.pages).as("p")))
                .on(
                        "sqlite",
                        "SELECT nullif(json_group_array(books.pages ORDER BY books.pages) FILTER (WHERE books.pages IS NOT NULL), "
                                + "'[]') ->> (max(CAST(ceil(CAST(? AS DOUBLE PRECISION) * CAST(count(books.pages) AS DOUBLE PRECISION)) AS INTEGER), "
                                + "CAST(1 AS INTEGER)) - 1) AS p FROM books")
                .on(
                        "h2",
                        "SELECT (array_agg(books.pages ORDER BY books.pages) FILTER (WHERE books.pages IS NOT NULL))[greatest("
                                + "CAST(ceil(CAST($1 AS DOUBLE PRECISION) * CAST(count(books.pages) AS DOUBLE PRECISION)) AS INTEGER), CAST(1 AS INTEGER))] "
                                + "AS p FROM books")
                .is("SELECT percentile_disc(?) WITHIN GROUP (ORDER BY books.pages) AS p FROM books")
                .gives("100");
        everywhere(select(
                        percentileCont(0.25, b.pages.asc()).as("quarter"),
                        percentileCont(0.25, b.pages.desc()).as("last"),
                        percentileCont(0.5, b.price.asc()).as("middle"),
                        percentileCont(0.5, b.pages.asc())
                                .filter(b.pages.gt(1000))
                                .as("none")))
                .on(
                        "sqlite",
                        "SELECT percentile_cont(books.pages, ?) AS quarter, percentile_cont(books.pages, 1 - ?) AS last, "
                                + "percentile_cont(CAST(books.price AS DOUBLE PRECISION), ?) AS middle, "
                                + "percentile_cont(books.pages, ?) FILTER (WHERE books.pages > ?) AS none FROM books")
                .gives("100|200|10.5|null");
        everywhere(select(Aggregates.mode(b.pages).as("m")))
                .lacks(
                        "sqlite",
                        "The function mode does not exist on sqlite; order the values by count(*) and take the first")
                .is("SELECT mode() WITHIN GROUP (ORDER BY books.pages) AS m FROM books")
                .gives("100");
        everywhere(select(Aggregates.mode(b.id).as("first")).where(b.id.gt(2)))
                .lacks(
                        "sqlite",
                        "The function mode does not exist on sqlite; order the values by count(*) and take the first")
                .gives("3");
    }

    /** SQLite's own takes the value below, and H2's the nearest. */
    @Test
    void aPercentileIsTheFirstValueThatTheFractionReaches() {
        Expression<Boolean> four = b.id.le(4);
        everywhere(select(
                        percentileDisc(0, b.id).filter(four).as("a"),
                        percentileDisc(0.25, b.id).filter(four).as("b"),
                        percentileDisc(0.3, b.id).filter(four).as("c"),
                        percentileDisc(0.6, b.id).filter(four).as("d"),
                        percentileDisc(0.9, b.id).filter(four).as("e"),
                        percentileDisc(1, b.id).filter(four).as("f"),
                        percentileDisc(0.5, b.id).filter(b.id.gt(9)).as("g")))
                .gives("1|1|2|3|4|4|null");
        everywhere(select(
                        percentileDisc(0.3, b.rating).as("nulls_are_none"),
                        percentileDisc(0.3, b.price).as("price"),
                        percentileDisc(0.7, b.title).filter(b.id.ne(3)).as("title"),
                        percentileDisc(0.5, b.sold).as("sold")))
                .gives("3|10.5|Orphan|2024-01-31T00:00");
        everywhere(select(b.authorId)
                        .where(b.authorId.isNotNull())
                        .groupBy(b.authorId)
                        .having(percentileDisc(0.9, b.pages).ge(200))
                        .orderBy(percentileDisc(0.9, b.pages).desc()))
                .gives("2", "1");
        assertThatThrownBy(() -> percentileDisc(1.5, b.id))
                .hasMessage("A percentile is at a fraction from 0 to 1, not at 1.5");
    }

    @Test
    void deviationsAreThoseOfASample() {
        everywhere(select(
                                Aggregates.stddev(b.authorId).as("s"),
                                Aggregates.variance(b.authorId).as("v"))
                        .where(b.id.le(3))
                        .where(b.id.ge(2)))
                .on(
                        "sqlite",
                        "SELECT CASE WHEN count(books.author_id) > 1 THEN stdev(books.author_id) END AS s, CASE WHEN "
                                + "count(books.author_id) > 1 THEN variance(books.author_id) END AS v FROM books WHERE "
                                + "books.book_id <= ? AND books.book_id >= ?")
                .is("SELECT stddev_samp(books.author_id) AS s, var_samp(books.author_id) AS v FROM books WHERE "
                        + "books.book_id <= ? AND books.book_id >= ?")
                .gives("0.7071067811865476|0.5");
        everywhere(select(
                        Aggregates.variance(b.pages).filter(b.id.eq(1)).as("one"),
                        Aggregates.variance(b.pages).filter(b.id.lt(0)).as("none"),
                        Aggregates.variance(b.pages).filter(b.id.in(1, 4)).as("same"),
                        Aggregates.variance(b.pages)
                                .distinct()
                                .filter(b.id.in(1, 2, 4))
                                .as("once"),
                        Aggregates.variance(b.price).filter(b.id.in(1, 2)).as("of_decimals")))
                .gives("null|null|0|5000|45.125");
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
}
