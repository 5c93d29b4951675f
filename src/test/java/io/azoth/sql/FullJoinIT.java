package io.azoth.sql;

import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.and;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.or;
import static io.azoth.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.dialect.Dialects;
import io.azoth.sql.Shop.Authors;
import io.azoth.sql.Shop.Books;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** FULL JOIN where the database has it, and in its equal form where it has not. */
@ExtendWith(Everywhere.Opened.class)
class FullJoinIT {
    private final Books b = BOOKS;
    private final Authors a = AUTHORS;
    private final ValuesTable v = values("v", 1, 1, null, 2);
    private final ValuesTable w = values("w", 1, 1, null, 3);

    private ValuesTable values(String name, @Nullable Integer... numbers) {
        return ValuesTable.of(
                name, List.of(b.id), Arrays.stream(numbers).map(Arrays::asList).toList());
    }

    @Test
    void theRowsOfBothSidesStay() {
        everywhere(select(a.id, b.id)
                        .from(a.fullJoin(b))
                        .orderBy(a.id.asc().nullsLast(), b.id.asc().nullsLast()))
                .on(
                        "h2",
                        "SELECT authors.author_id, books.book_id FROM (SELECT 0 AS side_ UNION ALL SELECT 1) AS sides_1 LEFT "
                                + "JOIN (authors CROSS JOIN (SELECT 1 AS here_) AS left_1) ON sides_1.side_ = 0 LEFT JOIN "
                                + "(books CROSS JOIN (SELECT 1 AS here_) AS right_1) ON sides_1.side_ = 0 AND "
                                + "authors.author_id = books.author_id OR sides_1.side_ = 1 AND NOT EXISTS (SELECT 1 FROM "
                                + "authors WHERE authors.author_id = books.author_id) JOIN (SELECT 1 AS here_) AS kept_1 ON "
                                + "sides_1.side_ = 0 AND left_1.here_ IS NOT NULL OR sides_1.side_ = 1 AND right_1.here_ IS "
                                + "NOT NULL ORDER BY authors.author_id NULLS LAST, books.book_id NULLS LAST")
                .is("SELECT authors.author_id, books.book_id FROM authors FULL JOIN books ON authors.author_id = "
                        + "books.author_id ORDER BY authors.author_id NULLS LAST, books.book_id NULLS LAST")
                .gives("1|1", "1|2", "2|3", "3|4", "4|null", "null|5");
    }

    @Test
    void equalRowsAndNullsStayAsOftenAsTheyAre() {
        everywhere(select(v.c(b.id), w.c(b.id))
                        .from(v.fullJoin(w, v.c(b.id).eq(w.c(b.id))))
                        .orderBy(v.c(b.id).asc().nullsLast(), w.c(b.id).asc().nullsLast()))
                .gives("1|1", "1|1", "1|1", "1|1", "2|null", "null|3", "null|null", "null|null");
    }

    @Test
    void anEmptySideLeavesTheOther() {
        SubqueryAlias none = select(a.id.as("x")).where(a.id.lt(0)).as("none");
        Expression<Boolean> always =
                or(none.c("x", Integer.class).isNull(), v.c(b.id).isNull());
        everywhere(select(count(v.c(b.id)), count()).from(none.fullJoin(v, always)))
                .gives("3|4");
        everywhere(select(count(v.c(b.id)), count()).from(v.fullJoin(none, always)))
                .gives("3|4");
        SubqueryAlias nothing = select(a.id.as("x")).where(a.id.lt(0)).as("nothing");
        everywhere(select(count())
                        .from(none.fullJoin(nothing, none.c("x", Integer.class).isNull())))
                .gives("0");
    }

