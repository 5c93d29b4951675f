package io.azoth.dialect.postgres;

import io.azoth.dialect.StoredValues;
import io.azoth.error.ErrorCode;
import io.azoth.error.ResultException;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.r2dbc.postgresql.codec.Codec;
import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.postgresql.message.Format;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values from their bytes, by the type that the server says or by the one that the program does. It keeps no state. */
final class ValueBinding {
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

    /** Of text alone. */
    static final ValueBinding NO_DRIVER = new ValueBinding(List.of());

    private final Iterable<Codec<?>> driver;

    ValueBinding(Iterable<Codec<?>> driver) {
        this.driver = driver;
    }

    /**
     * A value in binary form, as the program's type stores it.
     *
     * @param type what the program says that it is
     * @param dataType what the server says
     */
    @Nullable
    Object binary(SqlType<?> type, int dataType, ByteBuf bytes) {
        if (type.kind() == SqlKind.ENUM) {
            return bytes.toString(StandardCharsets.UTF_8);
        }
        try {
            return StoredValues.as(type, binary(dataType, bytes));
        } catch (DateTimeException e) {
            throw unreadable(bytes, Format.FORMAT_BINARY, e);
        }
    }

    private Object binary(int dataType, ByteBuf bytes) {
        int at = bytes.readerIndex();
        PostgresqlObjectId known = PostgresqlObjectId.isValid(dataType)
                ? PostgresqlObjectId.valueOf(dataType)
                : PostgresqlObjectId.UNSPECIFIED;
        if (TEXT_IN_BINARY.contains(known)) {
            return bytes.toString(StandardCharsets.UTF_8);
        }
        return switch (known) {
            case BOOL -> bytes.getBoolean(at);
            case INT2 -> bytes.getShort(at);
            case INT4 -> bytes.getInt(at);
            case INT8 -> bytes.getLong(at);
            case FLOAT4 -> bytes.getFloat(at);
            case FLOAT8 -> bytes.getDouble(at);
            case NUMERIC -> exact(bytes, dataType, Format.FORMAT_BINARY);
            case UUID -> new UUID(bytes.getLong(at), bytes.getLong(at + Long.BYTES));
            case BYTEA -> ByteBufUtil.getBytes(bytes);
            case JSONB -> bytes.toString(at + 1, bytes.readableBytes() - 1, StandardCharsets.UTF_8);
            case DATE -> BinaryTime.date(bytes);
            case TIME -> BinaryTime.time(bytes);
            case TIMESTAMP -> BinaryTime.timestamp(bytes);
            case TIMESTAMPTZ -> BinaryTime.moment(bytes);
            case INTERVAL -> IntervalBinding.binary(bytes);
            default -> throw garbled(dataType);
        };
    }

    /** A value in text, as the program's type stores it. */
    @Nullable
    Object text(SqlType<?> type, String text) {
        return switch (type.kind()) {
            case DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, INTERVAL, DECIMAL ->
                read(type.kind(), Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)));
            case BINARY ->
                text.startsWith("\\x") ? HexFormat.of().parseHex(text, 2, text.length()) : EscapedBytes.read(text);
            default -> StoredValues.as(type, text);
        };
    }

    private Object read(SqlKind kind, ByteBuf bytes) {
        try {
            return switch (kind) {
                case DATE -> IsoText.date(bytes);
                case TIME -> IsoText.time(bytes);
                case TIMESTAMP -> IsoText.timestamp(bytes);
                case TIMESTAMP_TZ -> IsoText.moment(bytes);
                case INTERVAL -> IntervalBinding.text(bytes);
                default -> exact(bytes, PostgresqlObjectId.NUMERIC.getObjectId(), Format.FORMAT_TEXT);
            };
        } catch (DateTimeException e) {
            throw unreadable(bytes, Format.FORMAT_TEXT, e);
        }
    }

    /** Refuses what comes in binary form and is not its text in it. */
    static void checkText(int dataType, Format format) {
        boolean same =
                PostgresqlObjectId.isValid(dataType) && TEXT_IN_BINARY.contains(PostgresqlObjectId.valueOf(dataType));
        if (format == Format.FORMAT_BINARY && !same) {
            throw garbled(dataType);
        }
    }

    Object exact(ByteBuf bytes, int dataType, Format format) {
        boolean binary = format == Format.FORMAT_BINARY;
        boolean numeric = dataType == PostgresqlObjectId.NUMERIC.getObjectId();
        if (binary && numeric && (bytes.getUnsignedShort(bytes.readerIndex() + 4) & 0xC000) == 0xC000) {
            throw noNumber("NaN or an infinity", null);
        }
        try {
            return numeric && !binary
                    ? new BigDecimal(bytes.toString(StandardCharsets.US_ASCII))
                    : byDriver(bytes, dataType, format, BigDecimal.class);
        } catch (NumberFormatException e) {
            throw noNumber(binary ? "NaN or an infinity" : bytes.toString(StandardCharsets.US_ASCII), e);
        }
    }

    /** A column of another type than the program says: the driver converts, or refuses as it always did. */
    Object byDriver(ByteBuf bytes, int dataType, Format format, Class<?> wanted) {
        for (Codec<?> codec : driver) {
            if (codec.canDecode(dataType, format, wanted)) {
                return Objects.requireNonNull(decode(codec, bytes, dataType, format, wanted));
            }
        }
        throw new ResultException(
                ErrorCode.VALUE_CONVERSION,
                "A column of " + name(dataType) + " does not become " + wanted.getSimpleName()
                        + "; declare the column with the type that it has in the database");
    }

    @SuppressWarnings("unchecked")
    private static <T> @Nullable T decode(Codec<T> codec, ByteBuf bytes, int dataType, Format format, Class<?> wanted) {
        return codec.decode(bytes, dataType, format, (Class<? extends T>) wanted);
    }

    private static String name(int dataType) {
        return PostgresqlObjectId.isValid(dataType)
                ? "the type " + PostgresqlObjectId.valueOf(dataType).name()
                : "a type of the database's own (oid " + dataType + ")";
    }

    static ResultException garbled(int dataType) {
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

    static ResultException unreadable(ByteBuf bytes, Format format, DateTimeException cause) {
        String what =
                format == Format.FORMAT_BINARY ? "a value" : "'" + bytes.toString(StandardCharsets.US_ASCII) + "'";
        return new ResultException(
                ErrorCode.VALUE_CONVERSION,
                "The database holds " + what + ", which java.time cannot read: " + cause.getMessage(),
                cause);
    }
}
