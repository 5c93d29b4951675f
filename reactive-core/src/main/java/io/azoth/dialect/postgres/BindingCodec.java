package io.azoth.dialect.postgres;

import io.azoth.error.ErrorCode;
import io.azoth.error.ResultException;
import io.netty.buffer.ByteBuf;
import io.r2dbc.postgresql.client.EncodedParameter;
import io.r2dbc.postgresql.codec.Codec;
import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.postgresql.message.Format;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads cells from their bytes where the driver is slow (dates, times and whole numbers as text) or silently wrong (many
 * types in the binary form that {@code forceBinary} asks for, and NaN as a number). Asked by the {@link Cell} classes, and
 * by nothing else. One for each connection, whose rows one thread at a time reads.
 */
final class BindingCodec implements Codec<Object> {
    /** What the driver itself reads right in binary form. */
    private static final Set<PostgresqlObjectId> RIGHT_IN_BINARY = EnumSet.of(
            PostgresqlObjectId.BOOL,
            PostgresqlObjectId.BOOL_ARRAY,
            PostgresqlObjectId.BYTEA,
            PostgresqlObjectId.CHAR,
            PostgresqlObjectId.BPCHAR,
            PostgresqlObjectId.BPCHAR_ARRAY,
            PostgresqlObjectId.NAME,
            PostgresqlObjectId.TEXT,
            PostgresqlObjectId.TEXT_ARRAY,
            PostgresqlObjectId.VARCHAR,
            PostgresqlObjectId.VARCHAR_ARRAY,
            PostgresqlObjectId.INT2,
            PostgresqlObjectId.INT2_ARRAY,
            PostgresqlObjectId.INT4,
            PostgresqlObjectId.INT4_ARRAY,
            PostgresqlObjectId.INT8,
            PostgresqlObjectId.INT8_ARRAY,
            PostgresqlObjectId.OID,
            PostgresqlObjectId.FLOAT4,
            PostgresqlObjectId.FLOAT4_ARRAY,
            PostgresqlObjectId.FLOAT8,
            PostgresqlObjectId.FLOAT8_ARRAY,
            PostgresqlObjectId.NUMERIC,
            PostgresqlObjectId.NUMERIC_ARRAY,
            PostgresqlObjectId.UUID,
            PostgresqlObjectId.UUID_ARRAY,
            PostgresqlObjectId.JSON,
            PostgresqlObjectId.JSONB,
            PostgresqlObjectId.DATE,
            PostgresqlObjectId.DATE_ARRAY,
            PostgresqlObjectId.TIME,
            PostgresqlObjectId.TIME_ARRAY,
            PostgresqlObjectId.TIMETZ,
            PostgresqlObjectId.TIMESTAMP,
            PostgresqlObjectId.TIMESTAMP_ARRAY,
            PostgresqlObjectId.TIMESTAMPTZ,
            PostgresqlObjectId.TIMESTAMPTZ_ARRAY);

    /** Types whose binary form is their text. */
    private static final Set<PostgresqlObjectId> TEXT_IN_BINARY = EnumSet.of(
            PostgresqlObjectId.CHAR,
            PostgresqlObjectId.BPCHAR,
            PostgresqlObjectId.NAME,
            PostgresqlObjectId.TEXT,
            PostgresqlObjectId.UNKNOWN,
            PostgresqlObjectId.VARCHAR,
            PostgresqlObjectId.JSON,
            PostgresqlObjectId.XML);

    private static final int INT2 = PostgresqlObjectId.INT2.getObjectId();
    private static final int INT4 = PostgresqlObjectId.INT4.getObjectId();
    private static final int INT8 = PostgresqlObjectId.INT8.getObjectId();

    private final Iterable<Codec<?>> driver;
    private final CellBytes content = new CellBytes();
    private final Cell.Text text = new Cell.Text();
    private final Cell.Label label = new Cell.Label();
    private final Cell.Exact exact = new Cell.Exact();
    private final Cell.Whole whole = new Cell.Whole();
    private final Cell.Big big = new Cell.Big();
    private final Cell.Small small = new Cell.Small();
    private final Cell.Moment moment = new Cell.Moment();
    private final Cell.Timestamp timestamp = new Cell.Timestamp();
    private final Cell.Date date = new Cell.Date();
    private final Cell.Time time = new Cell.Time();
    private final Cell.Probe probe = new Cell.Probe();

