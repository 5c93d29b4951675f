package io.azoth.sql;

import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.all;
import static io.azoth.sql.Sql.any;
import static io.azoth.sql.Sql.caseOf;
import static io.azoth.sql.Sql.caseWhen;
import static io.azoth.sql.Sql.coalesce;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.nullIf;
import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.tuple;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.BOOLEAN;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.sql.Shop.Authors;
import io.azoth.sql.Shop.Books;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Everywhere.Opened.class)
class ExpressionIT {
    private final Books b = BOOKS;
    private final Authors a = AUTHORS;

    private Select ids(Expression<Boolean> condition) {
        return select(b.id).where(condition).orderBy(b.id);
    }

    private Select names(Expression<Boolean> condition) {
        return select(a.id).where(condition).orderBy(a.id);
    }

    @Test
    void caseOfConditionsTakesTheFirstThatHolds() {
        everywhere(select(
                                b.id,
                                caseWhen(b.pages.gt(150), "thick")
                                        .when(b.pages.gt(60), "thin")
                                        .otherwise("leaflet")
                                        .as("size"))
                        .orderBy(b.id))
                .on(
                        "h2",
                        "SELECT books.book_id, CASE WHEN books.pages > $1 THEN CAST($2 AS VARCHAR) WHEN "
                                + "books.pages > $3 THEN CAST($4 AS VARCHAR) ELSE CAST($5 AS VARCHAR) END AS size FROM books "
                                + "ORDER BY books.book_id")
                .is("SELECT books.book_id, CASE WHEN books.pages > ? THEN ? WHEN books.pages > ? THEN ? ELSE ? END "
                        + "AS size FROM books ORDER BY books.book_id")
                .gives("1|thin", "2|thick", "3|thick", "4|thin", "5|leaflet");
    }

    @Test
    void caseOfAnOperandComparesItWithValues() {
        everywhere(select(
                                b.id,
                                caseOf(b.rating)
                                        .when(5, b.pages)
                                        .when(3, b.id)
                                        .end()
                                        .as("x"))
                        .orderBy(b.id))
                .is("SELECT books.book_id, CASE books.rating WHEN ? THEN books.pages WHEN ? THEN books.book_id END "
                        + "AS x FROM books ORDER BY books.book_id")
                .gives("1|100", "2|null", "3|3", "4|null", "5|null");
        everywhere(select(
                                b.id,
                                caseOf(b.rating)
                                        .when(5, "top")
                                        .otherwise("other")
                                        .as("x"))
                        .orderBy(b.id)
                        .limit(2))
                .gives("1|top", "2|other");
    }

    @Test
    void aNullSafeComparisonIsNeverNull() {
        everywhere(ids(b.rating.isDistinctFrom(5)))
                .is("SELECT books.book_id FROM books WHERE books.rating IS DISTINCT FROM ? ORDER BY books.book_id")
                .gives("2", "3", "4", "5");
        everywhere(ids(b.rating.isNotDistinctFrom(b.authorId.plus(4)))).gives("1");
        everywhere(ids(b.rating.isNotDistinctFrom((Integer) null)))
                .is("SELECT books.book_id FROM books WHERE books.rating IS NULL ORDER BY books.book_id")
                .gives("2");
    }

    @Test
    void bitsAreOperatorsOrFunctions() {
        everywhere(select(
                                b.pages.bitAnd(6).as("a"),
                                b.pages.bitOr(3).as("o"),
                                b.pages.bitXor(7).as("x"),
                                b.pages.bitNot().as("n"),
                                b.pages.shiftLeft(2).as("l"),
                                b.pages.shiftRight(1).as("r"))
                        .where(b.id.eq(1)))
                .on(
                        "h2",
                        "SELECT bitand(books.pages, CAST($1 AS INTEGER)) AS a, bitor(books.pages, CAST($2 AS "
                                + "INTEGER)) AS o, bitxor(books.pages, CAST($3 AS INTEGER)) AS x, bitnot(books.pages) AS n, "
                                + "lshift(books.pages, CAST($4 AS INTEGER)) AS l, rshift(books.pages, CAST($5 AS INTEGER)) AS r "
                                + "FROM books WHERE books.book_id = $6")
                .on(
                        "sqlite",
                        "SELECT books.pages & ? AS a, books.pages | ? AS o, ((books.pages | ?) - (books.pages & ?)) "
                                + "AS x, ~books.pages AS n, books.pages << ? AS l, books.pages >> ? AS r FROM books "
                                + "WHERE books.book_id = ?")
                .is("SELECT books.pages & ? AS a, books.pages | ? AS o, books.pages # ? AS x, ~books.pages AS n, "
                        + "books.pages << ? AS l, books.pages >> ? AS r FROM books WHERE books.book_id = ?")
                .gives("4|103|99|-101|400|50");
    }

