package io.azoth.type;

import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.BIG_INTEGER;
import static io.azoth.type.SqlTypes.BOOLEAN;
import static io.azoth.type.SqlTypes.DOUBLE;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.NUMERIC;
import static io.azoth.type.SqlTypes.REAL;
import static io.azoth.type.SqlTypes.SMALLINT;
import static io.azoth.type.SqlTypes.numeric;

import io.azoth.schema.Table;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** Numbers, truth values and decimals. A value goes in and comes out equal, by itself and among many, and is found by itself. */
@Databases
class NumberTypesIT extends RoundTrip {
    NumberTypesIT(TestDatabase database) {
        super(database);
    }

    @Test
    void wholeNumbers() {
        comesBackAndIsFound(BIGINT, 0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Test
    void integersAtTheirEnds() {
        comesBackAndIsFound(INTEGER, 0, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Test
    void smallIntegersAtTheirEnds() {
        comesBackAndIsFound(SMALLINT, (short) 0, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    @Test
    void booleans() {
        comesBack(BOOLEAN, true, false);
    }

    @Test
    void doublesWithNanAndInfinities() {
        comesBack(
                DOUBLE,
                0.0,
                0.1,
                -1e300,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY);
    }

    @Test
    void realsWithNanAndInfinities() {
        comesBack(REAL, 0f, 0.1f, -1e30f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN, Float.POSITIVE_INFINITY);
    }

    @Test
    void decimalsOfAScaleKeepAllTheirDigits() {
        comesBackAndIsFound(
                numeric(30, 10),
                new BigDecimal("0.0000000000"),
                new BigDecimal("-12345678901234567890.1234567890"),
                new BigDecimal("0.0000000001"));
    }

    @Test
    void decimalsOfFewerDigitsAreFoundAmongThoseOfTheScale() {
        comesBackAs(numeric(10, 2), value -> value.setScale(2), new BigDecimal("1.5"), new BigDecimal("-3"));
        Table table = metadata.table("held");
        StepVerifier.create(table.select()
                        .where(table.c("v", BigDecimal.class).eq(new BigDecimal("1.5")))
                        .executeOn(db)
                        .count())
                .expectNext(2L)
                .verifyComplete();
    }

    @Test
    void decimalsOfAnyPrecisionAreExact() {
        comesBackAs(
                NUMERIC.adapted(
                        new FunctionAdapter<>(BigDecimal.class, Function.identity(), BigDecimal::stripTrailingZeros)),
                BigDecimal::stripTrailingZeros,
                new BigDecimal("0.1"),
                new BigDecimal("123456789012345678901234567890.123456789"),
                new BigDecimal("1E+3"),
                new BigDecimal("-1E-20"));
    }

    @Test
    void bigIntegersAreExact() {
        comesBack(
                BIG_INTEGER,
                BigInteger.ZERO,
                BigInteger.TWO.pow(100),
                BigInteger.TEN.pow(60).negate());
    }
}