    BindingCodec(Iterable<Codec<?>> driver) {
        this.driver = driver;
    }

    @Override
    public boolean canDecode(int dataType, Format format, Class<?> type) {
        return Cell.class.isAssignableFrom(type);
    }

    @Override
    public @Nullable Object decode(@Nullable ByteBuf bytes, int dataType, Format format, Class<? extends Object> type) {
        if (bytes == null) {
            return null;
        } else if (type == Cell.Text.class) {
            return text.of(text(bytes, dataType, format));
        } else if (type == Cell.Whole.class) {
            return whole.of(whole(bytes, dataType, format));
        } else if (type == Cell.Big.class) {
            return big.of(big(bytes, dataType, format));
        } else if (type == Cell.Small.class) {
            return small.of(small(bytes, dataType, format));
        } else if (type == Cell.Exact.class) {
            return exact.of(exact(bytes, dataType, format));
        } else if (type == Cell.Label.class) {
            return label.of(content.text(bytes));
        } else if (type == Cell.Probe.class) {
            return probe.of(probe(dataType, format));
        }
        try {
            return temporal(bytes, dataType, format, type);
        } catch (DateTimeException e) {
            throw unreadable(bytes, format, e);
        }
    }

    private Cell temporal(ByteBuf bytes, int dataType, Format format, Class<?> type) {
        boolean binary = format == Format.FORMAT_BINARY;
        if (type == Cell.Moment.class) {
            return moment.of(
                    dataType == PostgresqlObjectId.TIMESTAMPTZ.getObjectId()
                            ? binary ? BinaryTime.moment(bytes) : IsoText.moment(bytes)
                            : byDriver(bytes, dataType, format, OffsetDateTime.class));
        } else if (type == Cell.Timestamp.class) {
            return timestamp.of(
                    dataType == PostgresqlObjectId.TIMESTAMP.getObjectId()
                            ? binary ? BinaryTime.timestamp(bytes) : IsoText.timestamp(bytes)
                            : byDriver(bytes, dataType, format, LocalDateTime.class));
        } else if (type == Cell.Date.class) {
            return date.of(
                    dataType == PostgresqlObjectId.DATE.getObjectId()
                            ? binary ? BinaryTime.date(bytes) : IsoText.date(bytes)
                            : byDriver(bytes, dataType, format, LocalDate.class));
        }
        return time.of(
                dataType == PostgresqlObjectId.TIME.getObjectId()
                        ? binary ? BinaryTime.time(bytes) : IsoText.time(bytes)
                        : byDriver(bytes, dataType, format, LocalTime.class));
    }

    private String text(ByteBuf buffer, int dataType, Format format) {
        if (format == Format.FORMAT_BINARY && !isOneOf(TEXT_IN_BINARY, dataType)) {
            throw garbled(dataType);
        }
        return content.text(buffer);
    }

    private Object whole(ByteBuf buffer, int dataType, Format format) {
        if (!isWhole(dataType)) {
            return byDriver(buffer, dataType, format, Integer.class);
        }
        long number = content.number(buffer, format == Format.FORMAT_BINARY);
        if (number != (int) number) {
            throw tooLarge(number, Integer.class);
        }
        return (int) number;
    }

    private Object big(ByteBuf buffer, int dataType, Format format) {
        return isWhole(dataType)
                ? (Object) content.number(buffer, format == Format.FORMAT_BINARY)
                : byDriver(buffer, dataType, format, Long.class);
    }

    private Object small(ByteBuf buffer, int dataType, Format format) {
        if (!isWhole(dataType)) {
            return byDriver(buffer, dataType, format, Short.class);
        }
        long number = content.number(buffer, format == Format.FORMAT_BINARY);
        if (number != (short) number) {
            throw tooLarge(number, Short.class);
        }
        return (short) number;
    }

    private static boolean isWhole(int dataType) {
        return dataType == INT4 || dataType == INT8 || dataType == INT2;
    }

