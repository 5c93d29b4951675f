package io.azoth.compile;

import io.azoth.error.CompileException;
import io.azoth.error.ErrorCode;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.util.HexFormat;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Constants as SQL text: in DDL, which takes no binds, and where a program asks for values in the text. Statements that
 * work on rows bind their values and never come here by themselves.
 */
public class Literals {

    /**
     * A value as SQL text.
     *
     * @param type the type of the column that it is for
     * @param value a value of a class that the type stores
     * @throws CompileException if there is no literal of its class, or it is text with a NUL character
     */
    public String of(SqlType<?> type, @Nullable Object value) {
        if (value == null) {
            return "NULL";
        } else if (value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Short) {
            return value.toString().toUpperCase(java.util.Locale.ROOT);
        } else if (value instanceof BigDecimal number) {
            return decimal(number);
        } else if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.toString();
        } else if (value instanceof String || value instanceof UUID) {
            return text(value.toString());
        } else if (value instanceof Temporal temporal) {
            return text(temporal(temporal));
        } else if (value instanceof Duration amount) {
            return interval(amount);
        } else if (value instanceof byte[] bytes) {
            return bytes(HexFormat.of().formatHex(bytes));
        }
        throw new CompileException(
                ErrorCode.WRONG_TYPE,
                "There is no literal of " + type + " for a " + value.getClass().getSimpleName()
                        + "; give the default as SQL");
    }

    /**
     * A value as an expression that has its type wherever it stands, as the bind has in whose place it is written. A number
     * by itself would be the place of a column in ORDER BY, and text by itself has another type in each place.
     *
     * @param type the type of the value
     * @param value a value of a class that the type stores, or null
     * @param types how the target writes types
     * @throws CompileException as {@link #of}
     */
    public String expression(SqlType<?> type, @Nullable Object value, TypeNames types) {
        SqlType<?> element = type.shape().element();
        if (type.kind() == SqlKind.OTHER && type.shape().name() == null) {
            return of(type, value);
        } else if (value instanceof Object[] array && element != null) {
            StringJoiner elements = new StringJoiner(", ", "ARRAY[", "]");
            for (Object each : array) {
                elements.add(expression(element, element.toStored(each), types));
            }
            return cast(elements.toString(), type, types);
        } else if (value instanceof Number number && !Double.isFinite(number.doubleValue()) && isFloating(number)) {
            return cast(text(number.toString()), type, types);
        }
        return value instanceof Boolean || value instanceof Duration
                ? of(type, value)
                : cast(of(type, value), type, types);
    }

    private static boolean isFloating(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    private static String cast(String literal, SqlType<?> type, TypeNames types) {
        return "CAST(" + literal + " AS " + types.base(type) + ")";
    }

    /** Text in quotes, with quotes in it doubled. */
    public String text(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new CompileException(ErrorCode.WRONG_TYPE, "Text in a statement has no NUL character");
        }
        return "'" + value.replace("'", "''") + "'";
    }

    /** The text of a date or a time, as the target keeps those that are bound. */
    protected String temporal(Temporal value) {
        return value instanceof OffsetDateTime moment // whose own text has no seconds where they are 0
                ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment)
                : value.toString();
    }

    /** An exact number. */
    protected String decimal(BigDecimal number) {
        return number.toPlainString();
    }

    /** An exact amount of time. */
    protected String interval(Duration amount) {
        return "INTERVAL '" + seconds(amount) + "' SECOND";
    }

    /** An amount of time as seconds with six digits behind the point. */
    protected static String seconds(Duration amount) {
        return BigDecimal.valueOf(amount.getSeconds())
                .add(BigDecimal.valueOf(amount.getNano(), 9))
                .setScale(6, RoundingMode.DOWN)
                .toPlainString();
    }

    /** Bytes. */
    protected String bytes(String hexadecimal) {
        return "X'" + hexadecimal + "'";
    }
}
