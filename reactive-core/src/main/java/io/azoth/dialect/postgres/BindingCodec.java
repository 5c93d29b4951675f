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
 * Reads cells from their bytes where the driver is slow (dates and times as text) or silently wrong (many types in the
 * binary form that {@code forceBinary} asks for, and NaN as a number). Asked by the {@link Cell} classes, and by nothing
 * else. One for each connection; it keeps no state.
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

    private final Iterable<Codec<?>> driver;

    BindingCodec(Iterable<Codec<?>> driver) {
        this.driver = driver;
    }

    /** How a cell is to be read, and what was read: the driver gives back nothing but the class that it was asked for. */
    abstract static class Cell {
        private final Object value;

        private Cell(Object value) {
            this.value = value;
        }

        Object value() {
            return value;
        }

        /** A moment, as {@link OffsetDateTime}. */
        static final class Moment extends Cell {
            private Moment(Object value) {
                super(value);
            }
        }

        /** Date and time, as {@link LocalDateTime}. */
        static final class Timestamp extends Cell {
            private Timestamp(Object value) {
                super(value);
            }
        }

        /** A date, as {@link LocalDate}. */
        static final class Date extends Cell {
            private Date(Object value) {
                super(value);
            }
        }

        /** A time of day, as {@link LocalTime}. */
        static final class Time extends Cell {
            private Time(Object value) {
                super(value);
            }
        }

        /** An exact number, as {@link BigDecimal}. */
        static final class Exact extends Cell {
            private Exact(Object value) {
                super(value);
            }
        }

        /** Text, as {@link String}. */
        static final class Text extends Cell {
            private Text(Object value) {
                super(value);
            }
        }

        /** The label of an enum, as {@link String}. */
        static final class Label extends Cell {
            private Label(Object value) {
                super(value);
            }
        }

        /** Nothing but whether the driver reads a column right: true, or an error that says what to do. */
        static final class Probe extends Cell {
            private Probe(Object value) {
                super(value);
            }
        }
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
            return new Cell.Text(text(bytes, dataType, format));
        } else if (type == Cell.Exact.class) {
            return new Cell.Exact(exact(bytes, dataType, format));
        } else if (type == Cell.Label.class) {
            return new Cell.Label(bytes.toString(StandardCharsets.UTF_8));
        } else if (type == Cell.Probe.class) {
            return new Cell.Probe(probe(dataType, format));
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
            return new Cell.Moment(
                    dataType == PostgresqlObjectId.TIMESTAMPTZ.getObjectId()
                            ? binary ? BinaryTime.moment(bytes) : IsoText.moment(bytes)
                            : byDriver(bytes, dataType, format, OffsetDateTime.class));
        } else if (type == Cell.Timestamp.class) {
            return new Cell.Timestamp(
                    dataType == PostgresqlObjectId.TIMESTAMP.getObjectId()
                            ? binary ? BinaryTime.timestamp(bytes) : IsoText.timestamp(bytes)
                            : byDriver(bytes, dataType, format, LocalDateTime.class));
        } else if (type == Cell.Date.class) {
            return new Cell.Date(
                    dataType == PostgresqlObjectId.DATE.getObjectId()
                            ? binary ? BinaryTime.date(bytes) : IsoText.date(bytes)
                            : byDriver(bytes, dataType, format, LocalDate.class));
        }
        return new Cell.Time(
                dataType == PostgresqlObjectId.TIME.getObjectId()
                        ? binary ? BinaryTime.time(bytes) : IsoText.time(bytes)
                        : byDriver(bytes, dataType, format, LocalTime.class));
    }

    private static String text(ByteBuf buffer, int dataType, Format format) {
        if (format == Format.FORMAT_BINARY && !isOneOf(TEXT_IN_BINARY, dataType)) {
            throw garbled(dataType);
        }
        return buffer.toString(StandardCharsets.UTF_8);
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
