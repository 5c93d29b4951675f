package io.azoth.sql;

import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.NestedRowsIT.CORRELATED;
import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.exists;
import static io.azoth.sql.Sql.rollup;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;
import static io.azoth.type.SqlTypes.numeric;

import io.azoth.sql.Shop.Authors;
import io.azoth.sql.Shop.Books;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A query in another means the row around it, in whatever form the database gets it. */
@ExtendWith(Everywhere.Opened.class)
class CorrelationIT {
    private final Books b = BOOKS;
    private final Authors a = AUTHORS;
    private final Select ofAuthor = select(b.title).where(b.authorId.eq(a.id));

    @Test
    void aQueryThatIsRewrittenSeesTheTablesAroundIt() {
        everywhere(title(ofAuthor.distinctOn(b.authorId).orderBy(b.authorId.asc(), b.pages.desc())))
                .lacks("h2", CORRELATED)
                .on(
                        "sqlite",
                        "SELECT authors.author_id, (SELECT numbered_.c1_ AS title FROM (SELECT books.title AS c1_, "
                                + "row_number() OVER (PARTITION BY books.author_id ORDER BY books.author_id, books.pages DESC) "
                                + "AS first_, row_number() OVER (ORDER BY books.author_id, books.pages DESC) AS position_ FROM "
                                + "books WHERE books.author_id = authors.author_id) AS numbered_ WHERE numbered_.first_ = ? ORDER "
                                + "BY numbered_.position_) AS t FROM authors ORDER BY authors.author_id")
                .gives("1|Engines", "2|notes", "3|Zebra", "4|null");
        everywhere(title(ofAuthor.orderBy(b.pages).limitWithTies(1))).gives("1|Notes", "2|notes", "3|Zebra", "4|null");
        Select keys = select(b.authorId).where(b.authorId.eq(a.id));
        everywhere(select(a.id)
                        .where(exists(keys.intersectAll(select(b.authorId).where(b.id.eq(a.id)))))
                        .orderBy(a.id))
                .lacks("h2", CORRELATED)
                .gives("1");
        everywhere(select(a.id)
                        .where(exists(keys.intersect(keys.orderBy(b.id).limit(1))))
                        .orderBy(a.id))
                .lacks("h2", CORRELATED)
                .gives("1", "2", "3");
    }

    @Test
    void groupsAndUnionsThatAreRewrittenSeeTheTablesAroundThem() {
        Select groups = select(count())
                .from(b)
                .where(b.authorId.eq(a.id))
                .groupBy(rollup(b.authorId))
                .orderBy(b.authorId.asc().nullsFirst())
                .limit(1);
        everywhere(select(a.id, groups.asScalar(BIGINT).as("n")).orderBy(a.id))
                .lacks("h2", CORRELATED)
                .gives("1|2", "2|1", "3|1", "4|0");
        Compound prices = select(b.price)
                .where(b.authorId.eq(a.id))
                .union(select(value(new BigDecimal("1.00"))))
                .orderBy(b.price.desc())
                .limit(1);
        everywhere(select(a.id, prices.asScalar(numeric(10, 2)).as("p")).orderBy(a.id))
                .gives("1|20", "2|10.5", "3|1", "4|1");
        Compound pages = select(b.pages)
                .where(b.authorId.eq(a.id))
                .exceptAll(select(b.pages).where(b.pages.le(100)));
        everywhere(select(a.id, pages.asScalar(INTEGER).as("p")).orderBy(a.id))
                .lacks("h2", CORRELATED)
                .gives("1|200", "2|300", "3|null", "4|null");
    }

    private Select title(Query query) {
        return select(a.id, query.asScalar(TEXT).as("t")).orderBy(a.id);
    }
}
