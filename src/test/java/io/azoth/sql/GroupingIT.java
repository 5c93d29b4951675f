package io.azoth.sql;

import static io.azoth.sql.Aggregates.sum;
import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.exists;
import static io.azoth.sql.Sql.func;
import static io.azoth.sql.Sql.groupingSets;
import static io.azoth.sql.Sql.rollup;
import static io.azoth.sql.Sql.select;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;

import io.azoth.sql.Shop.Authors;
import io.azoth.sql.Shop.Books;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a grouping set leaves out, wherever it is used, where grouping sets are one query each. */
@ExtendWith(Everywhere.Opened.class)
class GroupingIT {
    private final Books b = BOOKS;
    private final Authors a = AUTHORS;

    @Test
    void keysOfOneNameAreToldApart() {
        Select both = select(a.id, b.authorId, count()).from(a.leftJoin(b)).groupBy(rollup(a.id, b.authorId));
        everywhere(both.orderBy(a.id.asc().nullsLast(), b.authorId.asc().nullsLast()))
                .on(
                        "postgresql",
                        "SELECT authors.author_id, books.author_id, count(*) FROM authors LEFT JOIN books ON "
                                + "authors.author_id = books.author_id GROUP BY ROLLUP (authors.author_id, books.author_id) "
                                + "ORDER BY authors.author_id NULLS LAST, books.author_id NULLS LAST")
                .is(
                        "SELECT authors.author_id, books.author_id AS author_id_2, count(*) AS count FROM authors LEFT JOIN "
                                + "books ON authors.author_id = books.author_id GROUP BY authors.author_id, books.author_id UNION "
                                + "ALL SELECT authors.author_id, CAST(NULL AS INTEGER) AS author_id_2, count(*) AS count FROM "
                                + "authors LEFT JOIN books ON authors.author_id = books.author_id GROUP BY authors.author_id UNION "
                                + "ALL SELECT CAST(NULL AS INTEGER) AS author_id, CAST(NULL AS INTEGER) AS author_id_2, count(*) AS "
                                + "count FROM authors LEFT JOIN books ON authors.author_id = books.author_id ORDER BY author_id "
                                + "NULLS LAST, author_id_2 NULLS LAST")
                .gives(
                        "1|1|2",
                        "1|null|2",
                        "2|2|1",
                        "2|null|1",
                        "3|3|1",
                        "3|null|1",
                        "4|null|1",
                        "4|null|1",
                        "null|null|5");
        SubqueryAlias groups = both.as("groups_");
        everywhere(select(groups.c(b.authorId), groups.c(a.id), groups.c("count", Long.class))
                        .where(groups.c(b.authorId).ge(2))
                        .orderBy(groups.c(a.id)))
                .gives("2|2|1", "3|3|1");
    }

    @Test
    void aSubqueryThatUsesAKeyThatIsLeftOutSeesNull() {
        Select name = select(a.name).where(a.id.eq(b.authorId));
        everywhere(select(b.authorId, name.asScalar(TEXT).as("name"), count().as("n"))
                        .from(b)
                        .where(b.authorId.isNotNull())
                        .groupBy(rollup(b.authorId))
                        .orderBy(b.authorId.asc().nullsLast()))
                .on(
                        "postgresql",
                        "SELECT books.author_id, (SELECT authors.name FROM authors WHERE authors.author_id = "
                                + "books.author_id) AS name, count(*) AS n FROM books WHERE books.author_id IS NOT NULL GROUP "
                                + "BY ROLLUP (books.author_id) ORDER BY books.author_id NULLS LAST")
                .is("SELECT books.author_id, (SELECT authors.name FROM authors WHERE authors.author_id = "
                        + "books.author_id) AS name, count(*) AS n FROM books WHERE books.author_id IS NOT NULL GROUP BY "
                        + "books.author_id UNION ALL SELECT CAST(NULL AS INTEGER) AS author_id, (SELECT authors.name FROM "
                        + "authors WHERE authors.author_id = CAST(NULL AS INTEGER)) AS name, count(*) AS n FROM books WHERE "
                        + "books.author_id IS NOT NULL ORDER BY author_id NULLS LAST")
                .gives("1|Ada|2", "2|ada|1", "3|Ben|1", "null|null|4");
        everywhere(select(b.authorId)
                        .from(b)
                        .where(b.authorId.isNotNull())
                        .groupBy(rollup(b.authorId))
                        .having(exists(name))
                        .orderBy(b.authorId))
                .gives("1", "2", "3");
    }

