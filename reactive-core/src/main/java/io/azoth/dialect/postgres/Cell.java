package io.azoth.dialect.postgres;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a cell is to be read, and what was read: the driver gives back nothing but the class that it was asked for. A
 * connection has one of each kind for all of its cells, so whoever asks takes the value out at once.
 */
abstract class Cell {
    private @Nullable Object value;

    Cell of(Object read) {
        value = read;
        return this;
    }

    /** The value, of which nothing is kept. */
    Object take() {
        Object read = Objects.requireNonNull(value);
        value = null;
        return read;
    }

    /** A moment, as {@link OffsetDateTime}. */
    static final class Moment extends Cell {}

    /** Date and time, as {@link LocalDateTime}. */
    static final class Timestamp extends Cell {}

    /** A date, as {@link LocalDate}. */
    static final class Date extends Cell {}

    /** A time of day, as {@link LocalTime}. */
    static final class Time extends Cell {}

    /** An exact number, as {@link BigDecimal}. */
    static final class Exact extends Cell {}

    /** A whole number of 32 bits, as {@link Integer}. */
    static final class Whole extends Cell {}

    /** A whole number of 64 bits, as {@link Long}. */
    static final class Big extends Cell {}

    /** A whole number of 16 bits, as {@link Short}. */
    static final class Small extends Cell {}

    /** An amount of time, as {@link java.time.Duration}. */
    static final class Amount extends Cell {}

    /** An array, as {@link ArrayBinding}. */
    static final class Elements extends Cell {}

    /** A value of which nobody says what it is, of a type that the driver reads wrong. */
    static final class Any extends Cell {}

    /** Text, as {@link String}. */
    static final class Text extends Cell {}

    /** The label of an enum, as {@link String}. */
    static final class Label extends Cell {}

    /** Nothing but whether the driver reads a column right: true, false where we do, or an error that says what to do. */
    static final class Probe extends Cell {}
}
