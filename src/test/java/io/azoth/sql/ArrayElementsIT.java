package io.azoth.sql;

import static io.azoth.sql.Aggregates.arrayAgg;
import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.value;
import static io.azoth.sql.Windows.partitionBy;
import static io.azoth.type.SqlTypes.BOOLEAN;
import static io.azoth.type.SqlTypes.BYTES;
import static io.azoth.type.SqlTypes.DATE;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;
import static io.azoth.type.SqlTypes.numeric;

import io.azoth.sql.Shop.Books;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Elements of each type go into arrays and come out of them. */
@ExtendWith(Everywhere.Opened.class)
class ArrayElementsIT {
    private static final byte[] TWO_BYTES = {1, -1};

    private final Books b = BOOKS;

    @Test
    void anElementIsWhatWentIn() {
        everywhere(select(
                        second(TEXT, "a", "it's \"b\"\\").as("a"),
                        second(BOOLEAN, true, false).as("b"),
                        second(DATE, LocalDate.of(2024, 2, 28), LocalDate.of(2024, 2, 29))
                                .as("c"),
                        second(numeric(10, 2), new BigDecimal("1.50"), new BigDecimal("12.30"))
                                .as("d"),
                        second(INTEGER, 1, null).as("e")))
                .gives("it's \"b\"\\|false|2024-02-29|12.3|null");
    }

    @Test
    void whatIsMadeOfColumnsIsReadBack() {
        everywhere(select(
                                Arrays.array(b.title, value("x")).as("titles"),
                                Arrays.array(b.price).as("prices"),
                                Arrays.array(b.rating.isNull(), b.rating.gt(4)).as("facts"),
                                Arrays.array(b.sold).as("dates"),
                                Arrays.at(Arrays.array(value(TWO_BYTES, BYTES)), 1)
                                        .eq(TWO_BYTES)
                                        .as("bytes"))
                        .where(b.id.in(1, 2))
                        .orderBy(b.id))
                .gives(
                        "[Notes, x]|[10.50]|[false, true]|[2024-03-04T05:06:07]|true",
                        "[Engines, x]|[20.00]|[true, null]|[2024-01-31T00:00]|true");
    }

    /** SQLite would put a part of a document in as itself, which is no text any more. */
    @Test
    void thePartOfADocumentIsText() {
        Expression<String> tags = Json.text(AUTHORS.extra, "tags");
        everywhere(select(
                                Arrays.array(tags, value("x")).as("a"),
                                Arrays.at(Arrays.array(tags), 1).as("b"))
                        .where(AUTHORS.id.eq(4)))
                .gives("[[\"it's\"], x]|[\"it's\"]");
        everywhere(select(arrayAgg(tags).orderBy(AUTHORS.id).as("a")).where(AUTHORS.id.ge(3)))
                .gives("[null, [\"it's\"]]");
    }

    @Test
    void anElementOfAnArrayOfArraysIsAnArray() {
        Expression<Integer[][]> box =
                value(new Integer[][] {{1, null}, {3, 4}}, SqlTypes.array(SqlTypes.array(INTEGER)));
        everywhere(select(
                        Arrays.at(box, 2).as("row_"),
                        Arrays.at(Arrays.at(box, 2), 1).as("cell"),
                        Arrays.at(Arrays.at(box, 1), 2).as("none"),
                        Arrays.at(box, 3).as("behind"),
                        Arrays.at(box, 0).as("before")))
                .gives("[3, 4]|3|null|null|null");
    }

    @Test
    void aPositionBeyondTheEndsIsNull() {
        Expression<Integer[]> two = value(new Integer[] {7, 8}, SqlTypes.array(INTEGER));
        everywhere(select(
                        Arrays.at(two, 2).as("last"),
                        Arrays.at(two, 3).as("behind"),
                        Arrays.at(two, 0).as("before"),
                        Arrays.at(two, -1).as("far_before")))
                .gives("8|null|null|null");
    }

    @Test
    void rowsAreGatheredInTheirOrder() {
        everywhere(select(
                                b.authorId,
                                arrayAgg(b.title).orderBy(b.title.desc()).as("titles"),
                                arrayAgg(b.pages).filter(b.pages.gt(1000)).as("none"))
                        .where(b.authorId.isNotNull())
                        .groupBy(b.authorId)
                        .orderBy(b.authorId))
                .on(
                        "sqlite",
                        "SELECT books.author_id, nullif(json_group_array(books.title ORDER BY books.title DESC), '[]') AS "
                                + "titles, nullif(json_group_array(books.pages) FILTER (WHERE books.pages > ?), '[]') AS none "
                                + "FROM books WHERE books.author_id IS NOT NULL GROUP BY books.author_id ORDER BY "
                                + "books.author_id")
                .is("SELECT books.author_id, array_agg(books.title ORDER BY books.title DESC) AS titles, "
                        + "array_agg(books.pages) FILTER (WHERE books.pages > ?) AS none FROM books WHERE books.author_id "
                        + "IS NOT NULL GROUP BY books.author_id ORDER BY books.author_id")
                .gives("1|[Notes, Engines]|null", "2|[notes]|null", "3|[Zebra]|null");
    }

    @Test
    void rowsOfAWindowAreGathered() {
        everywhere(select(
                                b.id,
                                arrayAgg(b.pages)
                                        .over(partitionBy(b.authorId).orderBy(b.id))
                                        .as("so_far"))
                        .where(b.authorId.eq(1))
                        .orderBy(b.id))
                .gives("1|[100]", "2|[100, 200]");
    }

    @Test
    void elementsStandInASubqueryUnderTheirName() {
        TableFunction elements =
                Arrays.unnest(value(new String[] {"Notes", null, "b"}, SqlTypes.array(TEXT)), "e", "word");
        SubqueryAlias words = select(elements.c("word", String.class)).as("words");
        everywhere(select(words.c("word", String.class), b.id)
                        .from(words.leftJoin(b, b.title.eq(words.c("word", String.class))))
                        .orderBy(words.c("word", String.class).asc().nullsLast()))
                .gives("Notes|1", "b|null", "null|null");
        everywhere(select(words).orderBy(words.c("word", String.class).asc().nullsFirst()))
                .gives("null", "Notes", "b");
    }

    @Test
    void theElementsOfAColumnStandBesideItsTable() {
        SubqueryAlias lists = select(b.authorId, arrayAgg(b.title).as("titles"))
                .where(b.authorId.isNotNull())
                .groupBy(b.authorId)
                .as("lists");
        TableFunction titles = Arrays.unnest(lists.c("titles", String[].class), "t", "title");
        everywhere(select(lists.c(b.authorId), titles.c("title", String.class))
                        .from(lists, titles)
                        .orderBy(
                                lists.c(b.authorId).asc(),
                                titles.c("title", String.class).asc()))
                .lacks(
                        "h2",
                        "The function unnest of a column does not exist on h2; store the elements as rows of a table")
                .gives("1|Engines", "1|Notes", "2|notes", "3|Zebra");
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static <T> Expression<T> second(SqlType<T> type, T... values) {
        return Arrays.at(value(values, SqlTypes.array(type)), 2);
    }
}
