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
import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.text;
import static io.azoth.sql.Sql.trueValue;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.sql.Shop.Authors;
import io.azoth.sql.Shop.Books;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Everywhere.Opened.class)
class QueryIT {
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
    void aSubqueryInFromSeesNothingOfItsSiblings() {
        SubqueryAlias counts = select(b.authorId, count().as("n"))
                .where(b.authorId.eq(a.id))
                .groupBy(b.authorId)
                .as("counts");
        everywhere(select(a.id, counts.c("n", Long.class))
                        .from(a.join(counts, counts.c(b.authorId).eq(a.id)))
                        .orderBy(a.id))
                .is("SELECT authors.author_id, counts.n FROM authors JOIN (SELECT books.author_id, count(*) AS n FROM "
                        + "books, authors WHERE books.author_id = authors.author_id GROUP BY books.author_id) AS counts "
                        + "ON counts.author_id = authors.author_id ORDER BY authors.author_id")
                .gives("1|2", "2|1", "3|1");
    }

    @Test
    void aLateralSubqueryRunsOncePerRow() {
        String wayOut = "use a scalar subquery, or number the rows by a window function in a plain subquery";
        SubqueryAlias best = select(b.title)
                .where(b.authorId.eq(a.id))
                .orderBy(b.pages.desc())
                .limit(1)
                .lateral("best");
        everywhere(select(a.id, best.c(b.title))
                        .from(a.leftJoin(best, trueValue()))
                        .orderBy(a.id))
                .lacks("h2", "LATERAL does not exist on h2; " + wayOut)
                .lacks("sqlite", "LATERAL does not exist on sqlite; " + wayOut)
                .is(
                        "SELECT authors.author_id, best.title FROM authors LEFT JOIN LATERAL (SELECT books.title FROM books "
                                + "WHERE books.author_id = authors.author_id ORDER BY books.pages DESC LIMIT ?) AS best ON TRUE "
                                + "ORDER BY authors.author_id")
                .gives("1|Engines", "2|notes", "3|Zebra", "4|null");
    }

    @Test
    void aScalarSubqueryCorrelatesByItselfOrAsItIsTold() {
        Select counted = select(count()).from(b).where(b.authorId.eq(a.id));
        everywhere(select(a.id, counted.asScalar(BIGINT).as("n")).orderBy(a.id))
                .is("SELECT authors.author_id, (SELECT count(*) FROM books WHERE books.author_id = authors.author_id) "
                        + "AS n FROM authors ORDER BY authors.author_id")
                .gives("1|2", "2|1", "3|1", "4|0");
        everywhere(select(a.id, counted.correlate().asScalar(BIGINT).as("n")).orderBy(a.id))
                .is("SELECT authors.author_id, (SELECT count(*) FROM books, authors WHERE books.author_id = "
                        + "authors.author_id) AS n FROM authors ORDER BY authors.author_id")
                .gives("1|4", "2|4", "3|4", "4|4");
        everywhere(select(a.id)
                        .where(exists(select(b.id)
                                .from(a, b)
                                .where(b.authorId.eq(a.id))
                                .correlate(a)))
                        .orderBy(a.id))
                .is("SELECT authors.author_id FROM authors WHERE EXISTS (SELECT books.book_id FROM books WHERE "
                        + "books.author_id = authors.author_id) ORDER BY authors.author_id")
                .gives("1", "2", "3");
    }

    @Test
    void setOperationsNestAndAreOrderedAsAWhole() {
        Select authors = select(a.id);
        Select books = select(b.id);
        everywhere(authors.union(books).orderBy(a.id.desc()).limit(2))
                .is("SELECT authors.author_id FROM authors UNION SELECT books.book_id FROM books "
                        + "ORDER BY author_id DESC LIMIT ?")
                .gives("5", "4");
        everywhere(authors.union(books).except(select(value(5))).orderBy(a.id))
                .on(
                        "sqlite",
                        "SELECT * FROM (SELECT authors.author_id FROM authors UNION SELECT books.book_id FROM "
                                + "books) EXCEPT SELECT ? ORDER BY author_id")
                .on(
                        "h2",
                        "(SELECT authors.author_id FROM authors UNION SELECT books.book_id FROM books) EXCEPT SELECT CAST($1 "
                                + "AS INTEGER) ORDER BY author_id")
                .is("(SELECT authors.author_id FROM authors UNION SELECT books.book_id FROM books) EXCEPT SELECT ? "
                        + "ORDER BY author_id")
                .gives("1", "2", "3", "4");
        everywhere(authors.orderBy(a.id)
                        .limit(1)
                        .unionAll(books.orderBy(b.id.desc()).limit(1))
                        .orderBy(a.id))
                .on(
                        "sqlite",
                        "SELECT * FROM (SELECT authors.author_id FROM authors ORDER BY authors.author_id LIMIT ?) "
                                + "UNION ALL SELECT * FROM (SELECT books.book_id FROM books ORDER BY books.book_id DESC LIMIT ?) "
                                + "ORDER BY author_id")
                .is("(SELECT authors.author_id FROM authors ORDER BY authors.author_id LIMIT ?) UNION ALL "
                        + "(SELECT books.book_id FROM books ORDER BY books.book_id DESC LIMIT ?) ORDER BY author_id")
                .gives("1", "5");
        everywhere(select(a.id).where(a.id.in(books.intersect(select(value(2))))))
                .gives("2");
        assertThatThrownBy(() -> authors.union(select(b.id, b.pages)))
                .hasMessage("The queries of a UNION have as many columns each, not 1 and 2");
        assertThatThrownBy(() -> everywhere(authors.union(books).orderBy(b.id)).gives())
                .hasMessage("A UNION is ordered by what its first query selects, and that does not select "
                        + "books.book_id");
    }

