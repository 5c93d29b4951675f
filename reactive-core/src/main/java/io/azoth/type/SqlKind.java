package io.azoth.type;

/** The families of SQL types; a dialect renders, binds and reads by family. */
public enum SqlKind {
    /** Whole numbers of 16 bits. */
    SMALLINT,
    /** Whole numbers of 32 bits. */
    INTEGER,
    /** Whole numbers of 64 bits. */
    BIGINT,
    /** Binary fractions of 32 bits. */
    REAL,
    /** Binary fractions of 64 bits. */
    DOUBLE,
    /** Exact decimal fractions. */
    DECIMAL,
    /** True and false. */
    BOOLEAN,
    /** Text of a fixed length. */
    CHAR,
    /** Text up to a length. */
    VARCHAR,
    /** Text of any length. */
    TEXT,
    /** Bytes. */
    BINARY,
    /** Days, without a time. */
    DATE,
    /** Times of a day, without a day and a zone. */
    TIME,
    /** Days with a time, without a zone. */
    TIMESTAMP,
    /** Moments. */
    TIMESTAMP_TZ,
    /** An exact amount of time. */
    INTERVAL,
    /** Identifiers of 128 bits. */
    UUID,
    /** JSON documents. */
    JSON,
    /** Labels of a type that the database itself may know. */
    ENUM,
    /** Lists of values of one type. */
    ARRAY,
    /** A type that is not known, as of a column that was found by name in a foreign database. */
    OTHER
}
