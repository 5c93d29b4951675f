package io.azoth.sql;

import static io.azoth.sql.Aggregates.max;
import static io.azoth.sql.Aggregates.sum;
import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.all;
import static io.azoth.sql.Sql.any;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.not;
import static io.azoth.sql.Sql.nullValue;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.INTEGER;

import io.azoth.sql.Shop.Authors;
import io.azoth.sql.Shop.Books;
import io.azoth.type.SqlTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** ANY and ALL of queries and arrays: what decides, what is unknown, and what of no value at all. */
@ExtendWith(Everywhere.Opened.class)
class QuantifiedIT {
    private final Books b = BOOKS;
    private final Authors a = AUTHORS;

    @Test
    void aComparisonWithEachRowOfAQueryIsOneOfAllOfThem() {
        Query others = select(b.pages).where(b.authorId.eq(1));
        everywhere(select(b.id).from(b).where(b.pages.gt(all(others, INTEGER))).orderBy(b.id))
                .on(
                        "sqlite",
                        "SELECT books.book_id FROM books WHERE (SELECT CASE WHEN NOT min(met_.meets_) THEN FALSE WHEN "
                                + "count(*) = count(met_.meets_) THEN TRUE END FROM (SELECT books.pages > values_.pages AS "
                                + "meets_ FROM (SELECT books.pages FROM books WHERE books.author_id = ?) AS values_) AS met_) "
                                + "ORDER BY books.book_id")
                .is("SELECT books.book_id FROM books WHERE books.pages > ALL(SELECT books.pages FROM books WHERE "
                        + "books.author_id = ?) ORDER BY books.book_id")
                .gives("3");
    }

    @Test
    void theQueryMayUseTheRowAroundIt() {
        Alias other = b.as("other");
        Query siblings = select(other.c(b.pages)).where(other.c(b.authorId).eq(b.authorId));
        everywhere(select(b.id).where(b.pages.ge(all(siblings, INTEGER))).orderBy(b.id))
                .gives("2", "3", "4", "5");
        everywhere(select(b.id).where(b.pages.lt(any(siblings, INTEGER))).orderBy(b.id))
                .gives("1");
    }

    @Test
    void itIsUnknownWhereNothingDecidesAndAValueIsNull() {
        Query ratings = select(b.rating).where(b.authorId.eq(1));
        everywhere(select(
                        value(6).gt(all(ratings, INTEGER)).as("all_"),
                        value(4).gt(all(ratings, INTEGER)).as("not_all"),
                        value(4).lt(any(ratings, INTEGER)).as("any_"),
                        value(6).lt(any(ratings, INTEGER)).as("none_"),
                        value(5).eq(any(ratings, INTEGER)).as("is"),
                        value(6).eq(any(ratings, INTEGER)).as("may_be"),
                        value(6).ne(all(ratings, INTEGER)).as("may_differ")))
                .gives("null|false|true|null|true|null|null");
    }

    @Test
    void ofNoValueAllHoldsAndAnyDoesNot() {
        Query none = select(b.pages).where(b.id.lt(0));
        Expression<Integer[]> empty = value(new Integer[0], SqlTypes.array(INTEGER));
        everywhere(select(
                        value(1).gt(all(none, INTEGER)).as("a"),
                        value(1).gt(any(none, INTEGER)).as("b"),
                        value(1).gt(all(empty)).as("c"),
                        value(1).eq(any(empty)).as("d"),
                        not(value(1).eq(any(empty))).as("e")))
                .gives("true|false|true|false|true");
    }

    @Test
    void anArrayThatIsNullMakesItUnknown() {
        Expression<Integer[]> none = nullValue(SqlTypes.array(INTEGER)).cast(SqlTypes.array(INTEGER));
        everywhere(select(
                        value(1).eq(any(none)).as("a"),
                        not(value(1).eq(any(none))).as("b"),
                        value(1).gt(all(none)).as("c"),
                        Arrays.length(none).as("d")))
                .gives("null|null|null|null");
    }

    @Test
    void elementsAreComparedInTheirOrderOfValues() {
        Expression<Integer[]> bounds = value(new Integer[] {60, 150, null}, SqlTypes.array(INTEGER));
        everywhere(select(b.id).where(b.pages.lt(any(bounds))).orderBy(b.id)).gives("1", "4", "5");
        everywhere(select(b.id).where(b.pages.gt(all(bounds))).orderBy(b.id)).gives();
        everywhere(select(b.id).where(not(b.pages.gt(all(bounds)))).orderBy(b.id))
                .gives("1", "4", "5");
    }

    @Test
    void aggregatesAreComparedInHaving() {
        Expression<Integer[]> bounds = value(new Integer[] {100, 300}, SqlTypes.array(INTEGER));
        everywhere(select(a.name)
                        .from(a.join(b))
                        .groupBy(a.id, a.name)
                        .having(max(b.pages).eq(any(bounds)))
                        .orderBy(a.id))
                .gives("ada", "Ben");
    }

    /** In a subquery they would be of its rows, which were compared with themselves. */
    @Test
    void anAggregateOrAWindowIsOfItsOwnQuery() {
        Expression<Long[]> bounds = value(new Long[] {0L, 1L}, SqlTypes.array(BIGINT));
        Expression<Long[]> unknown = value(new Long[] {1L, null}, SqlTypes.array(BIGINT));
        Alias other = b.as("other");
        Query none = select(other.c(b.id).cast(BIGINT)).where(other.c(b.id).lt(0));
        everywhere(select(b.authorId)
                        .groupBy(b.authorId)
                        .having(count().gt(all(bounds)))
                        .orderBy(b.authorId))
                .gives("1");
        everywhere(select(
                                b.authorId,
                                count().gt(all(bounds)).as("a"),
                                count().gt(any(bounds)).as("b"),
                                count().lt(any(bounds)).as("c"),
                                count().eq(all(bounds)).as("d"),
                                count().ne(any(bounds)).as("e"),
                                count().gt(all(unknown)).as("f"),
                                count().gt(any(unknown)).as("g"),
                                count().gt(all(none, BIGINT)).as("h"),
                                count().gt(any(none, BIGINT)).as("i"),
                                sum(b.rating.cast(BIGINT)).gt(any(bounds)).as("j"))
                        .where(b.id.in(1, 2, 4))
                        .groupBy(b.authorId)
                        .orderBy(b.authorId))
                .gives(
                        "1|true|true|false|false|true|null|true|true|false|true",
                        "3|false|true|false|false|true|false|null|true|false|true");
        everywhere(select(
                                b.id,
                                Windows.rowNumber()
                                        .over(Windows.orderedBy(b.id))
                                        .gt(all(bounds))
                                        .as("later"))
                        .where(b.id.le(2))
                        .orderBy(b.id))
                .gives("1|false", "2|true");
    }

    /** H2 looked for the key in an index, among no values. */
    @Test
    void aKeyIsEqualToAllOfNoValue() {
        Query none = select(a.id).where(a.id.lt(0));
        Query two = select(a.id).where(a.id.eq(2));
        Expression<Integer[]> empty = value(new Integer[0], SqlTypes.array(INTEGER));
        everywhere(select(b.id)
                        .from(b)
                        .where(b.id.eq(all(none, INTEGER)))
                        .orderBy(b.id)
                        .limit(2))
                .gives("1", "2");
        everywhere(select(b.id).from(b).where(b.id.eq(all(empty))).orderBy(b.id).limit(2))
                .gives("1", "2");
        everywhere(select(b.id).from(b).where(b.id.eq(all(two, INTEGER)))).gives("2");
    }
}