    private Object exact(ByteBuf buffer, int dataType, Format format) {
        boolean binary = format == Format.FORMAT_BINARY;
        boolean numeric = dataType == PostgresqlObjectId.NUMERIC.getObjectId();
        if (binary && numeric && (buffer.getUnsignedShort(buffer.readerIndex() + 4) & 0xC000) == 0xC000) {
            throw noNumber("NaN or an infinity", null);
        }
        try {
            return numeric && !binary
                    ? new BigDecimal(buffer.toString(StandardCharsets.US_ASCII))
                    : byDriver(buffer, dataType, format, BigDecimal.class);
        } catch (NumberFormatException e) {
            throw noNumber(binary ? "NaN or an infinity" : buffer.toString(StandardCharsets.US_ASCII), e);
        }
    }

    private static Boolean probe(int dataType, Format format) {
        if (format == Format.FORMAT_BINARY && !isOneOf(RIGHT_IN_BINARY, dataType)) {
            throw garbled(dataType);
        }
        return true;
    }

    /** A column of another type than the program says: the driver converts, or refuses as it always did. */
    private Object byDriver(ByteBuf buffer, int dataType, Format format, Class<?> wanted) {
        for (Codec<?> codec : driver) {
            if (codec.canDecode(dataType, format, wanted)) {
                return Objects.requireNonNull(decode(codec, buffer, dataType, format, wanted));
            }
        }
        throw new ResultException(
                ErrorCode.VALUE_CONVERSION,
                "A column of " + name(dataType) + " does not become " + wanted.getSimpleName()
                        + "; declare the column with the type that it has in the database");
    }

    @SuppressWarnings("unchecked")
    private static <T> @Nullable T decode(
            Codec<T> codec, ByteBuf buffer, int dataType, Format format, Class<?> wanted) {
        return codec.decode(buffer, dataType, format, (Class<? extends T>) wanted);
    }

    private static boolean isOneOf(Set<PostgresqlObjectId> types, int dataType) {
        return PostgresqlObjectId.isValid(dataType) && types.contains(PostgresqlObjectId.valueOf(dataType));
    }

    private static String name(int dataType) {
        return PostgresqlObjectId.isValid(dataType)
                ? "the type " + PostgresqlObjectId.valueOf(dataType).name()
                : "a type of the database's own (oid " + dataType + ")";
    }

    private static ResultException garbled(int dataType) {
        return new ResultException(
                ErrorCode.VALUE_CONVERSION,
                "A column of " + name(dataType) + " came in a binary form that the driver cannot read; connect "
                        + "without forceBinary, or cast the column to text");
    }

    private static ResultException noNumber(String what, @Nullable RuntimeException cause) {
        return new ResultException(
                ErrorCode.VALUE_CONVERSION,
                "The database holds " + what + ", which BigDecimal has not; keep such values in DOUBLE PRECISION",
                cause);
    }

    /** The driver would give another number. */
    private static ResultException tooLarge(long number, Class<?> wanted) {
        return new ResultException(
                ErrorCode.VALUE_CONVERSION,
                "The database holds " + number + ", which " + wanted.getSimpleName()
                        + " has not; declare the column with the type that it has in the database");
    }

    private static ResultException unreadable(ByteBuf buffer, Format format, DateTimeException cause) {
        String what =
                format == Format.FORMAT_BINARY ? "a moment" : "'" + buffer.toString(StandardCharsets.US_ASCII) + "'";
        return new ResultException(
                ErrorCode.VALUE_CONVERSION,
                "The database holds " + what + ", which java.time cannot read: " + cause.getMessage(),
                cause);
    }

    @Override
    public boolean canEncode(Object value) {
        return false;
    }

    @Override
    public boolean canEncodeNull(Class<?> type) {
        return false;
    }

    /** Not asked, since it can encode nothing. */
    @Override
    public EncodedParameter encode(Object value) {
        throw new IllegalArgumentException("A cell is read and never bound");
    }

    @Override
    public EncodedParameter encode(Object value, int dataType) {
        return encode(value);
    }

    @Override
    public EncodedParameter encodeNull() {
        throw new IllegalArgumentException("A cell is read and never bound");
    }
}