    @Test
    void bitsKeepTheirMeaningBesideOtherOperators() {
        everywhere(ids(b.pages.bitAnd(b.pages.plus(1)).bitOr(1).eq(101)))
                .on(
                        "h2",
                        "SELECT books.book_id FROM books WHERE bitor(bitand(books.pages, books.pages + $1), "
                                + "CAST($2 AS INTEGER)) = $3 "
                                + "ORDER BY books.book_id")
                .is("SELECT books.book_id FROM books WHERE (books.pages & (books.pages + ?)) | ? = ? "
                        + "ORDER BY books.book_id")
                .gives("1", "4");
        everywhere(select(b.pages.modulo(7).as("m")).where(b.id.eq(1))).gives("2");
    }

    @Test
    void likeKnowsNoSpecialCharacterButItsTwo() {
        everywhere(names(a.name.like("A%")))
                .on(
                        "sqlite",
                        "SELECT authors.author_id FROM authors WHERE authors.name GLOB ? ORDER BY authors.author_id")
                .is("SELECT authors.author_id FROM authors WHERE authors.name LIKE ? ORDER BY authors.author_id")
                .gives("1");
        everywhere(names(a.name.like("50%\\_!%")))
                .on(
                        "sqlite",
                        "SELECT authors.author_id FROM authors WHERE authors.name GLOB ? "
                                + "ORDER BY authors.author_id")
                .is("SELECT authors.author_id FROM authors WHERE authors.name LIKE ? ESCAPE '' "
                        + "ORDER BY authors.author_id")
                .gives();
        everywhere(names(a.name.like("50#%#_!%", '#')))
                .on(
                        "sqlite",
                        "SELECT authors.author_id FROM authors WHERE authors.name GLOB ? ORDER BY authors.author_id")
                .is("SELECT authors.author_id FROM authors WHERE authors.name LIKE ? ESCAPE '#' "
                        + "ORDER BY authors.author_id")
                .gives("4");
        everywhere(names(a.name.notLike("%d%"))).gives("3", "4");
        everywhere(names(a.name.like(a.name)))
                .on(
                        "sqlite",
                        "SELECT authors.author_id FROM authors WHERE authors.name GLOB replace(replace(replace(replace("
                                + "replace(authors.name, '[', '[[]'), '*', '[*]'), '?', '[?]'), '%', '*'), '_', '?') ORDER BY "
                                + "authors.author_id")
                .is("SELECT authors.author_id FROM authors WHERE authors.name LIKE authors.name ESCAPE '' "
                        + "ORDER BY authors.author_id")
                .gives("1", "2", "3", "4");
        assertThatThrownBy(() -> a.name.like("x", '%')).hasMessage("'%' cannot be the escape character of a pattern");
    }

    @Test
    void aPatternGivenAtExecutionOrByTheDatabaseIsExactToo() {
        everywhere(names(a.name.like(Sql.parameter("p", TEXT))), row("p", "a%")).gives("2");
        everywhere(names(a.name.like(Sql.parameter("p", TEXT))), row("p", "%*?[x]"))
                .gives("4");
        everywhere(names(a.name.notLike(value("A__")))).gives("2", "3", "4");
        everywhere(names(value("[x]").like("[x]"))).gives("1", "2", "3", "4");
        everywhere(names(value("x").like("[x]"))).gives();
        everywhere(names(value((String) null, TEXT).notLike("x"))).gives();
        everywhere(names(a.name.ilike(value("B_n")))).gives("3");
        everywhere(names(new Like(a.name, Like.Match.PATTERN, a.name, new Like.Options('!', false, false))))
                .lacks(
                        "sqlite",
                        "LIKE with an escape character in a pattern that is not a value does not exist on sqlite; give the "
                                + "pattern as a value, or use startsWith(...), endsWith(...) or contains(...)")
                .is("SELECT authors.author_id FROM authors WHERE authors.name LIKE authors.name ESCAPE '!' "
                        + "ORDER BY authors.author_id");
    }

