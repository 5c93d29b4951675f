package io.azoth.sql;

import io.azoth.type.SqlTypes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.Temporal;

/** Dates and times; meant for static import. */
public final class Dates {
    private Dates() {}

    /** A field of a date or time as a whole number. */
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

    /** So many units later, or earlier where negative; SQLite then keeps milliseconds alone. */
    public static <T extends Temporal> Expression<T> plus(Expression<T> date, int amount, DateUnit unit) {
        return new DateShift<>(date, Bind.value("amount", SqlTypes.INTEGER, amount), unit);
    }

    /** As many units later as another expression says. */
    public static <T extends Temporal> Expression<T> plus(
            Expression<T> date, Expression<Integer> amount, DateUnit unit) {
        return new DateShift<>(date, amount, unit);
    }

    /** How many midnights lie between two dates; negative where the second is the earlier. */
    public static Expression<Integer> daysBetween(
            Expression<? extends Temporal> from, Expression<? extends Temporal> to) {
        return Function.of("days_between", SqlTypes.INTEGER, from, to);
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
