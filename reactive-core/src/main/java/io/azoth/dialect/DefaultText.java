package io.azoth.dialect;

import io.azoth.schema.ddl.DefaultValue;
import io.azoth.type.DurationText;
import io.azoth.type.SqlType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the defaults that catalogs give as SQL: constants become values again, anything else stays SQL. */
public final class DefaultText {
    private DefaultText() {}

    /**
     * The default that a text stands for, or null where there is none.
     *
     * @param text the SQL, or null
     * @param type the type of the column
     */
    public static @Nullable DefaultValue parse(@Nullable String text, SqlType<?> type) {
        if (text == null || text.isBlank() || text.equalsIgnoreCase("NULL")) {
            return null;
        }
        String plain = withoutCast(Parentheses.strip(text));
        Object constant;
        try {
            constant = plain.startsWith("'") ? quoted(plain, type) : number(plain, type);
        } catch (IllegalArgumentException | DateTimeException e) {
            constant = null;
        }
        return constant == null ? new DefaultValue.Sql(text.strip()) : new DefaultValue.Constant(constant);
    }

    /** {@code 'x'::character varying} and {@code 1::bigint} without their casts. */
    private static String withoutCast(String text) {
        int from = text.startsWith("'") ? end(text) : 0;
        int cast = from < 0 ? -1 : text.indexOf("::", from);
        boolean whole = from == 0 ? cast > 0 && text.indexOf('(') < 0 : cast == from;
        return whole ? text.substring(0, cast) : text;
    }

    /** Behind the closing quote, or -1 where the text goes on behind it by other means than a cast. */
    private static int end(String text) {
        int i = 1;
        while (i < text.length()) {
            if (text.charAt(i) != '\'') {
                i++;
            } else if (i + 1 < text.length() && text.charAt(i + 1) == '\'') {
                i += 2;
            } else {
                return i + 1;
            }
        }
        return -1;
    }

    private static @Nullable Object quoted(String text, SqlType<?> type) {
        if (end(text) != text.length()) {
            return null;
        }
        String value = text.substring(1, text.length() - 1).replace("''", "'");
        return switch (type.kind()) {
            case CHAR, VARCHAR, TEXT, JSON, ENUM -> value;
            case UUID -> UUID.fromString(value);
            case DATE -> TemporalText.date(value);
            case TIME -> TemporalText.time(value);
            case TIMESTAMP -> TemporalText.timestamp(value);
            case TIMESTAMP_TZ -> moment(value);
            case INTERVAL -> DurationText.parse(value);
            case BINARY, OTHER, ARRAY -> null;
            default -> number(value, type);
        };
    }

    /** Only one that says its offset is the same in every session; its minutes may be left out. */
    private static @Nullable OffsetDateTime moment(String text) {
        int sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
        if (sign <= "2024-01-01".length() && !text.endsWith("Z")) {
            return null;
        }
        return TemporalText.moment(sign == text.length() - "+00".length() ? text + ":00" : text)
                .withOffsetSameInstant(ZoneOffset.UTC);
    }

    private static @Nullable Object number(String text, SqlType<?> type) {
        return switch (type.kind()) {
            case SMALLINT -> Short.valueOf(text);
            case INTEGER -> Integer.valueOf(text);
            case BIGINT -> Long.valueOf(text);
            case REAL -> finite(Float.valueOf(text), text);
            case DOUBLE -> finite(Double.valueOf(text), text);
            case DECIMAL -> type.toStored(new BigDecimal(text));
            case INTERVAL -> interval(text);
            case BOOLEAN -> bool(text.toUpperCase(Locale.ROOT));
            default -> null;
        };
    }

    /** The number of its microseconds, or the words of standard SQL. */
    private static Duration interval(String text) {
        return text.indexOf('\'') < 0
                ? Duration.of(Long.parseLong(text), ChronoUnit.MICROS)
                : DurationText.standard(text);
    }

    private static @Nullable <N extends Number> N finite(N number, String text) {
        return Double.isFinite(number.doubleValue()) && !Character.isLetter(text.charAt(text.length() - 1))
                ? number
                : null;
    }

    private static @Nullable Boolean bool(String text) {
        return switch (text) {
            case "TRUE", "1" -> Boolean.TRUE;
            case "FALSE", "0" -> Boolean.FALSE;
            default -> null;
        };
    }
}