    /** H2 takes the key of another group there, as it does with a plain GROUP BY. */
    @Test
    void aggregatesOfASubqueryAreOfItsOwnRows() {
        Alias other = b.as("other");
        Select moved = select(sum(other.c(b.pages).plus(b.authorId)))
                .from(other)
                .where(other.c(b.id).eq(1));
        everywhere(select(b.authorId, moved.asScalar(INTEGER).as("m"))
                        .from(b)
                        .where(b.authorId.isNotNull())
                        .groupBy(rollup(b.authorId))
                        .orderBy(b.authorId.asc().nullsLast()))
                .givesOn("postgresql", "1|101", "2|102", "3|103", "null|null")
                .givesOn("sqlite", "1|101", "2|102", "3|103", "null|null");
    }

    @Test
    void aTableThatASubqueryNamesItselfIsAnother() {
        Select ofOne = select(count()).from(b).where(b.authorId.eq(1));
        Select deep = select(a.id)
                .where(exists(select(b.id).from(b).where(b.authorId.eq(a.id))))
                .where(a.id.eq(2));
        everywhere(select(
                                b.authorId,
                                ofOne.asScalar(BIGINT).as("n"),
                                deep.asScalar(INTEGER).as("d"))
                        .from(b)
                        .where(b.authorId.le(2))
                        .groupBy(rollup(b.authorId))
                        .orderBy(b.authorId.asc().nullsLast()))
                .gives("1|2|2", "2|2|2", "null|2|2");
    }

    @Test
    void aTableThatIsSelectedAsAWholeLosesItsKeysToo() {
        ValuesTable v = ValuesTable.of("v", List.of(b.id, b.title), List.of(List.of(1, "x"), List.of(1, "y")));
        everywhere(select(v, count())
                        .groupBy(rollup(v.c(b.id), v.c(b.title)))
                        .orderBy(v.c(b.id).asc().nullsLast(), v.c(b.title).asc().nullsLast()))
                .gives("1|x|1", "1|y|1", "1|null|2", "null|null|2");
    }

    @Test
    void theWholeMayComeFirstAndTheOrderIsThatOfTheColumns() {
        everywhere(select(b.authorId, b.pages, count().as("n"))
                        .where(b.id.le(2))
                        .groupBy(groupingSets(List.of(), List.of(b.authorId), List.of(b.pages)))
                        .orderBy(b.pages.asc().nullsLast(), b.authorId.asc().nullsLast()))
                .gives("null|100|1", "null|200|1", "1|null|2", "null|null|2");
    }

    @Test
    void theOrderMayBeOfWhatIsNotSelected() {
        everywhere(select(count().as("n"))
                        .from(b)
                        .where(b.authorId.isNotNull())
                        .groupBy(rollup(b.authorId))
                        .orderBy(b.authorId.desc().nullsFirst())
                        .limit(3))
                .on(
                        "postgresql",
                        "SELECT count(*) AS n FROM books WHERE books.author_id IS NOT NULL GROUP BY ROLLUP "
                                + "(books.author_id) ORDER BY books.author_id DESC NULLS FIRST LIMIT $1")
                .is("SELECT rows_.n FROM (SELECT count(*) AS n, books.author_id AS order_2_ FROM books WHERE "
                        + "books.author_id IS NOT NULL GROUP BY books.author_id UNION ALL SELECT count(*) AS n, CAST(NULL AS "
                        + "INTEGER) AS order_2_ FROM books WHERE books.author_id IS NOT NULL) AS rows_ ORDER BY "
                        + "rows_.order_2_ DESC NULLS FIRST LIMIT ?")
                .gives("4", "1", "1");
        Select once =
                select(count()).distinct().from(b).groupBy(rollup(b.authorId)).orderBy(b.authorId);
        String message =
                "A DISTINCT query is ordered by what it selects, and it does not select books.author_id; select it as well";
        everywhere(once).lacks("h2", message).lacks("sqlite", message);
    }

