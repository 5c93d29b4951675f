package io.azoth.type;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The SQL types. Meant for static import: {@code column("user_name", varchar(40))}. */
public final class SqlTypes {
    /** As YearMonth reads it; its own text has no sign in front of more than four digits. */
    private static final DateTimeFormatter MONTH = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4, 10, SignStyle.EXCEEDS_PAD)
            .appendLiteral('-')
            .appendValue(ChronoField.MONTH_OF_YEAR, 2)
            .toFormatter();

    /** A whole number of 16 bits; the same on every database. */
    public static final SqlType<Short> SMALLINT = SqlType.of(SqlKind.SMALLINT, Short.class);
    /** A whole number of 32 bits; the same on every database, but for what SQLite itself computes, which has 64. */
    public static final SqlType<Integer> INTEGER = SqlType.of(SqlKind.INTEGER, Integer.class);
    /** A whole number of 64 bits; the same on every database. */
    public static final SqlType<Long> BIGINT = SqlType.of(SqlKind.BIGINT, Long.class);
    /** A binary fraction of 32 bits; what {@link #DOUBLE} says of its values is so here. */
    public static final SqlType<Float> REAL = SqlType.of(SqlKind.REAL, Float.class);
    /** With infinities and NaN; PostgreSQL keeps the sign of zero, others may not; SQLite does not calculate with its NaN. */
    public static final SqlType<Double> DOUBLE = SqlType.of(SqlKind.DOUBLE, Double.class);
    /**
     * An exact decimal number of any precision. The number comes back equal by {@code compareTo}; whether 1.50 comes
     * back as 1.5 is the database's choice. What SQLite does otherwise is told at {@link #numeric}.
     */
    public static final SqlType<BigDecimal> NUMERIC = SqlType.of(SqlKind.DECIMAL, BigDecimal.class);
    /** A whole number of any size, stored as {@link #NUMERIC}. */
    public static final SqlType<BigInteger> BIG_INTEGER =
            NUMERIC.adapted(new FunctionAdapter<>(BigInteger.class, BigDecimal::new, BigDecimal::toBigIntegerExact));

    /** True or false; SQLite keeps 1 and 0. The same on every database. */
    public static final SqlType<Boolean> BOOLEAN = SqlType.of(SqlKind.BOOLEAN, Boolean.class);
    /** Text of any length. PostgreSQL refuses a NUL character; half a surrogate pair is no text and is not kept. */
    public static final SqlType<String> TEXT = SqlType.of(SqlKind.TEXT, String.class);
    /** Bytes of any length. */
    public static final SqlType<byte[]> BYTES = SqlType.of(SqlKind.BINARY, byte[].class);

    /**
     * A date; from year 1 to 9999 on every database. PostgreSQL's infinities are {@code LocalDate.MAX} and {@code MIN}, in
     * both directions, as they are {@code MAX} and {@code MIN} of the class in each type of dates and moments here.
     */
    public static final SqlType<LocalDate> DATE = SqlType.of(SqlKind.DATE, LocalDate.class);
    /** A time of day; digits finer than microseconds are cut off before it is sent. */
    public static final SqlType<LocalTime> TIME = SqlType.of(SqlKind.TIME, LocalTime.class);
    /**
     * Date and time of day without a zone, never shifted by one; digits finer than microseconds are cut off before it is
     * sent. From year 1 to 9999 on every database.
     */
    public static final SqlType<LocalDateTime> TIMESTAMP = SqlType.of(SqlKind.TIMESTAMP, LocalDateTime.class);
    /**
     * A moment. The offset that was given comes back from H2; PostgreSQL gives that of the session's zone and SQLite UTC, of
     * the same moment. Digits finer than microseconds are cut off before it is sent.
     */
    public static final SqlType<OffsetDateTime> TIMESTAMP_TZ = SqlType.of(SqlKind.TIMESTAMP_TZ, OffsetDateTime.class);
    /** A moment, stored as {@link #TIMESTAMP_TZ}: never shifted by the zone of the JVM or of the session. */
    public static final SqlType<Instant> INSTANT =
            TIMESTAMP_TZ.adapted(new FunctionAdapter<>(Instant.class, Moments::of, Moments::instant));
    /** A moment, stored as {@link #TIMESTAMP_TZ}: the zone is not kept, it comes back in UTC. */
    public static final SqlType<ZonedDateTime> ZONED_DATE_TIME =
            TIMESTAMP_TZ.adapted(new FunctionAdapter<>(ZonedDateTime.class, Moments::of, Moments::zoned));

    /**
     * An exact amount of time to the microsecond, digits finer than that cut off before it is sent: it sorts by its length, and
     * is added to times and taken from them by {@link io.azoth.sql.Dates}. PostgreSQL and H2 have a type for it and SQLite keeps
     * the number of microseconds, of which there are at most 9,223,372,036,854,775,807 either way. A day of PostgreSQL's is
     * 24 hours; a value of it that has months, which are of no one length, is an error.
     */
    public static final SqlType<Duration> INTERVAL = SqlType.of(SqlKind.INTERVAL, Duration.class);

    /** A time of day with an offset, whole, as text of ISO 8601. */
    public static final SqlType<OffsetTime> OFFSET_TIME = text(OffsetTime.class, OffsetTime::parse);
    /** An exact amount of time to the nanosecond, as text of ISO 8601, which does not sort by length; see {@link #INTERVAL}. */
    public static final SqlType<Duration> DURATION = text(Duration.class, Duration::parse);
    /** An amount of years, months and days, whole, as text of ISO 8601. */
    public static final SqlType<Period> PERIOD = text(Period.class, Period::parse);
    /** A year, as its number. */
    public static final SqlType<Year> YEAR =
            INTEGER.adapted(new FunctionAdapter<>(Year.class, Year::getValue, Year::of));
    /** A month of a year, as text of ISO 8601, such as {@code 2024-02}. */
    public static final SqlType<YearMonth> YEAR_MONTH =
            varchar(64).adapted(new FunctionAdapter<>(YearMonth.class, MONTH::format, YearMonth::parse));
    /** A day of any year, as text of ISO 8601, such as {@code --02-29}. */
    public static final SqlType<MonthDay> MONTH_DAY = text(MonthDay.class, MonthDay::parse);
    /** A zone or an offset, as its id. */
    public static final SqlType<ZoneId> ZONE_ID = text(ZoneId.class, ZoneId::of);

    /** An identifier of 128 bits; SQLite keeps its text in small letters. The same on every database. */
    public static final SqlType<UUID> UUID = SqlType.of(SqlKind.UUID, UUID.class);
    /**
     * A JSON document as text. PostgreSQL and H2 keep the document and write it in their own way: blanks, the order of
     * keys and keys given twice are kept by SQLite alone. The program's null is the database's NULL, not JSON's.
     */
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
            Map.entry(ZonedDateTime.class, ZONED_DATE_TIME),
            Map.entry(OffsetTime.class, OFFSET_TIME),
            Map.entry(Duration.class, DURATION),
            Map.entry(Period.class, PERIOD),
            Map.entry(Year.class, YEAR),
            Map.entry(YearMonth.class, YEAR_MONTH),
            Map.entry(MonthDay.class, MONTH_DAY),
            Map.entry(BigInteger.class, BIG_INTEGER),
            Map.entry(UUID.class, UUID));

    private SqlTypes() {}

    /** Text of at most so many characters. */
    public static SqlType<String> varchar(int length) {
        return SqlType.of(SqlKind.VARCHAR, String.class, TypeShape.length(positive(length, "length")));
    }

    /** Text of exactly so many characters: shorter text comes back with blanks behind it from PostgreSQL and H2. */
    public static SqlType<String> character(int length) {
        return SqlType.of(SqlKind.CHAR, String.class, TypeShape.length(positive(length, "length")));
    }

    /** Bytes, at most so many. */
    public static SqlType<byte[]> varbinary(int length) {
        return SqlType.of(SqlKind.BINARY, byte[].class, TypeShape.length(positive(length, "length")));
    }

    /**
     * An exact decimal number of so many digits, of which {@code scale} stand behind the point. A value has all of these when
     * it comes back; one of more is rounded when it is stored, halves away from zero.
     *
     * <p>SQLite keeps decimals as text. A column holds any number of digits, more than its precision too; equality, DISTINCT,
     * GROUP BY, joins and set operations are exact for them. It knows numbers as doubles alone, of which 15 digits are sure:
     * comparison with larger and smaller ones, BETWEEN, ORDER BY, arithmetic, aggregates, {@code greatest} and {@code least},
     * and anything in which a decimal that was computed is compared. So {@code 0.1 + 0.2} does not equal 0.3 in a condition;
     * {@link io.azoth.sql.Cast casting} it to a type with a scale rounds it first, as storing it does.
     */
    public static SqlType<BigDecimal> numeric(int precision, int scale) {
        if (scale < 0 || scale > positive(precision, "precision")) {
            throw new DefinitionException(
                    ErrorCode.WRONG_TYPE, "The scale of a numeric is between 0 and its precision, not " + scale);
        }
        return SqlType.of(SqlKind.DECIMAL, BigDecimal.class, new TypeShape(precision, scale, null, null, List.of()));
    }

    /** An enum by the names of its values, as text. */
    public static <E extends Enum<E>> SqlType<E> enumByName(Class<E> type) {
        int longest =
                EnumAdapter.names(type).stream().mapToInt(String::length).max().orElse(1);
        return varchar(longest).adapted(new EnumAdapter.ByName<>(type));
    }

    /** An enum by the places of its values, from 0: a value may be added at the end alone. */
    public static <E extends Enum<E>> SqlType<E> enumByOrdinal(Class<E> type) {
        return SMALLINT.adapted(new EnumAdapter.ByOrdinal<>(type));
    }

    /**
     * An enum that is a type of its own where the database has such types (PostgreSQL), and text elsewhere. It is created
     * and dropped with the tables that have it.
     *
     * @param type the enum, whose names are the labels
     * @param name the type's name in the database, unquoted
     */
    public static <E extends Enum<E>> SqlType<E> enumNative(Class<E> type, String name) {
        return enumeration(name, EnumAdapter.names(type)).adapted(new EnumAdapter.ByName<>(type));
    }

    /** A type of the database's own that has a few labels as its values, as it is read from a live database. */
    public static SqlType<String> enumeration(String name, List<String> labels) {
        return SqlType.of(SqlKind.ENUM, String.class, new TypeShape(0, 0, null, name, labels));
    }

    /**
     * An object as a JSON document.
     *
     * @param type the class of the object
     * @param mapper who maps it, such as {@link JacksonMapper}
     */
    public static <J> SqlType<J> json(Class<J> type, JsonMapper mapper) {
        return JSON.adapted(new JsonAdapter<>(type, mapper));
    }

    /**
     * An array of values of another type, null among them; of arrays too. SQLite keeps it as a JSON document, with bytes in
     * hexadecimal. On PostgreSQL the inner arrays of one array are all as long, none is null, and where they are all empty
     * the whole is the empty array.
     */
    @SuppressWarnings("unchecked")
    public static <E> SqlType<E[]> array(SqlType<E> element) {
        Class<E[]> arrayClass =
                (Class<E[]>) Array.newInstance(element.javaType(), 0).getClass();
        return SqlType.of(SqlKind.ARRAY, arrayClass, new TypeShape(0, 0, element, null, List.of()));
    }

    /** A type of the database's own that has no constant here, by its name; its values are read as the driver gives them. */
    public static SqlType<Object> other(String name) {
        return SqlType.of(SqlKind.OTHER, Object.class, new TypeShape(0, 0, null, name, List.of()));
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

    private static <J> SqlType<J> text(Class<J> type, Function<String, J> parse) {
        return varchar(64).adapted(new FunctionAdapter<>(type, Object::toString, parse));
    }
}
