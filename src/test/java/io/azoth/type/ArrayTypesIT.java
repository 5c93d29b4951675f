package io.azoth.type;

import static io.azoth.type.SqlTypes.DATE;
import static io.azoth.type.SqlTypes.DOUBLE;
import static io.azoth.type.SqlTypes.INSTANT;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;
import static io.azoth.type.SqlTypes.UUID;
import static io.azoth.type.SqlTypes.array;
import static io.azoth.type.SqlTypes.numeric;

import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Arrays, and types of a user's own. A value goes in and comes out equal, by itself and among many, and is found by itself. */
@Databases
class ArrayTypesIT extends RoundTrip {
    ArrayTypesIT(TestDatabase database) {
        super(database);
    }

    @Test
    void arraysOfNumbers() {
        comesBack(array(INTEGER), new Integer[0], new Integer[] {1, 2, -3}, new Integer[] {
            Integer.MIN_VALUE, Integer.MAX_VALUE
        });
    }

    @Test
    void arraysOfText() {
        comesBack(array(TEXT), new String[][] {{"", "a\\b'c", "{x,\"y\"}", "NULL", "line\nnew \uD83D\uDE00"}, {}});
    }

    @Test
    void arraysOfDecimals() {
        comesBack(array(numeric(10, 2)), new BigDecimal[][] {{new BigDecimal("1.50"), new BigDecimal("-0.01")}});
    }

    @Test
    void arraysOfDates() {
        comesBack(array(DATE), new LocalDate[][] {{LocalDate.of(2024, 2, 29), LocalDate.EPOCH}});
    }

    @Test
    void arraysOfDoubles() {
        comesBack(array(DOUBLE), new Double[][] {{0.1, Double.NaN, Double.NEGATIVE_INFINITY, 1e300}});
    }

    @Test
    void arraysOfAdaptedValues() {
        comesBack(array(INSTANT), new Instant[][] {{Instant.EPOCH, Instant.parse("2024-02-29T12:00:00.123456Z")}});
    }

    @Test
    void arraysOfUuids() {
        comesBack(array(UUID), new UUID[][] {{new UUID(1, 2)}});
    }

    record Celsius(double degrees) {}

    static final class CelsiusAdapter implements TypeAdapter<Celsius, Double> {
        @Override
        public Class<Celsius> javaType() {
            return Celsius.class;
        }

        @Override
        public Double toStored(Celsius value) {
            return value.degrees();
        }

        @Override
        public Celsius fromStored(Double stored) {
            return new Celsius(stored);
        }
    }

    @Test
    void aUsersOwnType() {
        comesBackAndIsFound(DOUBLE.adapted(new CelsiusAdapter()), new Celsius(-273.15), new Celsius(0));
    }
}
