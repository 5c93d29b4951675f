package io.azoth.sql;

import static io.azoth.sql.Aggregates.sum;
import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.coalesce;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.exists;
import static io.azoth.sql.Sql.parameter;
import static io.azoth.sql.Sql.rollup;
import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.INTEGER;

import io.azoth.sql.Shop.Books;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is grouped binds a value, and is still one expression wherever the query repeats it. */
@ExtendWith(Everywhere.Opened.class)
class GroupedValueIT {
    private final Books b = BOOKS;

    @Test
    void aGroupedLabelThatBindsIsOneExpression() {
        Expression<Integer> bucket = b.pages.dividedBy(100).as("bucket");
        everywhere(select(bucket, count().as("n")).groupBy(bucket).orderBy(bucket))
                .is("SELECT books.pages / ? AS bucket, count(*) AS n FROM books GROUP BY bucket ORDER BY bucket")
                .gives("0|1", "1|2", "2|1", "3|1");
        everywhere(select(Strings.lower(b.title).as("t"), count().as("n"))
                        .groupBy(Strings.lower(b.title).as("t"))
                        .having(count().gt(1L)))
                .gives("notes|2");
    }

    @Test
    void havingMayUseAGroupedLabelThatBinds() {
        Expression<Integer> bucket = b.pages.dividedBy(150).as("bucket");
        everywhere(select(bucket, count().as("n"))
                        .groupBy(bucket)
                        .having(bucket.lt(2))
                        .orderBy(bucket))
                .on(
                        "h2",
                        "SELECT groups_.c1_ AS bucket, groups_.c2_ AS n FROM (SELECT books.pages / $1 AS c1_, count(*) AS c2_ FROM "
                                + "books GROUP BY books.pages / $1) AS groups_ WHERE groups_.c1_ < $2 ORDER BY bucket")
                .on(
                        "sqlite",
                        "SELECT books.pages / ? AS bucket, count(*) AS n FROM books GROUP BY bucket HAVING books.pages / ? < ? "
                                + "ORDER BY bucket")
                .is(
                        "SELECT books.pages / ? AS bucket, count(*) AS n FROM books GROUP BY bucket HAVING books.pages / $1 < $2 ORDER "
                                + "BY bucket")
                .gives("0|3", "1|1");
    }

    @Test
    void anEqualExpressionIsTheSame() {
        Expression<Integer> bucket = b.pages.dividedBy(150);
        everywhere(select(bucket, count()).groupBy(b.pages.dividedBy(150)).orderBy(b.pages.dividedBy(150)))
                .on(
                        "sqlite",
                        "SELECT books.pages / ?, count(*) FROM books GROUP BY books.pages / ? ORDER BY books.pages / ?")
                .is("SELECT books.pages / $1, count(*) FROM books GROUP BY books.pages / $1 ORDER BY books.pages / $1")
                .gives("0|3", "1|1", "2|1");
        Expression<Integer> given = b.pages.dividedBy(parameter("size", INTEGER));
        everywhere(select(given, count()).groupBy(given).having(given.gt(0)).orderBy(given), row("size", 150))
                .gives("1|1", "2|1");
        everywhere(select(coalesce(b.authorId, 0).as("author"), count())
                        .groupBy(coalesce(b.authorId, 0))
                        .having(coalesce(b.authorId, 0).ne(1))
                        .orderBy(coalesce(b.authorId, 0)))
                .gives("0|1", "2|1", "3|1");
        everywhere(select(Dates.year(b.sold).as("year"), count())
                        .where(b.sold.isNotNull())
                        .groupBy(Dates.year(b.sold))
                        .having(Dates.year(b.sold).gt(2023))
                        .orderBy(Dates.year(b.sold)))
                .gives("2024|3");
        everywhere(select(Json.text(AUTHORS.extra, "n", "x").as("x"), count())
                        .groupBy(Json.text(AUTHORS.extra, "n", "x"))
                        .having(Json.text(AUTHORS.extra, "n", "x").isNotNull())
                        .orderBy(Json.text(AUTHORS.extra, "n", "x")))
                .gives("5|1", "7|1");
    }