    @Test
    void aKeyMayHaveALabel() {
        Expression<Integer> key = b.authorId.as("k");
        everywhere(select(key, b.authorId.plus(1).as("next"), count().as("n"))
                        .where(b.authorId.le(2))
                        .groupBy(rollup(key))
                        .orderBy(key.asc().nullsLast()))
                .gives("1|2|2", "2|3|1", "null|null|3");
    }

    @Test
    void aKeyThatIsThereKeepsPartsThatAreLeftOut() {
        Expression<Integer> next = b.pages.plus(1);
        everywhere(select(next, b.pages, count())
                        .groupBy(rollup(next, b.pages))
                        .orderBy(next.asc().nullsLast(), b.pages.asc().nullsLast()))
                .gives(
                        "51|50|1",
                        "51|null|1",
                        "101|100|2",
                        "101|null|2",
                        "201|200|1",
                        "201|null|1",
                        "301|300|1",
                        "301|null|1",
                        "null|null|5");
        everywhere(select(next.as("k"), next.times(2).as("twice"), b.pages, count().as("n"))
                        .where(b.id.le(2))
                        .groupBy(rollup(next.as("k"), b.pages))
                        .having(next.gt(101))
                        .orderBy(next.as("k").asc(), b.pages.asc().nullsLast()))
                .gives("201|402|200|1", "201|402|null|1");
    }

    @Test
    void aSubqueryThatUsesAKeyThatIsThereSeesAllOfIt() {
        Expression<Integer> next = b.authorId.plus(1);
        Select name = select(a.name).where(a.id.eq(next));
        everywhere(select(next, name.asScalar(TEXT).as("name"), count().as("n"))
                        .from(b)
                        .where(b.authorId.isNotNull())
                        .groupBy(rollup(next, b.authorId))
                        .orderBy(next.asc().nullsLast(), count().asc()))
                .givesOn(
                        "sqlite",
                        "2|ada|2",
                        "2|ada|2",
                        "3|Ben|1",
                        "3|Ben|1",
                        "4|50%_!*?[x]|1",
                        "4|50%_!*?[x]|1",
                        "null|null|4");
    }

    @Test
    void anAggregateOfAUsersOwnSaysThatItIsOne() {
        Function<Integer> plain = func("bit_nand_agg", INTEGER, b.authorId);
        Select both = select(b.authorId, plain.aggregate().as("x"), plain.as("y"))
                .where(b.authorId.le(2))
                .groupBy(rollup(b.authorId));
        everywhere(both)
                .on(
                        "postgresql",
                        "SELECT books.author_id, bit_nand_agg(books.author_id) AS x, bit_nand_agg(books.author_id) AS y FROM "
                                + "books WHERE books.author_id <= $1 GROUP BY ROLLUP (books.author_id)")
                .is(
                        "SELECT books.author_id, bit_nand_agg(books.author_id) AS x, bit_nand_agg(books.author_id) AS y FROM "
                                + "books WHERE books.author_id <= ? GROUP BY books.author_id UNION ALL SELECT CAST(NULL AS INTEGER) "
                                + "AS author_id, bit_nand_agg(books.author_id) AS x, bit_nand_agg(CAST(NULL AS INTEGER)) AS y FROM "
                                + "books WHERE books.author_id <= ?");
        everywhere(select(b.authorId, plain.aggregate().as("x"))
                        .where(b.authorId.le(2))
                        .groupBy(rollup(b.authorId))
                        .orderBy(b.authorId.asc().nullsLast()))
                .givesOn("h2", "1|-2", "2|-3", "null|-1");
    }

    @Test
    void aGroupedLabelIsNotTheColumnOfItsName() {
        Expression<Integer> bucket = b.pages.dividedBy(100).as("pages");
        everywhere(select(b.authorId.as("who").as("pages_"), bucket, count().as("n"))
                        .where(b.authorId.eq(1))
                        .groupBy(b.authorId, bucket)
                        .orderBy(bucket))
                .gives("1|1|1", "1|2|1");
        everywhere(select(bucket, count().as("n")).groupBy(bucket).orderBy(bucket))
                .on("h2", "SELECT books.pages / $1 AS pages, count(*) AS n FROM books GROUP BY pages ORDER BY pages")
                .is("SELECT books.pages / ? AS pages, count(*) AS n FROM books GROUP BY 1 ORDER BY pages")
                .gives("0|1", "1|2", "2|1", "3|1");
    }
}
