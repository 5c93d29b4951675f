package io.azoth.jdbc.sqlite;

import io.azoth.jdbc.Cells;
import io.azoth.jdbc.Cells.Storage;
import io.azoth.jdbc.Column;
import io.azoth.jdbc.Lobs;
import io.r2dbc.spi.Blob;
import io.r2dbc.spi.Clob;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
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
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads cells as Java values, and refuses what would lose something.
 *
 * <p>What decides is how the value is stored; the declaration only says what an untyped read gives.
 */
final class ValueDecoder {

    /** Reads a cell that is not NULL. */
    @FunctionalInterface
    private interface Reader {
        @Nullable
        Object read(Cells cells, int index, Storage storage);
    }

    private static final Map<Class<?>, Reader> READERS = new HashMap<>();

    static {
        numbers();
        READERS.put(Boolean.class, (cells, i, storage) -> Numbers.asBoolean(cells, i, storage));
        READERS.put(boolean.class, (cells, i, storage) -> Numbers.asBoolean(cells, i, storage));
        READERS.put(CharSequence.class, ValueDecoder::string);
        READERS.put(Character.class, ValueDecoder::character);
        READERS.put(char.class, ValueDecoder::character);
        READERS.put(byte[].class, ValueDecoder::bytes);
        READERS.put(ByteBuffer.class, (cells, i, storage) -> ByteBuffer.wrap(bytes(cells, i, storage)));
        READERS.put(Blob.class, (cells, i, storage) -> Lobs.blob(bytes(cells, i, storage)));
        READERS.put(Clob.class, (cells, i, storage) -> Lobs.clob(string(cells, i, storage)));
        READERS.put(UUID.class, ValueDecoder::uuid);
        temporals();
    }

    private ValueDecoder() {}

    private static void numbers() {
        READERS.put(int.class, (cells, i, storage) -> Math.toIntExact(Numbers.asLong(cells, i, storage)));
        READERS.put(long.class, (cells, i, storage) -> Numbers.asLong(cells, i, storage));
        READERS.put(Short.class, (cells, i, storage) -> (short) Numbers.inRange(cells, i, storage, Short.MAX_VALUE));
        READERS.put(short.class, (cells, i, storage) -> (short) Numbers.inRange(cells, i, storage, Short.MAX_VALUE));
        READERS.put(Byte.class, (cells, i, storage) -> (byte) Numbers.inRange(cells, i, storage, Byte.MAX_VALUE));
        READERS.put(byte.class, (cells, i, storage) -> (byte) Numbers.inRange(cells, i, storage, Byte.MAX_VALUE));
        READERS.put(Double.class, (cells, i, storage) -> Numbers.asDouble(cells, i, storage));
        READERS.put(double.class, (cells, i, storage) -> Numbers.asDouble(cells, i, storage));
        READERS.put(Float.class, (cells, i, storage) -> Numbers.asFloat(cells, i, storage));
        READERS.put(float.class, (cells, i, storage) -> Numbers.asFloat(cells, i, storage));
        READERS.put(BigDecimal.class, (cells, i, storage) -> Numbers.asDecimal(cells, i, storage));
        READERS.put(BigInteger.class, (cells, i, storage) -> Numbers.asDecimal(cells, i, storage)
                .toBigIntegerExact());
    }

    private static void temporals() {
        READERS.put(LocalDate.class, temporal(TemporalText::localDate, m -> localDateTime(m)
                .toLocalDate()));
        READERS.put(LocalTime.class, (cells, i, storage) -> LocalTime.parse(text(cells, i, storage)));
        READERS.put(LocalDateTime.class, temporal(TemporalText::localDateTime, ValueDecoder::localDateTime));
        READERS.put(Instant.class, temporal(TemporalText::instant, Instant::ofEpochMilli));
        READERS.put(OffsetDateTime.class, temporal(TemporalText::offsetDateTime, m -> localDateTime(m)
                .atOffset(ZoneOffset.UTC)));
        READERS.put(ZonedDateTime.class, temporal(TemporalText::zonedDateTime, m -> localDateTime(m)
                .atZone(ZoneOffset.UTC)));
        READERS.put(OffsetTime.class, (cells, i, storage) -> OffsetTime.parse(text(cells, i, storage)));
        READERS.put(Year.class, (cells, i, storage) -> Year.of(Math.toIntExact(Numbers.asLong(cells, i, storage))));
        READERS.put(YearMonth.class, (cells, i, storage) -> YearMonth.parse(text(cells, i, storage)));
        READERS.put(Duration.class, (cells, i, storage) -> Duration.parse(text(cells, i, storage)));
        READERS.put(Period.class, (cells, i, storage) -> Period.parse(text(cells, i, storage)));
    }