    @Test
    void ilikeTakesBothCasesAsAlike() {
        everywhere(names(a.name.ilike("AD%")))
                .on(
                        "sqlite",
                        "SELECT authors.author_id FROM authors WHERE authors.name LIKE ? "
                                + "ORDER BY authors.author_id")
                .is("SELECT authors.author_id FROM authors WHERE authors.name ILIKE ? ORDER BY authors.author_id")
                .gives("1", "2");
        everywhere(names(a.name.notIlike("AD%"))).gives("3", "4");
        everywhere(names(a.name.ilike("")))
                .on("h2", "SELECT authors.author_id FROM authors WHERE authors.name = $1 ORDER BY authors.author_id")
                .gives();
        everywhere(select(value("").ilike("").as("x"), value("").notIlike("").as("y")))
                .gives("true|false");
    }

    @Test
    void aPrefixIsMatchedExactlyEverywhere() {
        everywhere(names(a.name.startsWith("A")))
                .on(
                        "sqlite",
                        "SELECT authors.author_id FROM authors WHERE authors.name GLOB ? "
                                + "ORDER BY authors.author_id")
                .is("SELECT authors.author_id FROM authors WHERE authors.name LIKE ? ESCAPE '!' "
                        + "ORDER BY authors.author_id")
                .gives("1");
        everywhere(names(a.name.startsWith("50%_!*?[x"))).gives("4");
        everywhere(names(a.name.startsWith("50__"))).gives();
        everywhere(names(a.name.endsWith("_!*?[x]"))).gives("4");
        everywhere(names(a.name.contains("!*?["))).gives("4");
        everywhere(names(a.name.contains(""))).gives("1", "2", "3", "4");
    }

    @Test
    void aPrefixFromTheDatabaseIsMatchedExactlyToo() {
        everywhere(names(a.name.startsWith(a.name)))
                .on(
                        "sqlite",
                        "SELECT authors.author_id FROM authors WHERE authors.name GLOB replace(replace(replace("
                                + "authors.name, '[', '[[]'), '*', '[*]'), '?', '[?]') || '*' ORDER BY authors.author_id")
                .is("SELECT authors.author_id FROM authors WHERE authors.name LIKE replace(replace(replace("
                        + "authors.name, '!', '!!'), '%', '!%'), '_', '!_') || '%' ESCAPE '!' "
                        + "ORDER BY authors.author_id")
                .gives("1", "2", "3", "4");
        everywhere(names(a.name.endsWith(Strings.substring(a.name, 2)))).gives("1", "2", "3", "4");
        everywhere(names(a.name.contains(value("*?[")))).gives("4");
    }

    @Test
    void tuplesCompareWithListsTuplesAndQueries() {
        everywhere(ids(tuple(b.authorId, b.pages).in(List.of(1, 100), List.of(2, 300))))
                .is("SELECT books.book_id FROM books WHERE (books.author_id, books.pages) IN ((?, ?), (?, ?)) "
                        + "ORDER BY books.book_id")
                .gives("1", "3");
        everywhere(ids(tuple(b.authorId, b.pages).gt(List.of(1, 100))))
                .is("SELECT books.book_id FROM books WHERE (books.author_id, books.pages) > (?, ?) "
                        + "ORDER BY books.book_id")
                .gives("2", "3", "4");
        Books other = b;
        everywhere(ids(tuple(b.id, b.pages).in(select(a.id, value(100)).from(a))))
                .gives("1", "4");
        assertThatThrownBy(() -> tuple(other.id, other.pages).eq(List.of(1)))
                .hasMessage("(books.book_id, books.pages) has 2 values and compares with a List of as many, not with "
                        + "[1]");
        assertThatThrownBy(() -> tuple(other.id, other.pages).eq(List.of(1, "x")))
                .hasMessage("'pages' is INTEGER and takes Integer, not String; convert the value first");
    }

