package io.azoth.sql;

import io.azoth.error.ErrorCode;
import io.azoth.error.ResultException;
import io.azoth.type.DurationText;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of a cell in JSON as the class that its type stores. */
final class JsonCells {
    private static final Pattern WHOLE = Pattern.compile("-?\\d+");

    private JsonCells() {}

    static @Nullable Object stored(SqlType<?> type, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return convert(type, text);
        } catch (ArithmeticException | IllegalArgumentException | DateTimeException e) {
            throw new ResultException(
                    ErrorCode.VALUE_CONVERSION, "A value of a nested query is no " + type + ": " + e.getMessage(), e);
        }
    }

    private static Object convert(SqlType<?> type, String text) {
        return switch (type.kind()) {
            case SMALLINT -> new BigDecimal(text).shortValueExact();
            case INTEGER -> new BigDecimal(text).intValueExact();
            case BIGINT -> new BigDecimal(text).longValueExact();
            case REAL -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case BOOLEAN -> text.equals("true") || text.equals("1");
            case DATE, TIMESTAMP, TIMESTAMP_TZ -> date(type.kind(), text);
            case TIME -> LocalTime.parse(text);
            case INTERVAL -> interval(text);
            case UUID -> UUID.fromString(text);
            case BINARY -> HexFormat.of().parseHex(text.startsWith("\\x") ? text.substring(2) : text);
            case ARRAY -> array(Objects.requireNonNull(type.shape().element()), text);
            case CHAR, VARCHAR, TEXT, JSON, ENUM, OTHER -> text;
        };
    }

    private static Object array(SqlType<?> element, String text) {
        JsonReader json = new JsonReader(text);
        List<@Nullable Object> values = new ArrayList<>();
        json.expect('[');
        if (json.peek() != ']') {
            do {
                values.add(element.fromStored(stored(element, json.cell())));
            } while (json.next() == ',');
        }
        Object array = Array.newInstance(element.javaType(), values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, values.get(i));
        }
        return array;
    }

    /** The infinities of a database are the ends of the class. */
    private static Object date(SqlKind kind, String text) {
        boolean last = text.equals("infinity");
        if (last || text.equals("-infinity")) {
            return switch (kind) {
                case DATE -> last ? LocalDate.MAX : LocalDate.MIN;
                case TIMESTAMP -> last ? LocalDateTime.MAX : LocalDateTime.MIN;
                default -> last ? OffsetDateTime.MAX : OffsetDateTime.MIN;
            };
        }
        return switch (kind) {
            case DATE -> LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
            case TIMESTAMP -> LocalDateTime.parse(text.replace(' ', 'T'));
            default -> moment(text.replace(' ', 'T'));
        };
    }

    /** The number of its microseconds, or as the database writes it among elements of an array. */
    private static Duration interval(String text) {
        if (text.startsWith("INTERVAL")) {
            return DurationText.standard(text);
        }
        return WHOLE.matcher(text).matches()
                ? Duration.of(Long.parseLong(text), ChronoUnit.MICROS)
                : DurationText.parse(text);
    }

    /** The offset may have hours alone. */
    private static OffsetDateTime moment(String text) {
        int sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
        if (text.endsWith("Z")) {
            return OffsetDateTime.parse(text);
        } else if (sign < 11) {
            return LocalDateTime.parse(text).atOffset(ZoneOffset.UTC);
        }
        return LocalDateTime.parse(text.substring(0, sign)).atOffset(ZoneOffset.of(text.substring(sign)));
    }
}
