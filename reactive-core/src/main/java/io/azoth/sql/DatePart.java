package io.azoth.sql;

/** A field of a date or time. */
public enum DatePart {
    YEAR,
    QUARTER,
    MONTH,
    /** The week of the year by ISO 8601, from 1. */
    WEEK,
    DAY,
    /** From 1. */
    DAY_OF_YEAR,
    /** By ISO 8601: from 1 for Monday to 7 for Sunday. */
    DAY_OF_WEEK,
    HOUR,
    MINUTE,
    /** Whole seconds. */
    SECOND,
    /** Whole seconds since the beginning of 1970 in UTC. */
    EPOCH
}