    @SuppressWarnings("unchecked") // every reader gives what its key names
    static <T> @Nullable T decode(Cells cells, int index, Column column, Class<T> type) {
        Storage storage = cells.storage(index);
        if (storage == Storage.NULL) {
            return null;
        }
        try {
            return (T) read(cells, index, storage, column, type);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException unfit) {
            throw new IllegalArgumentException(
                    "Column '" + column.name() + "' holds " + storage + " that cannot be read as " + type.getName()
                            + reason(unfit),
                    unfit);
        }
    }

    private static String reason(RuntimeException unfit) {
        return unfit.getMessage() == null ? "" : ": " + unfit.getMessage();
    }

    private static @Nullable Object read(Cells cells, int index, Storage storage, Column column, Class<?> type) {
        if (type == Integer.class) {
            return Math.toIntExact(Numbers.asLong(cells, index, storage));
        }
        if (type == Long.class) {
            return Numbers.asLong(cells, index, storage);
        }
        if (type == String.class) {
            return string(cells, index, storage);
        }
        if (type == Object.class) {
            return natural(cells, index, storage, column);
        }
        Reader reader = READERS.get(type);
        if (reader != null) {
            return scaled(reader.read(cells, index, storage), storage, column);
        }
        if (type.isEnum()) {
            return constant(text(cells, index, storage), type);
        }
        if (type == Number.class) {
            return natural(cells, index, storage, column) instanceof Number number
                    ? number
                    : Numbers.asDecimal(cells, index, storage);
        }
        throw new IllegalArgumentException("no such conversion");
    }

    /** What an untyped read gives: the declared type where the value fits it, and the value as stored otherwise. */
    private static Object natural(Cells cells, int index, Storage storage, Column column) {
        Class<?> declared = column.type().getJavaType();
        if (declared != Object.class && declared != Integer.class && declared != String.class) {
            Reader reader = declared == Long.class ? READERS.get(long.class) : READERS.get(declared);
            Object value = reader == null ? null : readOrNull(reader, cells, index, storage);
            if (value != null) {
                return Objects.requireNonNull(scaled(value, storage, column));
            }
        }
        if (declared == String.class && storage != Storage.BLOB) {
            return string(cells, index, storage);
        }
        return switch (storage) {
            case INTEGER -> integer(cells.longValue(index));
            case REAL -> cells.doubleValue(index);
            case TEXT -> cells.text(index);
            default -> ByteBuffer.wrap(cells.bytes(index));
        };
    }

    /** SQLite's numbers know no trailing zeros; a declared scale tells how many there were. */
    private static @Nullable Object scaled(@Nullable Object value, Storage storage, Column column) {
        Integer scale = column.scale();
        if (scale != null
                && storage != Storage.TEXT
                && value instanceof BigDecimal decimal
                && decimal.scale() < scale) {
            return decimal.setScale(scale);
        }
        return value;
    }

    private static @Nullable Object readOrNull(Reader reader, Cells cells, int index, Storage storage) {
        try {
            return reader.read(cells, index, storage);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException unfit) {
            return null;
        }
    }

    private static Object integer(long value) {
        return value == (int) value ? (Object) (int) value : (Object) value;
    }

    private static Reader temporal(Function<String, Object> fromText, LongFunction<Object> fromMillis) {
        return (cells, i, storage) -> storage == Storage.INTEGER
                ? fromMillis.apply(cells.longValue(i))
                : fromText.apply(text(cells, i, storage));
    }

    private static LocalDateTime localDateTime(long epochMillis) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(epochMillis), ZoneOffset.UTC);
    }

    private static String text(Cells cells, int index, Storage storage) {
        if (storage != Storage.TEXT) {
            throw new IllegalArgumentException("it is not text");
        }
        return cells.text(index);
    }

    private static String string(Cells cells, int index, Storage storage) {
        return switch (storage) {
            case TEXT -> cells.text(index);
            case INTEGER -> Long.toString(cells.longValue(index));
            case REAL -> Double.toString(cells.doubleValue(index));
            default -> throw new IllegalArgumentException("bytes are not text");
        };
    }

    /** A digit may have become a number. */
    private static Object character(Cells cells, int index, Storage storage) {
        String text = string(cells, index, storage);
        if (text.length() != 1) {
            throw new IllegalArgumentException("it has " + text.length() + " characters");
        }
        return text.charAt(0);
    }

    private static byte[] bytes(Cells cells, int index, Storage storage) {
        return switch (storage) {
            case BLOB -> cells.bytes(index);
            case TEXT -> cells.text(index).getBytes(StandardCharsets.UTF_8);
            default -> throw new IllegalArgumentException("a number is not bytes");
        };
    }

    private static Object uuid(Cells cells, int index, Storage storage) {
        if (storage != Storage.BLOB) {
            return UUID.fromString(text(cells, index, storage));
        }
        byte[] bytes = cells.bytes(index);
        if (bytes.length != 16) {
            throw new IllegalArgumentException("it has " + bytes.length + " bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // guarded by isEnum()
    private static Object constant(String name, Class<?> type) {
        return Enum.valueOf((Class) type, name);
    }
}
