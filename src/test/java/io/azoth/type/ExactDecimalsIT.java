package io.azoth.type;

import static io.azoth.schema.Schema.assigned;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.NUMERIC;
import static io.azoth.type.SqlTypes.array;
import static io.azoth.type.SqlTypes.numeric;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.schema.Column;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.sql.Aggregates;
import io.azoth.sql.Expression;
import io.azoth.sql.Query;
import io.azoth.sql.Row;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Equal decimals are one, however they are written; and what SQLite, which calculates with doubles, does otherwise. */
@Databases
class ExactDecimalsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final boolean sqlite;
    private final Engine db;
    private final MetaData metadata = new MetaData();
    private final Table held = Table.of(
            "held",
            metadata,
            column("id", INTEGER, primaryKey(), assigned()),
            column("scaled", numeric(28, 4)),
            column("bare", NUMERIC),
            column("list", array(NUMERIC)));
    private final Column<Integer> id = held.c("id", Integer.class);
    private final Column<BigDecimal> scaled = held.c("scaled", BigDecimal.class);
    private final Column<BigDecimal> bare = held.c("bare", BigDecimal.class);
    private final Column<BigDecimal[]> list = held.c("list", BigDecimal[].class);

    ExactDecimalsIT(TestDatabase database) {
        this.sqlite = database.kind() == DatabaseKind.SQLITE;
        this.db = Engine.create(database.url());
    }

    @BeforeEach
    void open() {
        metadata.createAll(db).block(LIMIT);
    }

    @AfterEach
    void close() {
        metadata.dropAll(db).then(db.close()).block(LIMIT);
    }

    private static BigDecimal number(String digits) {
        return new BigDecimal(digits);
    }

    private void put(int key, String scaled, String bare) {
        held.insert()
                .values("id", key, "scaled", number(scaled), "bare", number(bare), "list", new BigDecimal[] {
                    number(bare)
                })
                .executeOn(db)
                .block(LIMIT);
    }

    private List<String> rows(Query query) {
        return Objects.requireNonNull(db.fetch(query, io.azoth.sql.Parameters.NONE)
                .map(ExactDecimalsIT::text)
                .collectList()
                .block(LIMIT));
    }

    private static String text(Row row) {
        Object first = Objects.requireNonNull(row.get(0));
        return first instanceof BigDecimal decimal
                ? decimal.stripTrailingZeros().toPlainString()
                : first.toString();
    }

    @Test
    void equalNumbersOfAnyScaleAreOne() {
        put(1, "1.5", "1.5");
        put(2, "1.50", "1.50");
        put(3, "100", "1E+2");
        put(4, "100.0", "100.000");
        put(5, "0", "0.00");
        assertThat(rows(select(id).where(bare.eq(number("1.500"))).orderBy(id))).containsExactly("1", "2");
        assertThat(rows(select(id).where(bare.in(number("100"), number("0"))).orderBy(id)))
                .containsExactly("3", "4", "5");
        assertThat(rows(select(bare).distinct().orderBy(bare))).containsExactly("0", "1.5", "100");
        assertThat(rows(select(count()).from(held).groupBy(bare).orderBy(bare))).containsExactly("1", "2", "2");
        assertThat(rows(select(count(bare).distinct()))).containsExactly("3");
        assertThat(rows(select(id)
                        .where(list.eq(new BigDecimal[] {number("1.500")}))
                        .orderBy(id)))
                .containsExactly("1", "2");
    }

    @Test
    void equalNumbersAreOneInSetOperations() {
        put(1, "1.5", "1.5");
        put(2, "-2", "-2");
        Expression<BigDecimal> computed = bare.plus(number("0.0"));
        assertThat(rows(select(bare).union(select(scaled)))).containsExactlyInAnyOrder("1.5", "-2");
        assertThat(rows(select(scaled).union(select(bare)).orderBy(scaled))).containsExactly("-2", "1.5");
        assertThat(rows(select(scaled)
                        .union(select(computed))
                        .orderBy(scaled.desc())
                        .limit(1)))
                .containsExactly("1.5");
        assertThat(rows(select(scaled).intersect(select(value(number("1.50"))))))
                .containsExactly("1.5");
        assertThat(rows(select(scaled).except(select(computed)))).isEmpty();
        assertThat(rows(select(scaled).unionAll(select(bare)).orderBy(scaled)))
                .containsExactly("-2", "-2", "1.5", "1.5");
    }

    @Test
    void aColumnOfAnyScaleKeepsWhatIsComputedAsWhatIsGiven() {
        put(1, "1.5", "10");
        held.update()
                .set(bare, bare.dividedBy(number("4")).plus(scaled))
                .executeOn(db)
                .block(LIMIT);
        assertThat(rows(select(id).where(bare.eq(number("4.00"))))).containsExactly("1");
        held.update().set(bare, bare.times(number("0.075"))).executeOn(db).block(LIMIT);
        assertThat(rows(select(id).where(bare.eq(number("0.3"))))).containsExactly("1");
        held.update().set(bare, scaled).executeOn(db).block(LIMIT);
        assertThat(rows(select(id).where(bare.eq(number("1.5"))))).containsExactly("1");
        held.update().set(bare, bare.minus(bare)).executeOn(db).block(LIMIT);
        assertThat(rows(select(id).where(bare.eq(number("0"))))).containsExactly("1");
    }

    @Test
    void textOfFewerDigitsIsStoredWithoutLosingOne() {
        put(1, "0", "123456789012345678901234");
        held.update().set(scaled, bare).executeOn(db).block(LIMIT);
        assertThat(rows(select(id).where(scaled.eq(number("123456789012345678901234")))))
                .containsExactly("1");
        put(2, "0", "-12345678901234567890123.25");
        held.update().set(scaled, bare).where(id.eq(2)).executeOn(db).block(LIMIT);
        assertThat(rows(select(id).where(scaled.eq(number("-12345678901234567890123.25")))))
                .containsExactly("2");
    }

    /** What the Javadoc of {@link SqlTypes#numeric} says of SQLite. */
    @Test
    void fifteenDigitsAreExactEverywhereAndMoreWhereNothingIsCalculated() {
        String less = "12345678901234567890.0001";
        String more = "12345678901234567890.0002";
        put(1, more, more);
        put(2, less, less);
        assertThat(rows(select(id).where(scaled.eq(number(less))))).containsExactly("2");
        assertThat(rows(select(scaled).distinct())).containsExactlyInAnyOrder(less, more);
        assertThat(rows(select(count()).from(held).groupBy(scaled))).containsExactly("1", "1");
        assertThat(rows(select(id).where(scaled.gt(number(less))))).isEqualTo(sqlite ? List.of() : List.of("1"));
        assertThat(rows(select(id).where(scaled.ge(number(more))).orderBy(id)))
                .isEqualTo(sqlite ? List.of("1", "2") : List.of("1"));
        assertThat(rows(select(id).orderBy(scaled.asc(), id.asc())))
                .isEqualTo(sqlite ? List.of("1", "2") : List.of("2", "1"));
        assertThat(rows(select(Aggregates.max(scaled)))).containsExactly(sqlite ? "12345678901234567000" : more);
        assertThat(rows(select(Aggregates.sum(scaled))))
                .containsExactly(sqlite ? "24691357802469134000" : "24691357802469135780.0003");
        assertThat(rows(select(scaled.plus(number("1"))).where(id.eq(2))))
                .containsExactly(sqlite ? "12345678901234567000" : "12345678901234567891.0001");
        assertThat(rows(select(value(number("0.1")).plus(number("0.2")).eq(number("0.3")))))
                .containsExactly(sqlite ? "false" : "true");
    }
}
