package io.azoth.sql;

import io.azoth.error.ErrorCode;
import io.azoth.error.ResultException;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The text of a cell in JSON as the class that its type stores. */
final class JsonCells {
    private JsonCells() {}

    static @Nullable Object stored(SqlType<?> type, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return convert(type.kind(), text);
        } catch (ArithmeticException | IllegalArgumentException | DateTimeException e) {
            throw new ResultException(
                    ErrorCode.VALUE_CONVERSION, "A value of a nested query is no " + type + ": " + e.getMessage(), e);
        }
    }

    private static Object convert(SqlKind kind, String text) {
        return switch (kind) {
            case SMALLINT -> new BigDecimal(text).shortValueExact();
            case INTEGER -> new BigDecimal(text).intValueExact();
            case BIGINT -> new BigDecimal(text).longValueExact();
            case REAL -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case BOOLEAN -> text.equals("true") || text.equals("1");
            case DATE -> LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
            case TIME -> LocalTime.parse(text);
            case TIMESTAMP -> LocalDateTime.parse(text.replace(' ', 'T'));
            case TIMESTAMP_TZ -> moment(text.replace(' ', 'T'));
            case UUID -> UUID.fromString(text);
            case BINARY -> HexFormat.of().parseHex(text);
            case CHAR, VARCHAR, TEXT, JSON, ENUM, OTHER, ARRAY -> text;
        };
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
