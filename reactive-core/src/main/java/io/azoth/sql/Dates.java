package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlTypes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;

/** Dates and times; meant for static import. */
public final class Dates {
    /** The name by which dialects know {@link #daysBetween}. */
    public static final String DAYS_BETWEEN = ".days_between";
    /** The name by which dialects know {@link #microseconds}. */
    public static final String MICROSECONDS = ".microseconds";

    private Dates() {}

    /** A field of a date or time as a whole number; of a moment, what clocks and calendars of UTC show. */
    public static Expression<Integer> extract(DatePart part, Expression<? extends Temporal> from) {
        return new Extract<>(part, from, SqlTypes.INTEGER);
    }

    /** The year. */
    public static Expression<Integer> year(Expression<? extends Temporal> from) {
        return extract(DatePart.YEAR, from);
    }

    /** The month, from 1. */
    public static Expression<Integer> month(Expression<? extends Temporal> from) {
        return extract(DatePart.MONTH, from);
    }

    /** The day of the month. */
    public static Expression<Integer> day(Expression<? extends Temporal> from) {
        return extract(DatePart.DAY, from);
    }

    /** Whole seconds since the beginning of 1970 in UTC. */
    public static Expression<Long> epochSeconds(Expression<? extends Temporal> from) {
        return new Extract<>(DatePart.EPOCH, from, SqlTypes.BIGINT);
    }

    /** So many units later, or earlier where negative; by the calendar of UTC where it is a moment. */
    public static <T extends Temporal> Expression<T> plus(Expression<T> date, int amount, DateUnit unit) {
        return new DateShift<>(date, Bind.value("amount", SqlTypes.INTEGER, amount), unit);
    }

    /** As many units later as another expression says. */
    public static <T extends Temporal> Expression<T> plus(
            Expression<T> date, Expression<Integer> amount, DateUnit unit) {
        return new DateShift<>(date, amount, unit);
    }

    /**
     * Later by years, months and days of the calendar, that of UTC where it is a moment; a day that the month has not becomes
     * its last.
     */
    public static <T extends Temporal> Expression<T> plus(Expression<T> date, Period amount) {
        int months = Math.toIntExact(amount.toTotalMonths());
        int days = Math.toIntExact(amount.get(ChronoUnit.DAYS));
        Expression<T> moved = months == 0 ? date : plus(date, months, DateUnit.MONTH);
        return days == 0 && months != 0 ? moved : plus(moved, days, DateUnit.DAY);
    }

    /** Earlier by years, months and days of the calendar: {@link #plus(Expression, Period)} of the opposite. */
    public static <T extends Temporal> Expression<T> minus(Expression<T> date, Period amount) {
        return plus(date, amount.negated());
    }

    /**
     * Later by an exact amount of time, to the microsecond; a time of day goes on behind midnight.
     *
     * @throws DefinitionException if it is a date, which is moved by a {@link Period}
     */
    public static <T extends Temporal> Expression<T> plus(Expression<T> time, Duration amount) {
        return plus(time, Bind.value("amount", SqlTypes.INTERVAL, amount));
    }

    /** Later by the exact amount of time that another expression says. */
    public static <T extends Temporal> Expression<T> plus(Expression<T> time, Expression<Duration> amount) {
        return moved(time, Operator.ADD, amount);
    }

    /** Earlier by an exact amount of time. */
    public static <T extends Temporal> Expression<T> minus(Expression<T> time, Duration amount) {
        return minus(time, Bind.value("amount", SqlTypes.INTERVAL, amount));
    }

    /** Earlier by the exact amount of time that another expression says. */
    public static <T extends Temporal> Expression<T> minus(Expression<T> time, Expression<Duration> amount) {
        return moved(time, Operator.SUBTRACT, amount);
    }

    private static <T extends Temporal> Expression<T> moved(
            Expression<T> time, Operator operator, Expression<Duration> amount) {
        if (time.type().kind() == SqlKind.DATE) {
            throw new DefinitionException(
                    ErrorCode.WRONG_TYPE,
                    "A date is moved by days, months and years; give a Period, or a number of DAY");
        } else if (amount.type().kind() != SqlKind.INTERVAL) {
            throw new DefinitionException(
                    ErrorCode.WRONG_TYPE,
                    "A time is moved by an INTERVAL, and not by a Duration that is " + amount.type());
        }
        return new Binary<>(time, operator, amount, time.type());
    }

    /** Whether two operands are a time and an amount that moves it. */
    public static boolean isMoved(Binary<?> binary) {
        boolean moves =
                binary.operator().equals(Operator.ADD) || binary.operator().equals(Operator.SUBTRACT);
        return moves
                && binary.right().type().kind() == SqlKind.INTERVAL
                && binary.type().kind() != SqlKind.INTERVAL;
    }

    /** Whether a cast is between a moment and a time without a zone, for which databases take the zone of the session. */
    public static boolean crossesZones(Cast<?> cast) {
        SqlKind from = cast.operand().type().kind();
        SqlKind to = cast.type().kind();
        return from == SqlKind.TIMESTAMP_TZ
                ? to == SqlKind.DATE || to == SqlKind.TIME || to == SqlKind.TIMESTAMP
                : to == SqlKind.TIMESTAMP_TZ && (from == SqlKind.DATE || from == SqlKind.TIMESTAMP);
    }

    /**
     * The exact amount of time from one to another, negative where the second is the earlier; a date is its midnight.
     *
     * @throws DefinitionException if one is a moment, or a time of day, and the other is not
     */
    public static Expression<Duration> difference(
            Expression<? extends Temporal> from, Expression<? extends Temporal> to) {
        return new DateDifference<>(from, to, null, SqlTypes.INTERVAL);
    }

    /**
     * How many whole units lie between two, negative where the second is the earlier, as {@code ChronoUnit.between} counts:
     * from 31 January to 29 February it is no month. Moments count by the calendar of UTC.
     *
     * @throws DefinitionException if one is a moment, or a time of day, and the other is not
     */
    public static Expression<Long> between(
            Expression<? extends Temporal> from, Expression<? extends Temporal> to, DateUnit unit) {
        return new DateDifference<>(from, to, unit, SqlTypes.BIGINT);
    }

    /** How many midnights, of UTC between moments, lie between two dates; negative where the second is the earlier. */
    public static Expression<Integer> daysBetween(
            Expression<? extends Temporal> from, Expression<? extends Temporal> to) {
        return Function.of(DAYS_BETWEEN, SqlTypes.INTEGER, from, to);
    }

    /** An amount of time as its microseconds. */
    public static Expression<Long> microseconds(Expression<Duration> amount) {
        return Function.of(MICROSECONDS, SqlTypes.BIGINT, amount);
    }

    /** Today, as the database has it. */
    public static Expression<LocalDate> currentDate() {
        return new Literal<>(SqlTypes.DATE, "CURRENT_DATE");
    }

    /** Now, as the database has it. */
    public static Expression<Instant> currentTimestamp() {
        return new Literal<>(SqlTypes.INSTANT, "CURRENT_TIMESTAMP");
    }
}