    @Test
    void anyAndAllCompareWithTheRowsOfAQuery() {
        Select pages = select(b.pages).where(b.authorId.eq(1));
        everywhere(select(a.id)
                        .where(a.id.eq(any(select(b.authorId).from(b), INTEGER)))
                        .orderBy(a.id))
                .on(
                        "sqlite",
                        "SELECT authors.author_id FROM authors WHERE authors.author_id IN "
                                + "(SELECT books.author_id FROM books) ORDER BY authors.author_id")
                .is("SELECT authors.author_id FROM authors WHERE authors.author_id = ANY(SELECT books.author_id "
                        + "FROM books) ORDER BY authors.author_id")
                .gives("1", "2", "3");
        everywhere(select(a.id).where(value(250).gt(all(pages, INTEGER))).orderBy(a.id))
                .on(
                        "sqlite",
                        "SELECT authors.author_id FROM authors WHERE (SELECT CASE WHEN NOT min(met_.meets_) THEN FALSE WHEN "
                                + "count(*) = count(met_.meets_) THEN TRUE END FROM (SELECT ? > values_.pages AS meets_ FROM "
                                + "(SELECT books.pages FROM books WHERE books.author_id = ?) AS values_) AS met_) ORDER BY "
                                + "authors.author_id")
                .is("SELECT authors.author_id FROM authors WHERE ? > ALL(SELECT books.pages FROM books "
                        + "WHERE books.author_id = ?) ORDER BY authors.author_id")
                .gives("1", "2", "3", "4");
    }

    @Test
    void aListGivenAtExecutionTakesAnyLength() {
        Select byId = ids(b.id.inParameter("ids"));
        everywhere(byId, row("ids", List.of(2, 4)))
                .on(
                        "postgresql",
                        "SELECT books.book_id FROM books WHERE books.book_id = ANY($1) ORDER BY books.book_id")
                .is("SELECT books.book_id FROM books WHERE books.book_id IN (?, ?) ORDER BY books.book_id")
                .gives("2", "4");
        everywhere(byId, row("ids", List.of())).gives();
        org.assertj.core.api.Assertions.assertThat(byId)
                .hasToString("SELECT books.book_id FROM books WHERE books.book_id IN (:ids) ORDER BY books.book_id "
                        + "{generic}");
        assertThatThrownBy(() -> everywhere(byId, row("ids", 3)).gives())
                .hasMessage("Parameter 'ids' is a list and takes a Collection, not Integer");
    }

    @Test
    void nullsAreReplacedAndMade() {
        everywhere(select(coalesce(b.rating, 0).as("r"), nullIf(b.pages, 100).as("p"))
                        .orderBy(b.id))
                .on(
                        "h2",
                        "SELECT coalesce(books.rating, CAST($1 AS INTEGER)) AS r, nullif(books.pages, CAST($2 AS "
                                + "INTEGER)) AS p FROM books ORDER BY books.book_id")
                .is("SELECT coalesce(books.rating, ?) AS r, nullif(books.pages, ?) AS p FROM books "
                        + "ORDER BY books.book_id")
                .gives("5|null", "0|200", "3|300", "4|null", "1|50");
        everywhere(select(coalesce(value(1), value(2)).as("x"))).gives("1");
        everywhere(select(
                        Sql.nullValue(INTEGER).plus(1).as("x"),
                        Sql.nullValue(INTEGER).negate().as("y"),
                        coalesce(Sql.nullValue(TEXT), "z").as("z"),
                        Sql.nullValue(INTEGER).times(Sql.nullValue(INTEGER)).as("n")))
                .on(
                        "h2",
                        "SELECT CAST(NULL AS INTEGER) + $1 AS x, -CAST(NULL AS INTEGER) AS y, coalesce(NULL, CAST($2 AS "
                                + "VARCHAR)) AS z, CAST(NULL AS INTEGER) * NULL AS n")
                .gives("null|null|z|null");
    }

    @Test
    void aCollationIsNamedWhereTheTargetTakesOne() {
        everywhere(names(a.name.collate("NOCASE").eq("ADA")))
                .lacks(
                        "h2",
                        "COLLATE in an expression does not exist on h2; give the column a collation, or compare "
                                + "lower(...) of both sides")
                .is("SELECT authors.author_id FROM authors WHERE authors.name COLLATE \"NOCASE\" = ? "
                        + "ORDER BY authors.author_id")
                .givesOn("sqlite", "1", "2");
        everywhere(select(a.id).orderBy(a.name.collate("C"), a.id))
                .lacks(
                        "h2",
                        "COLLATE in an expression does not exist on h2; give the column a collation, or compare "
                                + "lower(...) of both sides")
                .givesOn("postgresql", "4", "1", "3", "2");
    }

