package io.azoth.dialect.postgres;

import io.azoth.error.ErrorCode;
import io.azoth.error.ResultException;
import io.netty.buffer.ByteBuf;
import io.r2dbc.postgresql.client.EncodedParameter;
import io.r2dbc.postgresql.codec.Codec;
import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.postgresql.message.Format;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.EnumSet;
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
            PostgresqlObjectId.UUID,
            PostgresqlObjectId.UUID_ARRAY,
            PostgresqlObjectId.JSON,
            PostgresqlObjectId.JSONB,
            PostgresqlObjectId.TIMETZ);

    /** What has values that the driver reads wrong, in either form: NaN and infinities. */
    private static final Set<PostgresqlObjectId> OURS = EnumSet.of(
            PostgresqlObjectId.NUMERIC,
            PostgresqlObjectId.DATE,
            PostgresqlObjectId.TIME,
            PostgresqlObjectId.TIMESTAMP,
            PostgresqlObjectId.TIMESTAMPTZ);

    private static final int INT2 = PostgresqlObjectId.INT2.getObjectId();
    private static final int INT4 = PostgresqlObjectId.INT4.getObjectId();
    private static final int INT8 = PostgresqlObjectId.INT8.getObjectId();

    private final ValueBinding values;
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
    private final Cell.Amount amount = new Cell.Amount();
    private final Cell.Elements elements = new Cell.Elements();
    private final Cell.Any any = new Cell.Any();
    private final Cell.Probe probe = new Cell.Probe();

    BindingCodec(Iterable<Codec<?>> driver) {
        this.values = new ValueBinding(driver);
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
            return exact.of(values.exact(bytes, dataType, format));
        } else if (type == Cell.Label.class) {
            return label.of(content.text(bytes));
        } else if (type == Cell.Elements.class) {
            return elements.of(new ArrayBinding(values, dataType, format, bytes));
        } else if (type == Cell.Probe.class) {
            return probe.of(probe(dataType, format));
        }
        try {
            return type == Cell.Any.class ? any(bytes, dataType, format) : temporal(bytes, dataType, format, type);
        } catch (DateTimeException e) {
            throw ValueBinding.unreadable(bytes, format, e);
        }
    }

    private Cell temporal(ByteBuf bytes, int dataType, Format format, Class<?> type) {
        boolean binary = format == Format.FORMAT_BINARY;
        if (type == Cell.Amount.class) {
            return amount.of(
                    dataType == PostgresqlObjectId.INTERVAL.getObjectId()
                            ? binary ? IntervalBinding.binary(bytes) : IntervalBinding.text(bytes)
                            : values.byDriver(bytes, dataType, format, Duration.class));
        } else if (type == Cell.Moment.class) {
            return moment.of(
                    dataType == PostgresqlObjectId.TIMESTAMPTZ.getObjectId()
                            ? binary ? BinaryTime.moment(bytes) : IsoText.moment(bytes)
                            : values.byDriver(bytes, dataType, format, OffsetDateTime.class));
        } else if (type == Cell.Timestamp.class) {
            return timestamp.of(
                    dataType == PostgresqlObjectId.TIMESTAMP.getObjectId()
                            ? binary ? BinaryTime.timestamp(bytes) : IsoText.timestamp(bytes)
                            : values.byDriver(bytes, dataType, format, LocalDateTime.class));
        } else if (type == Cell.Date.class) {
            return date.of(
                    dataType == PostgresqlObjectId.DATE.getObjectId()
                            ? binary ? BinaryTime.date(bytes) : IsoText.date(bytes)
                            : values.byDriver(bytes, dataType, format, LocalDate.class));
        }
        return time.of(
                dataType == PostgresqlObjectId.TIME.getObjectId()
                        ? binary ? BinaryTime.time(bytes) : IsoText.time(bytes)
                        : values.byDriver(bytes, dataType, format, LocalTime.class));
    }

    private Cell any(ByteBuf bytes, int dataType, Format format) {
        Class<? extends Cell> known =
                switch (PostgresqlObjectId.valueOf(dataType)) {
                    case DATE -> Cell.Date.class;
                    case TIME -> Cell.Time.class;
                    case TIMESTAMP -> Cell.Timestamp.class;
                    case TIMESTAMPTZ -> Cell.Moment.class;
                    default -> Cell.Exact.class;
                };
        return any.of(
                known == Cell.Exact.class
                        ? values.exact(bytes, dataType, format)
                        : temporal(bytes, dataType, format, known).take());
    }

    private String text(ByteBuf bytes, int dataType, Format format) {
        ValueBinding.checkText(dataType, format);
        return content.text(bytes);
    }

    private Object whole(ByteBuf buffer, int dataType, Format format) {
        if (!isWhole(dataType)) {
            return values.byDriver(buffer, dataType, format, Integer.class);
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
                : values.byDriver(buffer, dataType, format, Long.class);
    }

    private Object small(ByteBuf buffer, int dataType, Format format) {
        if (!isWhole(dataType)) {
            return values.byDriver(buffer, dataType, format, Short.class);
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

    private static Boolean probe(int dataType, Format format) {
        PostgresqlObjectId known = PostgresqlObjectId.isValid(dataType)
                ? PostgresqlObjectId.valueOf(dataType)
                : PostgresqlObjectId.UNSPECIFIED;
        if (OURS.contains(known)) {
            return false;
        } else if (format == Format.FORMAT_BINARY && !RIGHT_IN_BINARY.contains(known)) {
            throw ValueBinding.garbled(dataType);
        }
        return true;
    }

    /** The driver would give another number. */
    private static ResultException tooLarge(long number, Class<?> wanted) {
        return new ResultException(
                ErrorCode.VALUE_CONVERSION,
                "The database holds " + number + ", which " + wanted.getSimpleName()
                        + " has not; declare the column with the type that it has in the database");
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