    @Test
    void repeatedRowsAreKeptOneByOne() {
        Select pages = select(b.pages);
        everywhere(pages.intersectAll(select(b.pages).where(b.id.ne(1))).orderBy(b.pages))
                .on(
                        "postgresql",
                        "SELECT books.pages FROM books INTERSECT ALL SELECT books.pages FROM books WHERE "
                                + "books.book_id <> $1 ORDER BY pages")
                .is(
                        "SELECT numbered_.pages FROM (SELECT rows_0.pages, row_number() OVER (PARTITION BY rows_0.pages) AS "
                                + "number_ FROM (SELECT books.pages FROM books) AS rows_0 INTERSECT SELECT rows_1.pages, "
                                + "row_number() OVER (PARTITION BY rows_1.pages) AS number_ FROM (SELECT books.pages FROM books "
                                + "WHERE books.book_id <> ?) AS rows_1) AS numbered_ ORDER BY numbered_.pages")
                .gives("50", "100", "200", "300");
        everywhere(pages.exceptAll(select(b.pages).where(b.id.eq(1))).orderBy(b.pages))
                .gives("50", "100", "200", "300");
    }

    @Test
    void aCommonTableExpressionStandsInFrontByItself() {
        Cte thick = select(b.id, b.authorId).where(b.pages.ge(200)).cte("thick");
        everywhere(select(a.name, thick.c(b.id))
                        .from(a.join(thick, thick.c(b.authorId).eq(a.id)))
                        .where(thick.c(b.id).in(select(thick.c(b.id))))
                        .orderBy(thick.c(b.id)))
                .on(
                        "h2",
                        "WITH cte_thick_(book_id, author_id) AS (SELECT books.book_id, books.author_id FROM books WHERE "
                                + "books.pages >= $1) SELECT authors.name, thick.book_id FROM authors JOIN cte_thick_ AS thick ON "
                                + "thick.author_id = authors.author_id WHERE thick.book_id IN (SELECT thick.book_id FROM cte_thick_ "
                                + "AS thick) ORDER BY thick.book_id")
                .is("WITH thick(book_id, author_id) AS (SELECT books.book_id, books.author_id FROM books WHERE "
                        + "books.pages >= ?) SELECT authors.name, thick.book_id FROM authors JOIN thick ON "
                        + "thick.author_id = authors.author_id WHERE thick.book_id IN (SELECT thick.book_id FROM thick) "
                        + "ORDER BY thick.book_id")
                .gives("Ada|2", "ada|3");
    }

    @Test
    void commonTableExpressionsStandBehindThoseThatTheyUse() {
        Cte first = select(b.id.as("x")).where(b.id.le(3)).cte("first_");
        Cte second = select(first.c("x", Integer.class).plus(1).as("y")).cte("second_");
        Cte other = second.as("other");
        everywhere(select(second.c("y", Integer.class), other.c("y", Integer.class))
                        .where(second.c("y", Integer.class).lt(other.c("y", Integer.class)))
                        .orderBy(second.c("y", Integer.class), other.c("y", Integer.class)))
                .on(
                        "h2",
                        "WITH cte_first__(x) AS (SELECT books.book_id AS x FROM books WHERE books.book_id <= $1), cte_second__(y) "
                                + "AS (SELECT first_.x + $2 AS y FROM cte_first__ AS first_) SELECT second_.y, other.y FROM "
                                + "cte_second__ AS second_, cte_second__ AS other WHERE second_.y < other.y ORDER BY second_.y, "
                                + "other.y")
                .is("WITH first_(x) AS (SELECT books.book_id AS x FROM books WHERE books.book_id <= ?), second_(y) AS "
                        + "(SELECT first_.x + ? AS y FROM first_) SELECT second_.y, other.y FROM second_, second_ AS "
                        + "other WHERE second_.y < other.y ORDER BY second_.y, other.y")
                .gives("2|3", "2|4", "3|4");
    }

