package io.azoth.type;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** What databases would do to a value differently is done to it before: it is then found again by the same value. */
final class StoredForm {
    private static final Duration LONGEST = Duration.of(Long.MAX_VALUE, ChronoUnit.MICROS);

    private StoredForm() {}

    /** Whether values of a type may have to change. */
    static boolean isOther(SqlKind kind) {
        return switch (kind) {
            case TIME, TIMESTAMP, TIMESTAMP_TZ, INTERVAL, DECIMAL -> true;
            default -> false;
        };
    }

    static Object of(TypeShape shape, Object value) {
        if (value instanceof LocalDateTime timestamp) {
            return timestamp.truncatedTo(ChronoUnit.MICROS);
        } else if (value instanceof LocalTime time) {
            return time.truncatedTo(ChronoUnit.MICROS);
        } else if (value instanceof OffsetDateTime moment) {
            return moment.truncatedTo(ChronoUnit.MICROS);
        } else if (value instanceof Duration amount) {
            return checked(amount.truncatedTo(ChronoUnit.MICROS));
        }
        return value instanceof BigDecimal decimal ? spelled(shape, decimal) : value;
    }

    /** With all the digits behind the point that the type has, and without zeros behind them. */
    private static BigDecimal spelled(TypeShape shape, BigDecimal decimal) {
        boolean isLonger = shape.length() > 0 && decimal.scale() > shape.scale();
        BigDecimal plain = isLonger ? decimal.stripTrailingZeros() : decimal;
        return plain.scale() <= shape.scale() ? plain.setScale(shape.scale()) : decimal;
    }

    /** What is longer fits no database, and none says so in the same way. */
    private static Duration checked(Duration amount) {
        if (amount.abs().compareTo(LONGEST) > 0) {
            throw new DefinitionException(
                    ErrorCode.WRONG_TYPE,
                    "An INTERVAL has at most " + Long.MAX_VALUE + " microseconds, and not " + amount
                            + "; keep longer amounts of time as DURATION");
        }
        return amount;
    }
}
