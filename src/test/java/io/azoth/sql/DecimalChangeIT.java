package io.azoth.sql;

import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Insert.excluded;
import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.text;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.NUMERIC;
import static io.azoth.type.SqlTypes.numeric;

import io.azoth.sql.Shop.Authors;
import io.azoth.sql.Shop.Books;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A decimal that a change computes is stored as a value that is given: it equals such a value to the last digit afterwards. */
@ExtendWith(Everywhere.Opened.class)
class DecimalChangeIT {
    private final Books b = BOOKS;
    private final Authors a = AUTHORS;

    private static BigDecimal number(String digits) {
        return new BigDecimal(digits);
    }

    private Select pricedAt(String price) {
        return select(b.id).where(b.price.eq(number(price))).orderBy(b.id);
    }

    @Test
    void anUpdateComputes() {
        everywhere(b.update().set(b.price, b.price.plus(number("1"))))
                .on(
                        "sqlite",
                        "UPDATE books SET price = (SELECT CASE WHEN instr(d, '.') = 0 THEN d || '.00' WHEN typeof(d) = 'text' AND "
                                + "length(d) - instr(d, '.') <= 2 THEN d || substr('00', 1 + length(d) - instr(d, '.')) WHEN d IS "
                                + "NOT NULL THEN replace(format('%.2f', d + d * 1e-15 * (abs(d) < 1e12)), '-0.00', '0.00') END "
                                + "FROM (SELECT books.price + ? AS d))")
                .is("UPDATE books SET price = books.price + ?")
                .leaves(pricedAt("11.50"), "1", "3");
        everywhere(b.update().set(b.price, b.price.minus(b.price))).leaves(pricedAt("0.00"), "1", "2", "3", "4");
        everywhere(b.update().set(b.price, b.price.plus(number("1"))))
                .leaves(select(b.id).where(b.price.isNull()), "5");
        everywhere(b.update().set(b.price, b.price.cast(numeric(10, 1)))).leaves(pricedAt("10.5"), "1", "3");
    }

    @Test
    void halvesAreRoundedAwayFromZeroAndNothingIsNegativeZero() {
        everywhere(b.update().set(b.price, value(number("1.0050")).times(number("1"))))
                .leaves(pricedAt("1.01"), "1", "2", "3", "4", "5");
        everywhere(b.update().set(b.price, b.price.times(number("-0.25")))).leaves(pricedAt("-2.63"), "1", "3");
        everywhere(b.update().set(b.price, value(number("1.07")).times(number("2.5"))))
                .leaves(pricedAt("2.68"), "1", "2", "3", "4", "5");
        everywhere(b.update().set(b.price, b.price.times(number("-0.001")))).leaves(pricedAt("0.00"), "4");
    }

    @Test
    void aValueOfMoreDigitsIsRoundedToThoseOfItsColumn() {
        everywhere(b.update().set(b.price, number("1.005"))).leaves(pricedAt("1.01"), "1", "2", "3", "4", "5");
        everywhere(b.insert().values("book_id", 6, "title", "x", "price", number("-2.675")))
                .leaves(pricedAt("-2.68"), "6");
        everywhere(b.update().set(b.price, value(number("7.5")))).leaves(pricedAt("7.50"), "1", "2", "3", "4", "5");
        everywhere(select(b.id).where(b.price.gt(number("10.499"))).orderBy(b.id))
                .gives("1", "2", "3");
    }

    @Test
    void anUpdateComputesFromOtherRows() {
        Books o = BOOKS;
        Alias other = o.as("o");
        everywhere(b.update()
                        .set(
                                b.price,
                                select(Aggregates.sum(other.c(o.price)))
                                        .where(other.c(o.authorId).eq(b.authorId))
                                        .asScalar(b.price.type())))
                .leaves(pricedAt("30.50"), "1", "2");
        everywhere(b.update()
                        .set(b.price, b.price.plus(a.id.cast(b.price.type())))
                        .from(a)
                        .where(b.authorId.eq(a.id)))
                .leaves(pricedAt("11.50"), "1");
    }

    @Test
    void anUpsertComputes() {
        Insert row = b.insert().values("book_id", 1, "title", "x", "price", number("1"));
        everywhere(row.onConflict(b.id)
                        .set(b.price, b.price.plus(excluded(b.price)))
                        .doUpdate())
                .leaves(pricedAt("11.50"), "1");
        everywhere(row.onConflict(b.id).doUpdate(b.price))
                .on(
                        "h2",
                        "MERGE INTO books USING (VALUES ($1, $2, $3)) AS excluded(book_id, title, price) ON books.book_id = "
                                + "excluded.book_id WHEN MATCHED THEN UPDATE SET price = excluded.price WHEN NOT MATCHED THEN INSERT "
                                + "(book_id, title, price) VALUES (excluded.book_id, excluded.title, excluded.price)")
                .is(
                        "INSERT INTO books (book_id, title, price) VALUES (?, ?, ?) ON CONFLICT (book_id) DO UPDATE SET price = "
                                + "excluded.price")
                .leaves(pricedAt("1.00"), "1");
    }

