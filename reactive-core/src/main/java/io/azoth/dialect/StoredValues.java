package io.azoth.dialect;

import io.azoth.error.ErrorCode;
import io.azoth.error.ResultException;
import io.azoth.type.DurationText;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What drivers give, as the class that an SQL type stores: for databases whose driver decodes strictly, or that store
 * everything as text and numbers. Nothing is lost silently; what does not fit is an error.
 */
public final class StoredValues {
    private StoredValues() {}

    /**
     * The value in the class of the type.
     *
     * @param type the type of the column
     * @param value what the driver gave, or null
     * @throws ResultException if it does not fit
     */
    public static @Nullable Object as(SqlType<?> type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        try {
            return convert(type, value);
        } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
            throw refused(type, value, e);
        }
    }

    private static Object convert(SqlType<?> type, Object value) {
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL -> number(type, value);
            case BOOLEAN -> bool(type, value);
            case CHAR, VARCHAR, TEXT, ENUM, JSON -> text(value);
            case BINARY -> binary(type, value);
            case DATE, TIME, TIMESTAMP, TIMESTAMP_TZ -> temporal(type, value);
            case INTERVAL -> interval(type, value);
            case UUID -> value instanceof UUID ? value : UUID.fromString(text(value));
            case ARRAY -> array(type, value);
            case OTHER -> other(value);
        };
    }

    private static Object number(SqlType<?> type, Object value) {
        if (!(value instanceof Number) && !(value instanceof String)) {
            throw refused(type, value, null);
        }
        return switch (type.kind()) {
            case SMALLINT ->
                value instanceof Short ? value : (Object) decimal(value).shortValueExact();
            case INTEGER ->
                value instanceof Integer ? value : (Object) decimal(value).intValueExact();
            case BIGINT ->
                value instanceof Long ? value : (Object) decimal(value).longValueExact();
            case REAL -> value instanceof Number real ? real.floatValue() : Float.parseFloat((String) value);
            case DOUBLE -> value instanceof Number real ? real.doubleValue() : Double.parseDouble((String) value);
            default -> decimal(value);
        };
    }

    private static BigDecimal decimal(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        } else if (value instanceof Integer || value instanceof Long || value instanceof Short) {
            return BigDecimal.valueOf(((Number) value).longValue());
        }
        return new BigDecimal(value.toString());
    }

    private static Boolean bool(SqlType<?> type, Object value) {
        if (value instanceof Boolean known) {
            return known;
        } else if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        return switch (value.toString()) {
            case "1", "t", "true", "TRUE" -> true;
            case "0", "f", "false", "FALSE" -> false;
            default -> throw refused(type, value, null);
        };
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        } else if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        } else if (value instanceof ByteBuffer buffer) {
            return new String(bytes(buffer), StandardCharsets.UTF_8);
        }
        return value.toString();
    }

    private static byte[] binary(SqlType<?> type, Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        } else if (value instanceof ByteBuffer buffer) {
            return bytes(buffer);
        } else if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        throw refused(type, value, null);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static Object temporal(SqlType<?> type, Object value) {
        return switch (type.kind()) {
            case DATE -> {
                if (value instanceof LocalDate) {
                    yield value;
                }
                yield value instanceof LocalDateTime moment
                        ? moment.toLocalDate()
                        : TemporalText.date(textOnly(type, value));
            }
            case TIME -> value instanceof LocalTime ? value : TemporalText.time(textOnly(type, value));
            case TIMESTAMP -> {
                if (value instanceof LocalDateTime) {
                    yield value;
                }
                yield value instanceof OffsetDateTime moment
                        ? moment.toLocalDateTime()
                        : TemporalText.timestamp(textOnly(type, value));
            }
            default -> moment(type, value);
        };
    }

    private static OffsetDateTime moment(SqlType<?> type, Object value) {
        if (value instanceof OffsetDateTime moment) {
            return moment;
        } else if (value instanceof ZonedDateTime moment) {
            return moment.toOffsetDateTime();
        } else if (value instanceof Instant moment) {
            return moment.atOffset(ZoneOffset.UTC);
        }
        return TemporalText.moment(textOnly(type, value));
    }

    private static String textOnly(SqlType<?> type, Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw refused(type, value, null);
    }

    /** An amount of time as its microseconds, for databases that keep it so. */
    public static long micros(Duration amount) {
        long seconds = amount.getSeconds();
        int micros = amount.getNano() / 1_000;
        if (seconds < 0 && micros > 0) { // else the least amount of all would not fit on the way
            return Math.addExact(Math.multiplyExact(seconds + 1, 1_000_000L), micros - 1_000_000L);
        }
        return Math.addExact(Math.multiplyExact(seconds, 1_000_000L), micros);
    }

    private static Duration interval(SqlType<?> type, Object value) {
        if (value instanceof Duration amount) {
            return amount;
        }
        return value instanceof Number micros
                ? Duration.of(decimal(micros).longValueExact(), ChronoUnit.MICROS)
                : DurationText.parse(textOnly(type, value));
    }

    private static Object array(SqlType<?> type, Object value) {
        SqlType<?> element = type.shape().element();
        if (!(value instanceof Object[] given) || element == null) {
            throw refused(type, value, null);
        }
        Object array = Array.newInstance(element.javaType(), given.length);
        for (int i = 0; i < given.length; i++) {
            Array.set(array, i, element.fromStored(as(element, given[i])));
        }
        return array;
    }

    private static Object other(Object value) {
        if (value instanceof ByteBuffer buffer) {
            return bytes(buffer);
        }
        return value instanceof ZonedDateTime moment ? moment.toOffsetDateTime() : value;
    }

    private static ResultException refused(SqlType<?> type, Object value, @Nullable RuntimeException cause) {
        return new ResultException(
                ErrorCode.VALUE_CONVERSION,
                "A value of class " + value.getClass().getSimpleName() + " came from a column that is " + type
                        + "; declare the column with the type that it has in the database",
                cause);
    }

    /** Whether values of a family are text for a driver that reads text on demand. */
    public static boolean isText(SqlKind kind) {
        return kind == SqlKind.CHAR || kind == SqlKind.VARCHAR || kind == SqlKind.TEXT || kind == SqlKind.ENUM;
    }
}