    @Test
    void aRecursiveOneSeesItselfAsATable() {
        Cte numbers = Cte.recursive("numbers", select(value(1).as("n")), self -> select(value(1).as("n"))
                .unionAll(select(self.c("n", Integer.class).plus(1))
                        .where(self.c("n", Integer.class).lt(4))));
        everywhere(select(numbers.c("n", Integer.class)).orderBy(numbers.c("n", Integer.class)))
                .on(
                        "h2",
                        "WITH RECURSIVE cte_numbers_(n) AS (SELECT CAST($1 AS INTEGER) AS n UNION ALL SELECT numbers.n + $2 FROM "
                                + "cte_numbers_ AS numbers WHERE numbers.n < $3) SELECT numbers.n FROM cte_numbers_ AS numbers "
                                + "ORDER BY numbers.n")
                .is("WITH RECURSIVE numbers(n) AS (SELECT ? AS n UNION ALL SELECT numbers.n + ? FROM numbers WHERE "
                        + "numbers.n < ?) SELECT numbers.n FROM numbers ORDER BY numbers.n")
                .gives("1", "2", "3", "4");
    }

    @Test
    void materializationIsSaidWhereTheTargetListens() {
        Cte once = select(b.id).cte("once").materialized();
        everywhere(select(once.c(b.id)).where(once.c(b.id).eq(1)))
                .on(
                        "h2",
                        "WITH cte_once_(book_id) AS (SELECT books.book_id FROM books) SELECT once.book_id FROM cte_once_ AS once "
                                + "WHERE once.book_id = $1")
                .is(
                        "WITH once(book_id) AS MATERIALIZED (SELECT books.book_id FROM books) SELECT once.book_id FROM once "
                                + "WHERE once.book_id = ?")
                .gives("1");
        Cte folded = select(b.id).cte("folded").notMaterialized();
        everywhere(select(folded.c(b.id)).where(folded.c(b.id).eq(1))).gives("1");
    }

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
    void aWindowBesideGroupingSetsIsRefusedWhereTheyAreOneQueryEach() {
        String wayOut = "; select the groups in a subquery, and the window function around it";
        everywhere(select(b.authorId, sum(count()).over(Windows.window()).as("s"))
                        .where(b.authorId.eq(1))
                        .groupBy(rollup(b.authorId)))
                .lacks("h2", "A window function beside grouping sets does not exist on h2" + wayOut)
                .lacks("sqlite", "A window function beside grouping sets does not exist on sqlite" + wayOut)
                .gives("1|4", "null|4");
    }

    @Test
    void distinctOnALabelThatBindsIsOneExpression() {
        Expression<Integer> bucket = b.pages.dividedBy(100).as("bucket");
        everywhere(select(bucket, b.id).distinctOn(bucket).orderBy(bucket, b.id))
                .on(
                        "postgresql",
                        "SELECT DISTINCT ON (bucket) books.pages / $1 AS bucket, books.book_id FROM books ORDER BY bucket, "
                                + "books.book_id")
                .gives("0|5", "1|1", "2|2", "3|3");
    }

    @Test
    void distinctOnTakesTheFirstOfEach() {
        everywhere(select(b.authorId, b.title)
                        .distinctOn(b.authorId)
                        .where(b.authorId.isNotNull())
                        .orderBy(b.authorId.asc(), b.pages.desc()))
                .on(
                        "postgresql",
                        "SELECT DISTINCT ON (books.author_id) books.author_id, books.title FROM books WHERE "
                                + "books.author_id IS NOT NULL ORDER BY books.author_id, books.pages DESC")
                .is("SELECT numbered_.c1_ AS author_id, numbered_.c2_ AS title FROM (SELECT books.author_id AS "
                        + "c1_, books.title AS c2_, row_number() OVER (PARTITION BY books.author_id ORDER BY "
                        + "books.author_id, books.pages DESC) AS first_, row_number() OVER (ORDER BY books.author_id, "
                        + "books.pages DESC) AS position_ FROM books WHERE books.author_id IS NOT NULL) AS numbered_ "
                        + "WHERE numbered_.first_ = ? ORDER BY numbered_.position_")
                .gives("1|Engines", "2|notes", "3|Zebra");
    }

