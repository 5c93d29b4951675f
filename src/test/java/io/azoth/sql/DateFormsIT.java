package io.azoth.sql;

import static io.azoth.sql.Dates.extract;
import static io.azoth.sql.Dates.plus;
import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.text;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.BOOLEAN;
import static io.azoth.type.SqlTypes.DATE;
import static io.azoth.type.SqlTypes.INSTANT;
import static io.azoth.type.SqlTypes.TIME;
import static io.azoth.type.SqlTypes.TIMESTAMP;
import static io.azoth.type.SqlTypes.UUID;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.sql.Shop.Books;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fields, units and casts of dates and times: the form of each on each database. */
@ExtendWith(Everywhere.Opened.class)
class DateFormsIT {
    private final Books b = BOOKS;

    @Test
    void eachFieldOfADateHasItsFormOnEach() {
        List<List<String>> forms = List.of(
                List.of("YEAR", "CAST(EXTRACT(YEAR FROM #) AS INTEGER)", "EXTRACT(YEAR FROM #)", cast("%Y"), "2024"),
                List.of(
                        "QUARTER",
                        "CAST(EXTRACT(QUARTER FROM #) AS INTEGER)",
                        "EXTRACT(QUARTER FROM #)",
                        "((" + cast("%m") + " + 2) / 3)",
                        "1"),
                List.of("MONTH", "CAST(EXTRACT(MONTH FROM #) AS INTEGER)", "EXTRACT(MONTH FROM #)", cast("%m"), "3"),
                List.of("WEEK", "CAST(EXTRACT(WEEK FROM #) AS INTEGER)", "EXTRACT(ISO_WEEK FROM #)", cast("%V"), "10"),
                List.of("DAY", "CAST(EXTRACT(DAY FROM #) AS INTEGER)", "EXTRACT(DAY FROM #)", cast("%d"), "4"),
                List.of(
                        "DAY_OF_YEAR",
                        "CAST(EXTRACT(DOY FROM #) AS INTEGER)",
                        "EXTRACT(DAY_OF_YEAR FROM #)",
                        cast("%j"),
                        "64"),
                List.of(
                        "DAY_OF_WEEK",
                        "CAST(EXTRACT(ISODOW FROM #) AS INTEGER)",
                        "EXTRACT(ISO_DAY_OF_WEEK FROM #)",
                        cast("%u"),
                        "1"),
                List.of("HOUR", "CAST(EXTRACT(HOUR FROM #) AS INTEGER)", "EXTRACT(HOUR FROM #)", cast("%H"), "5"),
                List.of("MINUTE", "CAST(EXTRACT(MINUTE FROM #) AS INTEGER)", "EXTRACT(MINUTE FROM #)", cast("%M"), "6"),
                List.of(
                        "SECOND",
                        "CAST(floor(EXTRACT(SECOND FROM #)) AS INTEGER)",
                        "EXTRACT(SECOND FROM #)",
                        cast("%S"),
                        "7"),
                List.of(
                        "EPOCH",
                        "CAST(floor(EXTRACT(EPOCH FROM #)) AS INTEGER)",
                        "CAST(floor(EXTRACT(EPOCH FROM #)) AS BIGINT)",
                        cast("%s"),
                        "1709528767"));
        assertThat(forms).hasSameSizeAs(DatePart.values());
        for (List<String> form : forms) {
            everywhere(select(extract(DatePart.valueOf(form.get(0)), b.sold).as("x"))
                            .from(b)
                            .where(text("book_id = 1", BOOLEAN)))
                    .on("postgresql", whole(form.get(1)))
                    .on("h2", whole(form.get(2)))
                    .on("sqlite", whole(form.get(3)))
                    .gives(form.get(4));
        }
    }

    private static String cast(String format) {
        return "CAST(strftime('" + format + "', substr(#, 1, 19)) AS INTEGER)";
    }

    private static String whole(String form) {
        return "SELECT " + form.replace("#", "books.sold") + " AS x FROM books WHERE book_id = 1";
    }

    @Test
    void datesTimesAndMomentsMoveByEachUnit() {
        Select one = select().from(b).where(b.id.eq(1));
        everywhere(one.columns(
                        plus(b.sold, 1, DateUnit.YEAR).as("y"),
                        plus(b.sold, 1, DateUnit.MONTH).as("m"),
                        plus(b.sold, -4, DateUnit.DAY).as("d"),
                        plus(b.sold, 20, DateUnit.HOUR).as("h"),
                        plus(b.sold, -7, DateUnit.MINUTE).as("mi"),
                        plus(b.sold, 53, DateUnit.SECOND).as("s")))
                .on(
                        "postgresql",
                        "SELECT books.sold + $1 * INTERVAL '1 YEAR' AS y, books.sold + $2 * INTERVAL '1 MONTH' AS m, books.sold "
                                + "+ $3 * INTERVAL '1 DAY' AS d, books.sold + $4 * INTERVAL '1 HOUR' AS h, books.sold + $5 * "
                                + "INTERVAL '1 MINUTE' AS mi, books.sold + $6 * INTERVAL '1 SECOND' AS s FROM books WHERE "
                                + "books.book_id = $7")
                .gives(
                        "2025-03-04T05:06:07|2024-04-04T05:06:07|2024-02-29T05:06:07|2024-03-05T01:06:07|2024-03-04T04:59:07|"
                                + "2024-03-04T05:07");
        everywhere(select(
                        plus(value(LocalTime.of(23, 30)), 45, DateUnit.MINUTE).as("t"),
                        plus(value(LocalDate.of(2024, 2, 29)), -1, DateUnit.YEAR)
                                .as("d"),
                        plus(value(Instant.parse("2024-03-31T00:30:00Z")), 2, DateUnit.HOUR)
                                .as("i")))
                .on(
                        "sqlite",
                        "SELECT (SELECT strftime('%H:%M:%S', m / 1000000 - (m % 1000000 < 0), 'unixepoch') || format('.%06d', "
                                + "(m % 1000000 + 1000000) % 1000000) FROM (SELECT (SELECT unixepoch(substr(t, 1, 8)) * 1000000 + "
                                + "CAST(round(CAST('0' || substr(t, 9, 7) AS REAL) * 1000000) AS INTEGER) FROM (SELECT ? AS t)) + "
                                + "? * 60000000 AS m)) AS t, date(?, ? || ' year', 'floor') AS d, (SELECT strftime('%Y-%m-%d "
                                + "%H:%M:%S', m / 1000000 - (m % 1000000 < 0), 'unixepoch') || format('.%06d', (m % 1000000 + "
                                + "1000000) % 1000000) || '+00:00' FROM (SELECT (SELECT unixepoch(substr(t, 1, 19) || "
                                + "ltrim(substr(t, 20), '.0123456789')) * 1000000 + CAST(round(CAST('0' || substr(t, 20, 7) AS "
                                + "REAL) * 1000000) AS INTEGER) FROM (SELECT ? AS t)) + ? * 3600000000 AS m)) AS i")
                .gives("00:15|2023-02-28|2024-03-31T02:30:00Z");
    }