    @Test
    void whatIsComputedFromAGroupedValueIsOfTheGroup() {
        Expression<Integer> bucket = b.pages.dividedBy(150);
        everywhere(select(bucket.plus(1).as("next"), sum(b.pages).plus(bucket).as("s"))
                        .groupBy(bucket)
                        .orderBy(bucket.plus(1)))
                .on(
                        "postgresql",
                        "SELECT books.pages / $1 + $2 AS next, sum(books.pages) + books.pages / $1 AS s FROM books GROUP BY "
                                + "books.pages / $1 ORDER BY books.pages / $1 + $3")
                .gives("1|250", "2|201", "3|302");
        everywhere(select(
                                bucket,
                                Windows.rank()
                                        .over(Windows.orderedBy(bucket.desc()))
                                        .as("r"),
                                sum(count()).over(Windows.orderedBy(bucket)).as("s"))
                        .groupBy(bucket)
                        .orderBy(bucket))
                .gives("0|3|3", "1|2|4", "2|1|5");
        everywhere(select(bucket, Windows.rank().over("w").as("r"))
                        .groupBy(bucket)
                        .window("w", Windows.orderedBy(bucket.desc()))
                        .orderBy(bucket))
                .gives("0|3", "1|2", "2|1");
        everywhere(select(bucket, sum(bucket).filter(bucket.gt(0)).as("s"))
                        .groupBy(bucket)
                        .having(bucket.ge(0))
                        .orderBy(bucket))
                .gives("0|null", "1|1", "2|2");
    }

    @Test
    void aSubqueryMayUseAGroupedValue() {
        Expression<Integer> bucket = b.pages.dividedBy(150);
        Alias other = b.as("other");
        Select alike = select(count())
                .from(other)
                .where(other.c(b.pages).dividedBy(150).eq(bucket));
        everywhere(select(bucket.as("k"), alike.asScalar(BIGINT).as("n"))
                        .groupBy(bucket)
                        .orderBy(bucket))
                .on(
                        "postgresql",
                        "SELECT groups_.c1_ AS k, (SELECT count(*) FROM books AS other WHERE other.pages / $1 = groups_.c1_) AS n "
                                + "FROM (SELECT books.pages / $2 AS c1_ FROM books GROUP BY books.pages / $2) AS groups_ ORDER BY "
                                + "groups_.c1_")
                .gives("0|3", "1|1", "2|1");
        everywhere(select(bucket.as("k"), alike.correlate(b).asScalar(BIGINT).as("n"))
                        .groupBy(bucket)
                        .orderBy(bucket))
                .gives("0|3", "1|1", "2|1");
        everywhere(select(bucket.as("k"))
                        .groupBy(bucket)
                        .having(exists(select(AUTHORS.id).where(AUTHORS.id.eq(bucket))))
                        .orderBy(bucket))
                .gives("1", "2");
        everywhere(select(
                                bucket.as("k"),
                                select(count())
                                        .from(b)
                                        .where(bucket.ge(1))
                                        .asScalar(BIGINT)
                                        .as("n"))
                        .groupBy(bucket)
                        .orderBy(bucket))
                .gives("0|2", "1|2", "2|2");
    }

    /** H2 aggregates the key of another group. */
    @Test
    void anAggregateOfASubqueryMayUseAKey() {
        Select most = select(Aggregates.max(AUTHORS.id.plus(b.authorId))).from(AUTHORS);
        everywhere(select(b.authorId, most.asScalar(INTEGER).as("m"))
                        .groupBy(b.authorId)
                        .orderBy(b.authorId.asc().nullsFirst()))
                .on(
                        "h2",
                        "SELECT groups_.c1_ AS author_id, (SELECT max(authors.author_id + groups_.c1_) FROM authors) AS m FROM "
                                + "(SELECT books.author_id AS c1_ FROM books GROUP BY books.author_id) AS groups_ ORDER BY "
                                + "groups_.c1_ NULLS FIRST")
                .gives("null|null", "1|5", "2|6", "3|7");
    }

