package io.azoth.sql;

/** What a date or time is moved by. */
public enum DateUnit {
    YEAR,
    MONTH,
    DAY,
    HOUR,
    MINUTE,
    SECOND
}
