package io.azoth.sql;

import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.multiset;
import static io.azoth.sql.Sql.parameter;
import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.text;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.INTEGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.sql.Shop.Authors;
import io.azoth.sql.Shop.Books;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each use of a name in FROM means what the tree says, whatever else has the same name. */
@ExtendWith(Everywhere.Opened.class)
class NamesInFromIT {
    private final Books b = BOOKS;
    private final Authors a = AUTHORS;
    private final ValuesTable v = ValuesTable.of("v", List.of(b.id), List.of(List.of(1), List.of(2)));
    private final ValuesTable w = ValuesTable.of("w", List.of(b.id), List.of(List.of(2), List.of(3)));
    private final Join pairs = v.join(w, v.c(b.id).lt(w.c(b.id)));

    @Test
    void columnsOfOneNameAreToldApartInASubquery() {
        SubqueryAlias both = select(a.id, b.authorId, b.id).from(a.leftJoin(b)).as("both_");
        everywhere(select(both.c(b.id), both.c(b.authorId))
                        .where(both.c(a.id).ge(3))
                        .orderBy(both.c(a.id)))
                .is("SELECT both_.book_id, both_.author_id_2 FROM (SELECT authors.author_id, books.author_id AS "
                        + "author_id_2, books.book_id FROM authors LEFT JOIN books ON authors.author_id = "
                        + "books.author_id) AS both_ WHERE both_.author_id >= ? ORDER BY both_.author_id")
                .gives("4|3", "null|null");
        Cte common = select(a.id, b.authorId).from(a.leftJoin(b)).cte("common");
        everywhere(select(common.c(b.authorId), common.c(a.id))
                        .where(common.c(a.id).ge(3))
                        .orderBy(common.c(a.id)))
                .gives("3|3", "null|4");
    }

    @Test
    void aColumnWithoutANameGetsOneInASubquery() {
        SubqueryAlias counts = select(b.authorId, count(), b.authorId.plus(1))
                .groupBy(b.authorId)
                .as("counts");
        everywhere(select(counts.c(count()), counts.c(b.authorId.plus(1)))
                        .where(counts.c("count", Long.class).gt(1L)))
                .is("SELECT counts.count, counts.column_3 FROM (SELECT books.author_id, count(*) AS count, "
                        + "books.author_id + ? AS column_3 FROM books GROUP BY books.author_id) AS counts WHERE "
                        + "counts.count > ?")
                .gives("2|2");
        SubqueryAlias twice =
                select(b.id.plus(1), b.id.plus(2)).where(b.id.eq(1)).as("twice");
        everywhere(select(twice)).gives("2|3");
    }

    @Test
    void aJoinThatIsSelectedAsAWholeStaysAJoin() {
        SubqueryAlias rows = pairs.select().as("rows_");
        everywhere(select(rows.c(w.c(b.id)), rows.c(v.c(b.id))).orderBy(rows.c(v.c(b.id)), rows.c(w.c(b.id))))
                .gives("2|1", "3|1", "3|2");
        everywhere(pairs.select().distinctOn(v.c(b.id)).orderBy(v.c(b.id), w.c(b.id)))
                .gives("1|2", "2|3");
        everywhere(select(count())
                        .from(pairs.select()
                                .orderBy(w.c(b.id).desc())
                                .limitWithTies(1)
                                .as("last_")))
                .gives("2");
        everywhere(select(multiset(pairs.select().orderBy(v.c(b.id), w.c(b.id))).as("m")))
                .gives("[(1, 2), (1, 3), (2, 3)]");
    }

    @Test
    void setOperationsOrderByTheColumnThatIsMeant() {
        everywhere(select(v.c(b.id), w.c(b.id))
                        .from(pairs)
                        .unionAll(select(value(9), value(0)))
                        .orderBy(w.c(b.id), v.c(b.id)))
                .gives("9|0", "1|2", "1|3", "2|3");
        everywhere(select(count()).from(b).unionAll(select(count()).from(a)).orderBy(count()))
                .is("SELECT count(*) FROM books UNION ALL SELECT count(*) FROM authors ORDER BY 1")
                .gives("4", "5");
        everywhere(pairs.select()
                        .intersectAll(pairs.select())
                        .orderBy(w.c(b.id).desc(), v.c(b.id).asc()))
                .gives("1|3", "2|3", "1|2");
    }

    @Test
    void aTableIsNotTakenForACommonTableExpressionOfItsName() {
        Cte named = select(b.id.as("x")).where(b.id.le(2)).cte("authors");
        Expression<Integer> x = named.c("x", Integer.class);
        everywhere(select(x).orderBy(x))
                .on(
                        "h2",
                        "WITH cte_authors_(x) AS (SELECT books.book_id AS x FROM books WHERE books.book_id <= $1) SELECT "
                                + "authors.x FROM cte_authors_ AS authors ORDER BY authors.x")
                .is(
                        "WITH authors(x) AS (SELECT books.book_id AS x FROM books WHERE books.book_id <= ?) SELECT authors.x "
                                + "FROM authors ORDER BY authors.x")
                .gives("1", "2");
        Cte few = named.as("few");
        everywhere(select(a.name, few.c("x", Integer.class))
                        .where(a.id.eq(few.c("x", Integer.class)))
                        .orderBy(a.id))
                .is("WITH cte_authors_(x) AS (SELECT books.book_id AS x FROM books WHERE books.book_id <= ?) SELECT "
                        + "authors.name, few.x FROM authors, cte_authors_ AS few WHERE authors.author_id = few.x ORDER BY "
                        + "authors.author_id")
                .gives("Ada|1", "ada|2");
    }

