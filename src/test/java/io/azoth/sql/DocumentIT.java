package io.azoth.sql;

import static io.azoth.sql.Dates.daysBetween;
import static io.azoth.sql.Dates.extract;
import static io.azoth.sql.Dates.plus;
import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.dialect.Dialects;
import io.azoth.schema.SchemaTranslation;
import io.azoth.sql.Shop.Authors;
import io.azoth.sql.Shop.Books;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** JSON and dates. */
@ExtendWith(Everywhere.Opened.class)
class DocumentIT {
    private final Books b = BOOKS;
    private final Authors a = AUTHORS;

    @Test
    void aPartOfADocumentIsReachedByKeysAndPositions() {
        everywhere(select(
                                Json.text(a.extra, "n", "x").as("x"),
                                Json.text(a.extra, "tags", 1).as("t"),
                                Json.text(a.extra, "nope").as("none"))
                        .where(a.id.eq(1)))
                .on(
                        "sqlite",
                        "SELECT CASE json_type(authors.extra -> ? -> ?) WHEN 'text' THEN authors.extra -> ? ->> ? WHEN 'null' "
                                + "THEN NULL ELSE authors.extra -> ? -> ? || '' END AS x, CASE json_type(authors.extra -> ? -> ?) WHEN "
                                + "'text' THEN authors.extra -> ? ->> ? WHEN 'null' THEN NULL ELSE authors.extra -> ? -> ? || '' END "
                                + "AS t, CASE json_type(authors.extra -> ?) WHEN 'text' THEN authors.extra ->> ? WHEN 'null' THEN "
                                + "NULL ELSE authors.extra -> ? || '' END AS none FROM authors WHERE authors.author_id = ?")
                .on(
                        "postgresql",
                        "SELECT authors.extra -> $1 ->> $2 AS x, authors.extra -> $3 ->> $4 AS t, "
                                + "authors.extra ->> $5 AS none FROM authors WHERE authors.author_id = $6")
                .gives("5|b|null");
        everywhere(select(Json.get(a.extra, "tags").as("t")).where(a.id.eq(4)))
                .on("h2", "SELECT (authors.extra).\"tags\" AS t FROM authors WHERE authors.author_id = $1")
                .is("SELECT authors.extra -> ? AS t FROM authors WHERE authors.author_id = ?")
                .gives("[\"it's\"]");
        everywhere(select(a.id).where(Json.text(a.extra, "tags", 0).eq("it's"))).gives("4");
        everywhere(select(Json.arrayLength(Json.get(a.extra, "tags")).as("n")).where(a.id.eq(1)))
                .gives("2");
        assertThatThrownBy(() -> Json.get(a.extra, -1))
                .hasMessage("A step into JSON is a key (String) or a position from 0 (Integer), not -1");
    }

    @Test
    void theTextOfAScalarIsTextOnEach() {
        String json = "{\"t\": true, \"f\": false, \"n\": 5, \"d\": 1.50, \"s\": \"5\", \"z\": null}";
        SubqueryAlias given = select(value(json, JSON).as("d")).as("given");
        Expression<String> d = given.c("d", String.class);
        everywhere(select(
                        Json.text(d, "t").as("t"),
                        Json.text(d, "f").as("f"),
                        Json.text(d, "n").as("n"),
                        Json.text(d, "d").as("x"),
                        Json.text(d, "s").as("s"),
                        Json.text(d, "z").as("z"),
                        Json.text(d, "n").eq("5").as("same"),
                        Json.text(d, "t").eq("true").as("yes"),
                        Json.text(d, "n").cast(INTEGER).plus(1).as("six")))
                .gives("true|false|5|1.50|5|null|true|true|6");
        everywhere(select(
                        Json.get(value(json, JSON), "n").as("n"),
                        Json.text(value(json, JSON), "s").as("s")))
                .on("postgresql", "SELECT CAST($1 AS JSONB) -> $2 AS n, CAST($3 AS JSONB) ->> $4 AS s")
                .gives("5|5");
        String list = "[true, 1, \"1\", 1.5, null, \"x\"]";
        SubqueryAlias items = select(value(list, JSON).as("d")).as("items");
        TableFunction each = Json.each(items.c("d", String.class), "each_", "item");
        Expression<String> item = each.c("item", String.class);
        everywhere(select(item)
                        .from(items, each)
                        .where(item.in("true", "1", "1.5", "x"))
                        .orderBy(item))
                .lacks(
                        "h2",
                        "The function json_each does not exist on h2; store the elements as rows, or as an array for "
                                + "Arrays.unnest(...)")
                .gives("1", "1", "1.5", "true", "x");
    }