    @Test
    void anyOtherOperatorIsWrittenByItsToken() {
        everywhere(names(a.name.op("~", value("^A"), BOOLEAN)))
                .is("SELECT authors.author_id FROM authors WHERE authors.name ~ ? ORDER BY authors.author_id")
                .givesOn("postgresql", "1");
        assertThatThrownBy(() -> a.name.op("= 1 --", value("x"), BOOLEAN))
                .hasMessage("An operator is made of +-*/<>=~!@#%^&|?: or of letters and spaces, not \"= 1 --\"");
        assertThatThrownBy(() -> a.name.op("/*", value("x"), BOOLEAN))
                .hasMessage("An operator is made of +-*/<>=~!@#%^&|?: or of letters and spaces, not \"/*\"");
    }

    @Test
    void functionsOfTextAndNumbersAgree() {
        everywhere(select(
                                Strings.lower(a.name).as("l"),
                                Strings.upper(a.name).as("u"),
                                Strings.length(a.name).as("n"),
                                Strings.substring(a.name, 2, 1).as("s"),
                                Strings.position(a.name, "d").as("p"),
                                Strings.replace(a.name, "d", "-").as("r"),
                                Strings.concat(a.name, Sql.nullValue(TEXT), value("!"))
                                        .as("c"),
                                Strings.trim(value(" x ")).as("t"))
                        .where(a.id.eq(1)))
                .gives("ada|ADA|3|d|2|A-a|Ada!|x");
        everywhere(select(
                        Strings.length(value("\uD83D\uDE00x")).as("l"),
                        Strings.substring(value("\uD83D\uDE00x"), 2).as("s"),
                        Strings.position(value("\uD83D\uDE00x"), "x").as("p")))
                .givesOn("postgresql", "2|x|2")
                .givesOn("sqlite", "2|x|2");
        everywhere(select(
                                Numbers.abs(b.id.negate()).as("a"),
                                Numbers.sign(b.id.negate()).as("s"),
                                Numbers.greatest(b.id, b.pages).as("g"),
                                Numbers.least(b.id, b.pages).as("l"),
                                Numbers.sqrt(b.pages).as("q"))
                        .where(b.id.eq(1)))
                .gives("1|-1|100|1|10");
    }

    @Test
    void betweenTakesExpressions() {
        everywhere(ids(b.id.between(value(2), b.authorId.plus(1)))).gives("2", "3", "4");
        everywhere(ids(b.id.notBetween(2, 4))).gives("1", "5");
        everywhere(ids(b.id.notBetween(value(2), b.authorId.plus(1))))
                .is(
                        "SELECT books.book_id FROM books WHERE books.book_id NOT BETWEEN ? AND books.author_id + ? ORDER BY "
                                + "books.book_id")
                .gives("1");
    }

    @Test
    void aBindAloneHasItsTypeInASubquery() {
        SubqueryAlias one = select(
                        value("x").as("t"),
                        value(1).plus(2).as("n"),
                        value(4).negate().as("m"))
                .as("one");
        everywhere(select(
                                count(one.c("t", String.class)),
                                Numbers.abs(one.c("m", Integer.class)),
                                one.c("n", Integer.class))
                        .groupBy(one.c("m", Integer.class), one.c("n", Integer.class)))
                .gives("1|4|3");
        everywhere(select(
                        Numbers.abs(value(-3)).as("a"),
                        Strings.length(value("abc")).as("l")))
                .on("h2", "SELECT abs(CAST($1 AS INTEGER)) AS a, length(CAST($2 AS VARCHAR)) AS l")
                .gives("3|3");
    }

    @Test
    void theLargestOfOneIsItself() {
        everywhere(select(Numbers.greatest(b.id).as("g"), Numbers.least(b.id).as("l"))
                        .where(b.id.le(2))
                        .orderBy(b.id))
                .on(
                        "sqlite",
                        "SELECT books.book_id AS g, books.book_id AS l FROM books WHERE books.book_id <= ? ORDER BY books.book_id")
                .gives("1|1", "2|2");
    }
}