    @Test
    void rowsOfAQueryAreComputed() {
        Select dearer =
                select(b.id.plus(10), b.title, b.price.plus(number("1"))).where(b.id.le(2));
        everywhere(b.insert().fromSelect(dearer, b.id, b.title, b.price)).leaves(pricedAt("11.50"), "11");
        everywhere(b.insert()
                        .fromSelect(
                                dearer.unionAll(
                                        select(b.id.plus(20), b.title, b.price).where(b.id.eq(4))),
                                b.id,
                                b.title,
                                b.price))
                .leaves(pricedAt("0.99"), "4", "24");
        everywhere(b.insert()
                        .fromSelect(select(b.id.plus(10), b.title, b.price).where(b.id.le(2)), b.id, b.title, b.price))
                .is(
                        "INSERT INTO books (book_id, title, price) SELECT books.book_id + ?, books.title, books.price FROM books "
                                + "WHERE books.book_id <= ?")
                .leaves(pricedAt("20.00"), "2", "12");
        Insert summed = b.insert()
                .fromSelect(
                        select(Aggregates.max(b.id).plus(10), value("sums"), Aggregates.sum(b.price))
                                .groupBy(b.authorId)
                                .orderBy(Aggregates.sum(b.price)),
                        b.id,
                        b.title,
                        b.price);
        everywhere(summed).leaves(pricedAt("30.50"), "12");
        everywhere(summed.onConflict(b.id).set(b.price, excluded(b.price)).doUpdate())
                .leaves(pricedAt("30.50"), "12");
    }

    @Test
    void rowsOfExpressionsAreComputed() {
        everywhere(b.insert()
                        .rows(
                                List.of(b.id, b.title, b.price),
                                List.of(
                                        Arrays.asList(6, "x", value(number("3")).dividedBy(number("2"))),
                                        Arrays.asList(7, "y", value(number("1.5"))),
                                        Arrays.asList(8, "z", text("3.0 / 2", b.price.type())),
                                        Arrays.asList(9, "null", null))))
                .leaves(pricedAt("1.50"), "6", "7", "8");
    }

    @Test
    void whatIsGivenBackIsWhatIsStored() {
        everywhere(new Returning(
                        b.update().set(b.price, b.price.plus(number("1"))).where(b.id.eq(1)),
                        List.of(b.price.eq(number("11.50")).as("is"))))
                .gives("true");
    }

    @Test
    void aQuotientHasDigitsBehindThePointAndARemainderToo() {
        Expression<BigDecimal> three = value(number("3"));
        everywhere(select(three.dividedBy(number("2")).as("q"))).gives("1.5");
        everywhere(select(b.pages.cast(NUMERIC).dividedBy(number("8")).as("q")).where(b.id.eq(1)))
                .gives("12.5");
        everywhere(select(b.pages
                                .cast(NUMERIC)
                                .plus(three)
                                .dividedBy(number("8"))
                                .as("q"))
                        .where(b.id.eq(1)))
                .gives("12.875");
        everywhere(select(b.price.dividedBy(number("2")).as("q")).where(b.id.eq(1)))
                .is("SELECT books.price / ? AS q FROM books WHERE books.book_id = ?")
                .gives("5.25");
        everywhere(select(
                                b.price.modulo(number("3")).as("m"),
                                b.price.times(number("-1")).modulo(three).as("n"))
                        .where(b.id.eq(1)))
                .on(
                        "sqlite",
                        "SELECT mod(books.price, ?) AS m, mod(books.price * ?, ?) AS n FROM books WHERE books.book_id = ?")
                .is("SELECT books.price % ? AS m, books.price * ? % ? AS n FROM books WHERE books.book_id = ?")
                .gives("1.5|-1.5");
    }

    @Test
    void aCastHasTheDigitsOfItsType() {
        everywhere(select(b.price.times(number("1.19")).cast(numeric(10, 2)).as("c"))
                        .where(b.id.le(4))
                        .orderBy(b.id))
                .gives("12.5", "23.8", "12.5", "1.18");
        everywhere(select(b.id)
                        .where(b.pages.cast(numeric(10, 2)).eq(number("100.00")))
                        .orderBy(b.id))
                .gives("1", "4");
        everywhere(select(Aggregates.sum(b.price).cast(numeric(10, 1)).as("s"))).gives("42");
        everywhere(select(Aggregates.sum(b.price)
                                .over(Windows.orderedBy(b.id))
                                .cast(numeric(10, 1))
                                .as("s"))
                        .where(b.id.le(4))
                        .orderBy(b.id))
                .gives("10.5", "30.5", "41", "42");
    }
}
