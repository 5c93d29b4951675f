package io.azoth.sql;

/** What a date or time is moved by, and what lies between two of them is counted in. */
public enum DateUnit {
    YEAR(0),
    MONTH(0),
    DAY(86_400_000_000L),
    HOUR(3_600_000_000L),
    MINUTE(60_000_000L),
    SECOND(1_000_000L);

    private final long micros;

    DateUnit(long micros) {
        this.micros = micros;
    }

    /** Its length in microseconds; 0 for years and months, which are of no one length. */
    public long micros() {
        return micros;
    }

    /** Whether a time of day has it. */
    public boolean isOfTime() {
        return this == HOUR || this == MINUTE || this == SECOND;
    }
}