    @Test
    void aKeyIsNeverPartOfTheStatement() {
        everywhere(select(Json.text(a.extra, "x' || (SELECT 1) || '").as("t")).where(a.id.eq(1)))
                .gives("null");
        everywhere(select(Json.text(a.extra, "x\") FROM authors --").as("t")).where(a.id.eq(1)))
                .lacks(
                        "sqlite",
                        "A step into JSON by a key that is empty, has quotes or backslashes, or begins with a dollar or "
                                + "bracket does not exist on sqlite; read the document and take it apart in the program")
                .gives("null");
    }

    @Test
    void documentsAreMadeAndAggregated() {
        everywhere(select(Json.array(b.id, b.title, b.rating).as("j")).where(b.id.eq(2)))
                .on(
                        "postgresql",
                        "SELECT json_build_array(books.book_id, books.title, books.rating) AS j FROM books WHERE "
                                + "books.book_id = $1")
                .on(
                        "h2",
                        "SELECT json_array(books.book_id, books.title, books.rating NULL ON NULL) AS j FROM books WHERE "
                                + "books.book_id = $1")
                .is(
                        "SELECT json_array(books.book_id, books.title, books.rating) AS j FROM books WHERE books.book_id = ?")
                .givesOn("h2", "[2,\"Engines\",null]")
                .givesOn("postgresql", "[2, \"Engines\", null]")
                .givesOn("sqlite", "[2,\"Engines\",null]");
        Expression<String> ratings =
                Json.arrayAgg(b.rating).orderBy(b.id).filter(b.id.le(2)).as("j");
        SubqueryAlias aggregated = select(ratings).as("aggregated");
        everywhere(select(
                        Json.arrayLength(aggregated.c(ratings)).as("n"),
                        Json.text(aggregated.c(ratings), 1).as("t")))
                .on(
                        "h2",
                        "SELECT cardinality(aggregated.j) AS n, CASE LEFT(CAST((aggregated.j)[2] AS VARCHAR), 1) WHEN '\"' THEN "
                                + "STRINGDECODE(SUBSTRING(CAST((aggregated.j)[2] AS VARCHAR), 2, CHAR_LENGTH(CAST((aggregated.j)[2] "
                                + "AS VARCHAR)) - 2)) ELSE NULLIF(CAST((aggregated.j)[2] AS VARCHAR), 'null') END AS t FROM (SELECT "
                                + "CAST(array_agg(books.rating ORDER BY books.book_id) FILTER (WHERE books.book_id <= $1) AS JSON) "
                                + "AS j FROM books) AS aggregated")
                .gives("2|null");
        everywhere(select(Json.arrayAgg(b.id).orderBy(b.id).as("j")).where(b.id.gt(9)))
                .givesOn("h2", "null")
                .givesOn("postgresql", "null")
                .givesOn("sqlite", "[]");
        everywhere(select(Json.arrayAgg(b.id).orderBy(b.id.desc()).as("j")).where(b.id.le(2)))
                .givesOn("h2", "[2,1]")
                .givesOn("postgresql", "[2, 1]")
                .givesOn("sqlite", "[2,1]");
        everywhere(select(Json.object("id", b.id).with("t", b.title).json().as("j"))
                        .where(b.id.eq(1)))
                .on(
                        "h2",
                        "SELECT json_object(KEY CAST($1 AS VARCHAR) VALUE books.book_id, KEY CAST($2 AS VARCHAR) VALUE "
                                + "books.title) AS j FROM books WHERE books.book_id = $3")
                .givesOn("h2", "{\"id\":1,\"t\":\"Notes\"}")
                .givesOn("postgresql", "{\"id\" : 1, \"t\" : \"Notes\"}")
                .givesOn("sqlite", "{\"id\":1,\"t\":\"Notes\"}");
        everywhere(select(Json.objectAgg(b.title, b.id).as("j")).where(b.id.eq(1)))
                .givesOn("sqlite", "{\"Notes\":1}");
        everywhere(select(Json.contains(a.extra, "{\"n\": {\"x\": 5}}").as("c")).where(a.id.eq(1)))
                .lacks(
                        "h2",
                        "The function json_contains does not exist on h2; compare the parts by Json.get(...) or "
                                + "Json.text(...)")
                .lacks(
                        "sqlite",
                        "The function json_contains does not exist on sqlite; compare the parts by "
                                + "Json.get(...) or Json.text(...)")
                .is("SELECT (CAST(authors.extra AS JSONB) @> CAST(? AS JSONB)) AS c FROM authors WHERE "
                        + "authors.author_id = ?")
                .gives("true");
    }