    @Test
    void groupedValuesStandInSetsSubqueriesAndDistinctRows() {
        Expression<Integer> bucket = b.pages.dividedBy(150).as("bucket");
        Select groups = select(bucket, count().as("n")).groupBy(bucket).having(bucket.gt(0));
        everywhere(select(bucket, count())
                        .groupBy(rollup(bucket))
                        .orderBy(bucket.asc().nullsLast()))
                .gives("0|3", "1|1", "2|1", "null|5");
        everywhere(select(bucket, count()).groupBy(rollup(bucket)).having(bucket.isNull()))
                .gives("null|5");
        everywhere(groups.union(select(value(9), value(1L))).orderBy(bucket)).gives("1|1", "2|1", "9|1");
        SubqueryAlias s = groups.as("s");
        everywhere(select(s.c(bucket)).orderBy(s.c(bucket))).gives("1", "2");
        everywhere(AUTHORS.insert()
                        .fromSelect(
                                select(bucket.plus(50), Aggregates.max(b.title))
                                        .groupBy(bucket)
                                        .having(bucket.gt(0)),
                                AUTHORS.id,
                                AUTHORS.name))
                .leaves(
                        select(AUTHORS.id, AUTHORS.name).where(AUTHORS.id.gt(4)).orderBy(AUTHORS.id),
                        "51|Engines",
                        "52|notes");
        everywhere(select(b.pages.dividedBy(150)).distinct().orderBy(b.pages.dividedBy(150)))
                .on("postgresql", "SELECT DISTINCT books.pages / $1 FROM books ORDER BY books.pages / $1")
                .gives("0", "1", "2");
        everywhere(select(b.id).distinctOn(b.pages.dividedBy(150)).orderBy(b.pages.dividedBy(150), b.id))
                .gives("1", "2", "3");
        everywhere(select(AUTHORS.id)
                        .where(exists(select(bucket)
                                .where(b.authorId.eq(AUTHORS.id))
                                .groupBy(bucket)
                                .having(bucket.gt(0))))
                        .orderBy(AUTHORS.id))
                .lacks("h2", NestedRowsIT.CORRELATED)
                .gives("1", "2");
    }

    @Test
    void tablesOfGroupsAloneStandInFrom() {
        everywhere(select(count())
                        .groupBy(b.authorId)
                        .having(b.authorId.isNotNull())
                        .orderBy(count(), b.authorId))
                .is(
                        "SELECT count(*) FROM books GROUP BY books.author_id HAVING books.author_id IS NOT NULL ORDER BY count(*), "
                                + "books.author_id")
                .gives("1", "1", "2");
    }

    /** PostgreSQL refused a constant alone. */
    @Test
    void aConstantIsAKeyAndAnOrder() {
        Expression<Integer> none = Sql.nullValue(INTEGER);
        everywhere(select(none.as("x"), count()).from(b).groupBy(none).orderBy(none))
                .gives("null|5");
        everywhere(select(b.id).where(b.id.le(2)).orderBy(Sql.trueValue(), none, Sql.literal(false), b.id))
                .on(
                        "postgresql",
                        "SELECT books.book_id FROM books WHERE books.book_id <= $1 ORDER BY CAST(TRUE AS BOOLEAN), CAST(NULL AS "
                                + "INTEGER), CAST(FALSE AS BOOLEAN), books.book_id")
                .gives("1", "2");
        Expression<Boolean> listed = b.pages.inParameter("p");
        everywhere(select(listed.as("x"), count()).groupBy(listed).orderBy(listed), row("p", java.util.List.of()))
                .gives("false|5");
    }

    @Test
    void allRowsAreOneGroupWhereHavingAsksForOne() {
        Select one = select(value("many").as("x")).from(b);
        everywhere(one.having(count().gt(4L)))
                .on("h2", "SELECT CAST($1 AS VARCHAR) AS x FROM books HAVING count(*) > $2")
                .on("sqlite", "SELECT CASE WHEN count(*) >= ? THEN ? END AS x FROM books HAVING count(*) > ?")
                .is("SELECT ? AS x FROM books HAVING count(*) > ?")
                .gives("many");
        everywhere(one.having(count().gt(5L))).gives();
        everywhere(one.having(count().gt(4L)).limit(0)).gives();
        everywhere(one.where(b.id.lt(0)).having(count().eq(0L))).gives("many");
    }
}
