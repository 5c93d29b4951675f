package io.azoth.jdbc.sqlite;

import io.r2dbc.spi.Blob;
import io.r2dbc.spi.Clob;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns Java values into what a session binds: Integer, Long, Double, String, byte[] and {@link NumberText}. */
final class ValueEncoder {

    private static final Map<Class<?>, Function<Object, Object>> BY_CLASS = new HashMap<>();

    static {
        put(Integer.class, value -> value);
        put(Long.class, value -> value);
        put(String.class, ValueEncoder::whole);
        put(byte[].class, value -> value);
        put(Double.class, ValueEncoder::real);
        put(Float.class, value -> real(value.doubleValue()));
        put(Boolean.class, value -> value ? 1 : 0);
        put(Short.class, Short::intValue);
        put(Byte.class, Byte::intValue);
        put(Character.class, value -> whole(String.valueOf(value)));
        put(BigDecimal.class, NumberText::of);
        put(BigInteger.class, NumberText::of);
        put(UUID.class, UUID::toString);
        put(LocalDate.class, LocalDate::toString);
        put(LocalTime.class, TemporalText::of);
        put(LocalDateTime.class, TemporalText::of);
        put(Instant.class, TemporalText::of);
        put(OffsetDateTime.class, TemporalText::of);
        put(ZonedDateTime.class, TemporalText::of);
        put(OffsetTime.class, value -> TemporalText.of(value.toLocalTime()) + TemporalText.offset(value.getOffset()));
        put(Year.class, Year::getValue);
        put(YearMonth.class, YearMonth::toString);
        put(Duration.class, Duration::toString);
        put(Period.class, Period::toString);
        put(Date.class, value -> TemporalText.of(value.toInstant()));
    }

    private ValueEncoder() {}

    private static <T> void put(Class<T> type, Function<T, Object> encoder) {
        BY_CLASS.put(type, value -> encoder.apply(type.cast(value)));
    }

    static Object encode(Object value) {
        if (value instanceof String text) {
            return whole(text);
        }
        if (value instanceof Long || value instanceof Integer || value instanceof byte[]) {
            return value;
        }
        @Nullable Function<Object, Object> encoder = BY_CLASS.get(value.getClass());
        return encoder != null ? encoder.apply(value) : encodeOther(value);
    }

    private static Object encodeOther(Object value) {
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        if (value instanceof Blob || value instanceof Clob) {
            return value;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof CharSequence text) {
            return whole(text.toString());
        }
        throw new IllegalArgumentException(
                "SQLite has no value for " + value.getClass().getName()
                        + ": bind a number, text, bytes, a date or time, a UUID, an enum, a Blob or a Clob");
    }

    /** Half of a surrogate pair is no character, and what encodes text would put a question mark in its place. */
    private static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
                if (!pair) {
                    throw new IllegalArgumentException(
                            "A text has half of a surrogate pair at index " + i + ", which cannot be stored");
                }
                i++;
            }
        }
        return text;
    }

    /** SQLite makes NULL of NaN as a number; as text it stays, and sorts behind every number. */
    private static Object real(Double value) {
        return value.isNaN() ? "NaN" : value;
    }
}
