package io.azoth.dialect.sqlite;

import io.azoth.compile.Literals;
import io.azoth.compile.TypeNames;
import io.azoth.compile.TypeText;
import io.azoth.dialect.TemporalText;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names that keep a value as it was given: SQLite turns text that looks like a number into one where the name says
 * nothing of text.
 */
final class SqliteTypes extends TypeNames {
    /** A column of values of any class has no type at all: with another one, it would make text of numbers. */
    @Override
    public String column(SqlType<?> type) {
        int length = type.shape().length();
        return switch (type.kind()) {
            case DECIMAL ->
                length == 0
                        ? "DECIMAL_TEXT"
                        : "DECIMAL_TEXT(" + length + ", " + type.shape().scale() + ")";
            case OTHER -> type.shape().name() == null ? "" : super.column(type);
            default -> super.column(type);
        };
    }

    @Override
    protected String binary(int length) {
        return length == 0 ? "BLOB" : "BLOB(" + length + ")";
    }

    @Override
    public String base(SqlType<?> type) {
        return switch (type.kind()) {
            case DECIMAL, JSON -> type.kind() + "_TEXT";
            case TIMESTAMP_TZ -> "TIMESTAMPTZ";
            case INTERVAL -> type.kind().name(); // which makes a column of whole numbers
            case ARRAY -> array(base(Objects.requireNonNull(type.shape().element())));
            default -> super.base(type);
        };
    }

    /** Lengths stand at the end of a name alone: {@code VARCHAR_ARRAY(10)}. */
    @Override
    protected String array(String element) {
        int open = element.indexOf('(');
        return open < 0 ? element + "_ARRAY" : element.substring(0, open) + "_ARRAY" + element.substring(open);
    }

    @Override
    public SqlType<?> read(String declared) {
        int array = declared.toUpperCase(Locale.ROOT).indexOf("_ARRAY");
        return array < 0
                ? super.read(declared)
                : SqlTypes.array(read(declared.substring(0, array) + declared.substring(array + "_ARRAY".length())));
    }

    /** Columns take any name for a type; for one that we do not write, SQLite's own rules say what it means. */
    @Override
    protected @Nullable SqlType<?> read(TypeText text) {
        String words = text.words();
        SqlType<?> known =
                switch (words) {
                    case "DECIMAL_TEXT" -> decimal(text.number(0), text.number(1));
                    case "BLOB" -> text.number(0) > 0 ? SqlTypes.varbinary(text.number(0)) : SqlTypes.BYTES;
                    case "JSON_TEXT" -> SqlTypes.JSON;
                    case "INTERVAL" -> SqlTypes.INTERVAL;
                    case "DATETIME" -> SqlTypes.TIMESTAMP;
                    default -> super.read(text);
                };
        if (known != null) {
            return known;
        } else if (words.contains("INT")) {
            return SqlTypes.BIGINT;
        } else if (words.contains("CHAR") || words.contains("CLOB") || words.contains("TEXT")) {
            return text.number(0) > 0 ? SqlTypes.varchar(text.number(0)) : SqlTypes.TEXT;
        } else if (words.isEmpty()) {
            return SqlTypes.ANY;
        }
        return words.contains("REAL") || words.contains("FLOA") || words.contains("DOUB") ? SqlTypes.DOUBLE : null;
    }

    /** An exact number is text: as a number it would lose digits. */
    static final class Constants extends Literals {
        /** A cast would make numbers of dates; a number alone is one, lest it be the place of a column in ORDER BY. */
        @Override
        public String expression(SqlType<?> type, @Nullable Object value, TypeNames types) {
            if (value instanceof Object[] array && type.shape().element() != null) {
                return text(ArrayText.write(type.shape().element(), array));
            } else if (value instanceof Integer || value instanceof Long || value instanceof Short) {
                return "CAST(" + value + " AS INTEGER)";
            } else if (value instanceof Double || value instanceof Float) {
                return real(((Number) value).doubleValue());
            }
            return of(type, value);
        }

        private String real(double number) {
            if (Double.isNaN(number)) {
                return text("NaN"); // as it is bound
            }
            String digits = Double.isInfinite(number) ? "9e999" : String.valueOf(Math.abs(number));
            boolean negative = number < 0 || 1 / number < 0;
            return negative ? "(-" + digits + ")" : digits;
        }

        @Override
        protected String interval(Duration amount) {
            return SqliteBinding.storable(amount).toString();
        }

        @Override
        protected String temporal(Temporal value) {
            if (value instanceof LocalDateTime timestamp) {
                return TemporalText.of(timestamp);
            } else if (value instanceof OffsetDateTime moment) {
                return TemporalText.of(moment);
            }
            return value instanceof LocalTime time ? TemporalText.of(time) : super.temporal(value);
        }

        @Override
        public String of(SqlType<?> type, @Nullable Object value) {
            return super.of(type, value == null ? null : DecimalText.bare(type, value));
        }

        @Override
        protected String decimal(BigDecimal number) {
            return text(number.toPlainString());
        }
    }
}
