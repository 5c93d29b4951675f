package io.azoth.type;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL types. Meant for static import: {@code column("user_name", varchar(40))}. */
public final class SqlTypes {
    public static final SqlType<Short> SMALLINT = SqlType.of(SqlKind.SMALLINT, Short.class);
    public static final SqlType<Integer> INTEGER = SqlType.of(SqlKind.INTEGER, Integer.class);
    public static final SqlType<Long> BIGINT = SqlType.of(SqlKind.BIGINT, Long.class);
    public static final SqlType<Float> REAL = SqlType.of(SqlKind.REAL, Float.class);
    public static final SqlType<Double> DOUBLE = SqlType.of(SqlKind.DOUBLE, Double.class);
    public static final SqlType<BigDecimal> NUMERIC = SqlType.of(SqlKind.DECIMAL, BigDecimal.class);
    public static final SqlType<Boolean> BOOLEAN = SqlType.of(SqlKind.BOOLEAN, Boolean.class);
    /** Text of any length. */
    public static final SqlType<String> TEXT = SqlType.of(SqlKind.TEXT, String.class);
    /** Bytes of any length. */
    public static final SqlType<byte[]> BYTES = SqlType.of(SqlKind.BINARY, byte[].class);

    public static final SqlType<LocalDate> DATE = SqlType.of(SqlKind.DATE, LocalDate.class);
    public static final SqlType<LocalTime> TIME = SqlType.of(SqlKind.TIME, LocalTime.class);
    /** Date and time of day without a zone; microseconds are kept everywhere, finer digits are not. */
    public static final SqlType<LocalDateTime> TIMESTAMP = SqlType.of(SqlKind.TIMESTAMP, LocalDateTime.class);
    /** A moment; the offset that was given may come back as another one of the same moment. */
    public static final SqlType<OffsetDateTime> TIMESTAMP_TZ = SqlType.of(SqlKind.TIMESTAMP_TZ, OffsetDateTime.class);
    /** A moment, stored as {@link #TIMESTAMP_TZ}: never shifted by the zone of the JVM or of the session. */
    public static final SqlType<Instant> INSTANT = TIMESTAMP_TZ.adapted(new InstantAdapter());

    public static final SqlType<UUID> UUID = SqlType.of(SqlKind.UUID, UUID.class);
    /** A JSON document as text. */
    public static final SqlType<String> JSON = SqlType.of(SqlKind.JSON, String.class);
    /** Any value; its class decides. For expressions whose type is not known while they are built. */
    public static final SqlType<Object> ANY = SqlType.of(SqlKind.OTHER, Object.class);

    private static final Map<Class<?>, SqlType<?>> BY_CLASS = Map.ofEntries(
            Map.entry(Short.class, SMALLINT),
            Map.entry(Integer.class, INTEGER),
            Map.entry(Long.class, BIGINT),
            Map.entry(Float.class, REAL),
            Map.entry(Double.class, DOUBLE),
            Map.entry(BigDecimal.class, NUMERIC),
            Map.entry(Boolean.class, BOOLEAN),
            Map.entry(String.class, TEXT),
            Map.entry(byte[].class, BYTES),
            Map.entry(LocalDate.class, DATE),
            Map.entry(LocalTime.class, TIME),
            Map.entry(LocalDateTime.class, TIMESTAMP),
            Map.entry(OffsetDateTime.class, TIMESTAMP_TZ),
            Map.entry(Instant.class, INSTANT),
            Map.entry(UUID.class, UUID));

    private SqlTypes() {}

    /** Text of at most so many characters. */
    public static SqlType<String> varchar(int length) {
        return SqlType.of(SqlKind.VARCHAR, String.class, TypeShape.length(positive(length, "length")));
    }

    /** Text of exactly so many characters, padded by most databases. */
    public static SqlType<String> character(int length) {
        return SqlType.of(SqlKind.CHAR, String.class, TypeShape.length(positive(length, "length")));
    }

    /** Bytes, at most so many. */
    public static SqlType<byte[]> varbinary(int length) {
        return SqlType.of(SqlKind.BINARY, byte[].class, TypeShape.length(positive(length, "length")));
    }

    /** An exact decimal number of so many digits, of which {@code scale} stand behind the point. */
    public static SqlType<BigDecimal> numeric(int precision, int scale) {
        if (scale < 0 || scale > positive(precision, "precision")) {
            throw new DefinitionException(
                    ErrorCode.WRONG_TYPE, "The scale of a numeric is between 0 and its precision, not " + scale);
        }
        return SqlType.of(SqlKind.DECIMAL, BigDecimal.class, new TypeShape(precision, scale, null, null));
    }

    /** An array of values of another type. */
    @SuppressWarnings("unchecked")
    public static <E> SqlType<E[]> array(SqlType<E> element) {
        Class<E[]> arrayClass =
                (Class<E[]>) Array.newInstance(element.javaType(), 0).getClass();
        return SqlType.of(SqlKind.ARRAY, arrayClass, new TypeShape(0, 0, element, null));
    }

    /** A type of the database's own that has no constant here, by its name; its values are read as the driver gives them. */
    public static SqlType<Object> other(String name) {
        return SqlType.of(SqlKind.OTHER, Object.class, new TypeShape(0, 0, null, name));
    }

    /** The type that stands for a Java class, {@link #ANY} where none does. */
    public static SqlType<?> forClass(Class<?> javaType) {
        SqlType<?> found = BY_CLASS.get(javaType);
        return found == null ? ANY : found;
    }

    /** The type that stands for the class of a value, {@link #ANY} for null. */
    public static SqlType<?> forValue(@Nullable Object value) {
        return value == null ? ANY : forClass(value.getClass());
    }

    private static int positive(int number, String what) {
        if (number <= 0) {
            throw new DefinitionException(
                    ErrorCode.WRONG_TYPE, "The " + what + " of a type is at least 1, not " + number);
        }
        return number;
    }

    private static final class InstantAdapter implements TypeAdapter<Instant, OffsetDateTime> {
        @Override
        public Class<Instant> javaType() {
            return Instant.class;
        }

        @Override
        public OffsetDateTime toStored(Instant value) {
            return value.atOffset(java.time.ZoneOffset.UTC);
        }

        @Override
        public Instant fromStored(OffsetDateTime stored) {
            return stored.toInstant();
        }
    }
}