    @Test
    void tiesComeWithTheLastRow() {
        everywhere(select(b.pages).orderBy(b.pages).limitWithTies(2))
                .on(
                        "sqlite",
                        "SELECT numbered_.c1_ AS pages FROM (SELECT books.pages AS c1_, rank() OVER (ORDER BY "
                                + "books.pages) AS rank_, row_number() OVER (ORDER BY books.pages) AS position_ FROM books) AS "
                                + "numbered_ WHERE numbered_.rank_ <= ? ORDER BY numbered_.position_")
                .is("SELECT books.pages FROM books ORDER BY books.pages FETCH FIRST ? ROWS WITH TIES")
                .gives("50", "100", "100");
        everywhere(select(b.pages).orderBy(b.pages).limitWithTies(1).offset(1)).gives("100", "100");
        everywhere(select(b.pages).orderBy(b.pages).limitWithTies(0).offset(1)).gives();
    }

    @Test
    void seekAfterContinuesBehindARow() {
        Select page = select(b.id).orderBy(b.pages, b.id).limit(2);
        everywhere(page).gives("5", "1");
        everywhere(page.seekAfter(100, 1))
                .is("SELECT books.book_id FROM books WHERE (books.pages, books.book_id) > (?, ?) ORDER BY books.pages, "
                        + "books.book_id LIMIT ?")
                .gives("4", "2");
        Select mixed = select(b.id).orderBy(b.rating.desc().nullsLast(), b.id.asc());
        everywhere(mixed).gives("1", "4", "3", "5", "2");
        everywhere(mixed.seekAfter(3, 3))
                .is(
                        "SELECT books.book_id FROM books WHERE books.rating < ? OR books.rating IS NULL OR books.rating = ? "
                                + "AND books.book_id > ? ORDER BY books.rating DESC NULLS LAST, books.book_id")
                .gives("5", "2");
        everywhere(mixed.seekAfter(null, 1)).gives("2");
        everywhere(select(b.id)
                        .orderBy(b.rating.asc().nullsFirst(), b.id.desc())
                        .seekAfter(null, 2))
                .gives("5", "3", "4", "1");
        assertThatThrownBy(() -> page.seekAfter(null, 1))
                .hasMessage("seekAfter was given NULL for books.pages; say where NULLs stand by nullsFirst() or "
                        + "nullsLast()");
        assertThatThrownBy(() -> page.seekAfter(1))
                .hasMessage("seekAfter takes one value for each term of ORDER BY, which has 2, not 1");
    }

    @Test
    void rowsAreLockedWhereThereAreRowLocks() {
        String none = " does not exist on sqlite; a transaction that writes has the whole database to itself: change a "
                + "row first, or leave it out";
        everywhere(select(b.id).where(b.id.eq(1)).forUpdate())
                .lacks("sqlite", "FOR UPDATE" + none)
                .is("SELECT books.book_id FROM books WHERE books.book_id = ? FOR UPDATE")
                .gives("1");
        everywhere(select(b.id).where(b.id.eq(1)).lock(RowLock.forUpdate().skipLocked()))
                .lacks("sqlite", "FOR UPDATE" + none)
                .is("SELECT books.book_id FROM books WHERE books.book_id = ? FOR UPDATE SKIP LOCKED")
                .gives("1");
        everywhere(select(b.id)
                        .from(b.join(a))
                        .where(b.id.eq(1))
                        .lock(RowLock.forShare().of(b).noWait()))
                .lacks("sqlite", "FOR SHARE" + none)
                .lacks("h2", "FOR SHARE does not exist on h2; use forUpdate()")
                .is("SELECT books.book_id FROM books JOIN authors ON books.author_id = authors.author_id WHERE "
                        + "books.book_id = ? FOR SHARE OF books NOWAIT")
                .gives("1");
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
    void valuesAreATableOfTheirOwn() {
        ValuesTable v = ValuesTable.of("v", List.of(b.id, b.title), List.of(List.of(1, "x"), List.of(2, "y")));
        everywhere(select(v.c(b.title), b.title).where(v.c(b.id).eq(b.id)).orderBy(b.id))
                .gives("x|Notes", "y|Engines");
    }

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
    void aStatementWithWithTakesItsParametersOnce() {
        Cte one = select(b.id).where(b.id.eq(Sql.parameter("id", INTEGER))).cte("one");
        everywhere(select(one.c(b.id)).where(one.c(b.id).eq(Sql.parameter("id", INTEGER))), row("id", 2))
                .gives("2");
        everywhere(select(Sql.nullValue(TEXT).as("x")).where(b.id.eq(1)).from(b))
                .gives("null");
    }
}