    @Test
    void anyConditionJoins() {
        everywhere(select(a.id, b.id)
                        .from(a.fullJoin(b, and(a.id.lt(b.authorId), b.pages.gt(100))))
                        .orderBy(a.id.asc().nullsLast(), b.id.asc().nullsLast()))
                .on(
                        "postgresql",
                        "SELECT authors.author_id, books.book_id FROM (SELECT 0 AS side_ UNION ALL SELECT 1) AS sides_1 LEFT "
                                + "JOIN (authors CROSS JOIN (SELECT 1 AS here_) AS left_1) ON sides_1.side_ = 0 LEFT JOIN "
                                + "(books CROSS JOIN (SELECT 1 AS here_) AS right_1) ON sides_1.side_ = 0 AND "
                                + "authors.author_id < books.author_id AND books.pages > $1 OR sides_1.side_ = 1 AND NOT "
                                + "EXISTS (SELECT 1 FROM authors WHERE authors.author_id < books.author_id AND books.pages "
                                + "> $2) JOIN (SELECT 1 AS here_) AS kept_1 ON sides_1.side_ = 0 AND left_1.here_ IS NOT "
                                + "NULL OR sides_1.side_ = 1 AND right_1.here_ IS NOT NULL ORDER BY authors.author_id NULLS "
                                + "LAST, books.book_id NULLS LAST")
                .gives("1|3", "2|null", "3|null", "4|null", "null|1", "null|2", "null|4", "null|5");
    }

    @Test
    void equalityOfColumnsOfItsTwoSidesAndNothingElseIsLeftToPostgres() {
        String kept = "FROM authors FULL JOIN books ON";
        joined(a.id.eq(b.authorId), kept, "1|1", "1|2", "2|3", "3|4", "4|null", "null|5");
        joined(b.authorId.eq(a.id), kept, "1|1", "1|2", "2|3", "3|4", "4|null", "null|5");
        joined(
                and(a.id.eq(b.authorId), a.id.eq(b.id)),
                kept,
                "1|1",
                "2|null",
                "3|null",
                "4|null",
                "null|2",
                "null|3",
                "null|4",
                "null|5");
        String written = "FROM (SELECT 0 AS side_";
        joined(a.id.isNotDistinctFrom(b.authorId), written, "1|1", "1|2", "2|3", "3|4", "4|null", "null|5");
        joined(
                or(a.id.eq(b.authorId), a.id.eq(b.id)),
                written,
                "1|1",
                "1|2",
                "2|2",
                "2|3",
                "3|3",
                "3|4",
                "4|4",
                "null|5");
        joined(and(a.id.eq(a.id), a.id.eq(b.id)), written, "1|1", "2|2", "3|3", "4|4", "null|5");
        joined(and(b.pages.eq(b.pages), a.id.eq(b.id)), written, "1|1", "2|2", "3|3", "4|4", "null|5");
        joined(a.id.plus(0).eq(b.id), written, "1|1", "2|2", "3|3", "4|4", "null|5");
    }

    private void joined(Expression<Boolean> on, String text, String... rows) {
        Select query = select(a.id, b.id)
                .from(a.fullJoin(b, on))
                .orderBy(a.id.asc().nullsLast(), b.id.asc().nullsLast());
        assertThat(Dialects.named("postgresql")
                        .compiler()
                        .compile(query, Parameters.NONE)
                        .text())
                .contains(text);
        everywhere(query).gives(rows);
    }

    @Test
    void itStandsAmongOtherJoinsAndClauses() {
        Alias c = b.as("c");
        Join nested = a.fullJoin(b).fullJoin(c, c.c(b.id).eq(b.authorId));
        everywhere(select(a.id, count(b.id), count(c.c(b.id)))
                        .from(nested)
                        .groupBy(a.id)
                        .having(count().gt(0L))
                        .orderBy(a.id.desc().nullsLast())
                        .limit(4))
                .gives("4|0|0", "3|1|1", "2|1|1", "1|2|2");
        everywhere(select(count()).from(c.leftJoin(a.fullJoin(b), c.c(b.id).eq(b.id))))
                .gives("5");
        everywhere(select(a.name, b.title)
                        .from(a.joinUsing(b, Join.Kind.FULL, "author_id"))
                        .where(b.id.isNull()))
                .gives("50%_!*?[x]|null");
    }

    @Test
    void itStandsInASubqueryOfItsOwnTables() {
        Alias outer = a.as("outer_");
        Select inner = select(count())
                .from(a.fullJoin(b))
                .where(or(a.id.eq(outer.c(a.id)), b.id.eq(5)))
                .correlate(outer);
        everywhere(select(
                                outer.c(a.id),
                                inner.asScalar(io.azoth.type.SqlTypes.BIGINT).as("n"))
                        .orderBy(outer.c(a.id)))
                .gives("1|3", "2|2", "3|2", "4|2");
    }
}
