package io.azoth.type;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** What databases would do to a value differently is done to it before: it is then found again by the same value. */
final class StoredForm {
    private StoredForm() {}

    /** Whether values of a type may have to change. */
    static boolean isOther(SqlKind kind) {
        return switch (kind) {
            case TIME, TIMESTAMP, TIMESTAMP_TZ, DECIMAL -> true;
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
        }
        boolean shorter = value instanceof BigDecimal decimal && decimal.scale() < shape.scale();
        return shorter ? ((BigDecimal) value).setScale(shape.scale()) : value;
    }
}