    @Test
    void fieldsOfDatesAreWholeNumbers() {
        everywhere(select(
                                extract(DatePart.YEAR, b.sold).as("y"),
                                extract(DatePart.QUARTER, b.sold).as("q"),
                                extract(DatePart.MONTH, b.sold).as("m"),
                                extract(DatePart.WEEK, b.sold).as("w"),
                                extract(DatePart.DAY, b.sold).as("d"),
                                extract(DatePart.DAY_OF_YEAR, b.sold).as("doy"),
                                extract(DatePart.DAY_OF_WEEK, b.sold).as("dow"),
                                extract(DatePart.HOUR, b.sold).as("h"),
                                extract(DatePart.MINUTE, b.sold).as("mi"),
                                extract(DatePart.SECOND, b.sold).as("s"),
                                Dates.epochSeconds(b.sold).as("e"))
                        .where(b.id.le(3))
                        .orderBy(b.id))
                .gives(
                        "2024|1|3|10|4|64|1|5|6|7|1709528767",
                        "2024|1|1|5|31|31|3|0|0|0|1706659200",
                        "2023|4|12|52|31|365|7|23|59|59|1704067199");
        everywhere(select(Dates.year(a.born).as("y")).where(a.id.eq(2)))
                .on(
                        "postgresql",
                        "SELECT CAST(EXTRACT(YEAR FROM authors.born) AS INTEGER) AS y FROM authors WHERE "
                                + "authors.author_id = $1")
                .on("h2", "SELECT EXTRACT(YEAR FROM authors.born) AS y FROM authors WHERE authors.author_id = $1")
                .is(
                        "SELECT CAST(strftime('%Y', authors.born) AS INTEGER) AS y FROM authors WHERE authors.author_id = ?")
                .gives("1900");
    }

    @Test
    void datesMoveByUnitsToTheLastDayOfAShorterMonth() {
        everywhere(select(plus(b.sold, 1, DateUnit.MONTH).as("x")).where(b.id.eq(2)))
                .on(
                        "postgresql",
                        "SELECT books.sold + $1 * INTERVAL '1 MONTH' AS x FROM books WHERE books.book_id = $2")
                .on("h2", "SELECT DATEADD(MONTH, $1, books.sold) AS x FROM books WHERE books.book_id = $2")
                .is(
                        "SELECT (SELECT date(substr(t, 1, 10), ? || ' month', 'floor') || substr(t, 11) FROM (SELECT books.sold "
                                + "AS t)) AS x FROM books WHERE books.book_id = ?")
                .gives("2024-02-29T00:00");
        everywhere(select(plus(b.sold, -90, DateUnit.SECOND).as("x")).where(b.id.eq(1)))
                .gives("2024-03-04T05:04:37");
        everywhere(select(plus(a.born, a.id, DateUnit.YEAR).as("x")).where(a.id.eq(4)))
                .gives("2004-02-29");
        everywhere(select(plus(a.born, 1, DateUnit.YEAR).as("x")).where(a.id.eq(4)))
                .gives("2001-02-28");
        everywhere(select(daysBetween(a.born, value(java.time.LocalDate.of(2000, 3, 1)))
                                .as("x"))
                        .where(a.id.eq(4)))
                .gives("1");
        everywhere(select(count())
                        .from(b)
                        .where(b.sold.lt(plus(value(LocalDateTime.of(2024, 1, 1, 0, 0)), 1, DateUnit.MONTH))))
                .gives("2");
        everywhere(select(a.id).where(a.born.lt(Dates.currentDate())).orderBy(a.id))
                .gives("1", "2", "4");
    }

    @Test
    void aSchemaIsTranslatedAtExecution() {
        for (String dialect : List.of("h2", "postgresql", "sqlite")) {
            assertThat(Dialects.named(dialect)
                            .compiler()
                            .translating(SchemaTranslation.unnamedTo("tenant one"))
                            .compile(select(b.id), Parameters.NONE)
                            .text())
                    .isEqualTo("SELECT \"tenant one\".books.book_id FROM \"tenant one\".books");
        }
    }
}