    @Test
    void datesAndTimesAreCastToEachOther() {
        everywhere(select(
                                b.sold.cast(DATE).as("d"),
                                b.sold.cast(TIME).as("t"),
                                b.sold.cast(DATE).cast(TIMESTAMP).as("m"),
                                b.sold.cast(TIMESTAMP).as("s"))
                        .where(b.id.eq(1)))
                .on(
                        "sqlite",
                        "SELECT substr(books.sold, 1, 10) AS d, substr(books.sold, 12, 15) AS t, (substr(books.sold, 1, 10) || ' "
                                + "00:00:00.000000') AS m, books.sold AS s FROM books WHERE books.book_id = ?")
                .gives("2024-03-04|05:06:07|2024-03-04T00:00|2024-03-04T05:06:07");
        everywhere(ids(b.sold.cast(DATE).eq(LocalDate.of(2024, 2, 29)))).gives("5");
        everywhere(select(Sql.nullValue(DATE).cast(DATE).as("n"))).gives("null");
        everywhere(select(
                                b.sold.cast(INSTANT).as("i"),
                                b.sold.cast(INSTANT).cast(TIMESTAMP).as("s"),
                                b.sold.cast(DATE).cast(INSTANT).as("m"))
                        .where(b.id.eq(1)))
                .on(
                        "sqlite",
                        "SELECT (books.sold || '+00:00') AS i, substr((books.sold || '+00:00'), 1, 26) AS s, "
                                + "(substr(books.sold, 1, 10) || ' 00:00:00.000000+00:00') AS m FROM books WHERE "
                                + "books.book_id = ?")
                .gives("2024-03-04T05:06:07Z|2024-03-04T05:06:07|2024-03-04T00:00:00Z");
        java.util.UUID id = java.util.UUID.fromString("550e8400-e29b-41d4-a716-446655440000");
        everywhere(select(value(id.toString()).cast(UUID).as("u")))
                .givesOn("postgresql", id.toString())
                .givesOn("sqlite", id.toString());
    }

    @Test
    void timesOfWindowFunctionsAreThoseOfTheirRows() {
        String wayOut = "; select the window function in a subquery and use its column";
        String refused = "Date arithmetic with a window function does not exist on sqlite" + wayOut;
        Expression<LocalDateTime> before = Windows.lag(b.sold).over(Windows.orderedBy(b.id));
        everywhere(firstTwo(plus(before, 1, DateUnit.DAY)))
                .lacks("sqlite", refused)
                .gives("null", "2024-03-05T05:06:07");
        everywhere(firstTwo(plus(before, 1, DateUnit.HOUR)))
                .lacks("sqlite", refused)
                .gives("null", "2024-03-04T06:06:07");
        everywhere(firstTwo(plus(before, Duration.ofMinutes(1))))
                .lacks("sqlite", refused)
                .gives("null", "2024-03-04T05:07:07");
        everywhere(firstTwo(Dates.difference(before, b.sold)))
                .lacks("sqlite", refused)
                .gives("null", "PT-797H-6M-7S");
        everywhere(firstTwo(Dates.between(before, b.sold, DateUnit.HOUR)))
                .lacks("sqlite", refused)
                .gives("null", "-797");
        everywhere(firstTwo(extract(DatePart.DAY, before.cast(INSTANT))))
                .lacks("sqlite", refused)
                .gives("null", "4");
        everywhere(firstTwo(Dates.between(before, b.sold, DateUnit.MONTH)))
                .lacks("sqlite", refused)
                .lacks("postgresql", "A number of months with a window function does not exist on postgresql" + wayOut)
                .gives("null", "-1");
        everywhere(firstTwo(extract(DatePart.DAY, before))).gives("null", "4");
        everywhere(firstTwo(plus(before.cast(DATE), 1, DateUnit.DAY))).gives("null", "2024-03-05");
        everywhere(firstTwo(Dates.between(before.cast(DATE), b.sold.cast(DATE), DateUnit.DAY)))
                .gives("null", "-33");
        everywhere(firstTwo(Dates.daysBetween(before, b.sold))).gives("null", "-33");
    }

    private Select firstTwo(Expression<?> expression) {
        return select(expression.as("x")).where(b.id.le(2)).orderBy(b.id);
    }

    private Select ids(Expression<Boolean> condition) {
        return select(b.id).where(condition).orderBy(b.id);
    }
}
