package io.azoth.type;

/** The families of SQL types; a dialect renders, binds and reads by family. */
public enum SqlKind {
    SMALLINT,
    INTEGER,
    BIGINT,
    REAL,
    DOUBLE,
    DECIMAL,
    BOOLEAN,
    CHAR,
    VARCHAR,
    TEXT,
    BINARY,
    DATE,
    TIME,
    TIMESTAMP,
    TIMESTAMP_TZ,
    /** An exact amount of time. */
    INTERVAL,
    UUID,
    JSON,
    ENUM,
    ARRAY,
    /** A type that is not known, as of a column that was found by name in a foreign database. */
    OTHER
}
