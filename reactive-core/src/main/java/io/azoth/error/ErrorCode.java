package io.azoth.error;

import java.util.Locale;

/**
 * What went wrong, as a stable name: programs branch on it, and {@link #anchor()} is its section in the documentation.
 */
public enum ErrorCode {
    // Definitions: tables, columns, foreign keys.
    UNKNOWN_TABLE,
    UNKNOWN_COLUMN,
    DUPLICATE_TABLE,
    DUPLICATE_COLUMN,
    UNKNOWN_REFERENCE,
    INVALID_NAME,
    FROZEN_TABLE,

    // Expressions and statements.
    NO_JOIN_CONDITION,
    AMBIGUOUS_JOIN_CONDITION,
    WRONG_TYPE,
    MISSING_PARAMETER,
    UNKNOWN_PARAMETER,
    INVALID_STATEMENT,
    UNSUPPORTED_BY_DIALECT,
    NOT_BOUND,

    // Rows.
    TOO_MANY_ROWS,
    NO_ROW,
    AMBIGUOUS_COLUMN,
    VALUE_CONVERSION,

    // Engine, connections, transactions.
    UNKNOWN_URL_SCHEME,
    INVALID_URL,
    CONNECT_FAILED,
    CONNECTION_LOST,
    ACQUIRE_TIMEOUT,
    CLOSED,
    RESULT_BUFFER_FULL,
    UNEXPECTED_STATEMENT,
    TRANSACTION_ENDED,
    OUTCOME_UNKNOWN,

    // What the database refused.
    UNIQUE_VIOLATION,
    FOREIGN_KEY_VIOLATION,
    NOT_NULL_VIOLATION,
    CHECK_VIOLATION,
    INTEGRITY_VIOLATION,
    BAD_SQL,
    SERIALIZATION_FAILURE,
    LOCK_TIMEOUT,
    STATEMENT_TIMEOUT,
    READ_ONLY,
    CORRUPT_DATABASE,
    PERMISSION_DENIED,
    DATABASE_ERROR,

    // Object mapping.
    UNMAPPED_CLASS,
    UNKNOWN_ATTRIBUTE,
    INVALID_MAPPING,
    NOT_LOADED,
    OTHER_SESSION,
    DETACHED_OBJECT,
    STALE_OBJECT,
    UNFLUSHED_CHANGES,
    INVALID_STATE;

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The stable name, such as {@code unknown-column}. */
    public String id() {
        return id;
    }

    /** Where the documentation explains it, relative to the project's root. */
    public String anchor() {
        return "docs/errors.md#" + id;
    }
}