    @Test
    void aCommonTableExpressionMayHaveTheNameOfTheTableThatItReads() {
        Cte thick = select(b.id, b.title).where(b.pages.ge(200)).cte("books");
        everywhere(select(thick.c(b.title)).orderBy(thick.c(b.id)))
                .is(
                        "WITH cte_books_(book_id, title) AS (SELECT books.book_id, books.title FROM books WHERE books.pages "
                                + ">= ?) SELECT books.title FROM cte_books_ AS books ORDER BY books.book_id")
                .gives("Engines", "notes");
        everywhere(b.delete().where(b.id.in(select(thick.as("t").c(b.id)))))
                .leaves(select(b.id).orderBy(b.id), "1", "4", "5");
        Cte counted = Cte.recursive("books", select(value(1).as("n")), self -> select(value(1).as("n"))
                .unionAll(select(self.c("n", Integer.class).plus(1))
                        .where(self.c("n", Integer.class).lt(3))));
        everywhere(select(counted.c("n", Integer.class)).orderBy(counted.c("n", Integer.class)))
                .gives("1", "2", "3");
        Alias real = b.as("real");
        everywhere(select(real.c(b.title), counted.c("n", Integer.class))
                        .where(real.c(b.id).eq(counted.c("n", Integer.class)))
                        .orderBy(real.c(b.id)))
                .gives("Notes|1", "Engines|2", "notes|3");
    }

    @Test
    void twoCommonTableExpressionsOfOneNameAreRefused() {
        Cte one = select(b.id).cte("same");
        Cte other = select(a.id).cte("same").as("other");
        String message =
                "Two common table expressions of the statement are named 'same'; give one of them another name";
        everywhere(select(one.c(b.id), other.c(a.id)))
                .lacks("h2", message)
                .lacks("postgresql", message)
                .lacks("sqlite", message);
        everywhere(select(one.c(b.id))
                        .where(one.c(b.id).in(select(one.as("again").c(b.id))))
                        .limit(1))
                .gives("1");
    }

    @Test
    void textByHandFindsWhatStandsInWithByName() {
        Cte picked = select(b.id.as("x")).where(b.id.le(2)).cte("picked");
        SubqueryAlias byHand = text("SELECT x + 1 AS y FROM picked")
                .columns(text("y", INTEGER).as("y"))
                .as("by_hand");
        everywhere(select(byHand.c("y", Integer.class)).with(picked).orderBy(byHand.c("y", Integer.class)))
                .is(
                        "WITH picked(x) AS (SELECT books.book_id AS x FROM books WHERE books.book_id <= ?) SELECT by_hand.y "
                                + "FROM (SELECT x + 1 AS y FROM picked) AS by_hand ORDER BY by_hand.y")
                .gives("2", "3");
    }

    @Test
    void parametersInWithAndInReturningAreNoColumns() {
        Cte thick = select(b.id, b.title)
                .where(b.pages.ge(parameter("pages", INTEGER)))
                .cte("thick");
        everywhere(
                        a.insert().fromSelect(select(thick.c(b.id).plus(10), thick.c(b.title)), a.id, a.name),
                        row("pages", 200))
                .leaves(select(a.id, a.name).where(a.id.gt(4)).orderBy(a.id), "12|Engines", "13|notes");
        everywhere(
                        b.update()
                                .set(b.rating, 9)
                                .where(b.id.eq(1))
                                .returning(
                                        b.id,
                                        b.pages.plus(parameter("more", INTEGER)).as("p")),
                        row("more", 11))
                .gives("1|111");
    }

    @Test
    void rowsOfValuesTakeParametersAndAreRewritten() {
        ValuesTable given = ValuesTable.of(
                "given", List.of(b.id), List.of(List.of(parameter("first", INTEGER)), List.of(value(4))));
        Select query = select(given.c(b.id)).from(given).orderBy(given.c(b.id));
        everywhere(query, row("first", 7)).gives("4", "7");
        Select rewritten = (Select)
                query.rewrite(element -> element instanceof Bind<?> bind && !bind.required() ? value(8) : element);
        everywhere(rewritten, row("first", 7)).gives("7", "8");
        List<Object> met = new ArrayList<>();
        b.update().set(b.pages, given.c(b.id)).from(given).where(b.id.eq(1)).walk(element -> {
            if (element instanceof Bind<?> bind) {
                met.add(bind.required() ? bind.name() : String.valueOf(bind.value()));
            }
        });
        assertThat(met).containsExactly("first", "4", "1");
    }

    @Test
    void aSetOperationIsRewrittenWithItsOrder() {
        Query query = select(b.id).union(select(a.id)).orderBy(b.id.desc());
        everywhere((Statement) query.rewrite(element -> element.equals(b.id) ? b.pages : element))
                .is("SELECT books.pages FROM books UNION SELECT authors.author_id FROM authors ORDER BY pages DESC")
                .gives("300", "200", "100", "50", "4", "3", "2", "1");
        everywhere(select(select(count()).from(b).asScalar(BIGINT).as("n"))).gives("5");
    }
}
