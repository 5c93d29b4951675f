package io.azoth.error;

import java.util.Locale;

/**
 * What went wrong, as a stable name: programs branch on it, and {@link #anchor()} is its section in the documentation.
 */
public enum ErrorCode {
    // Definitions: tables, columns, foreign keys.
    /** The metadata or the live database has no table of the name. */
    UNKNOWN_TABLE,

    /** A table, a row or a subquery has no column of the name, or a column of another table was given. */
    UNKNOWN_COLUMN,

    /** The metadata has a table of the name already. */
    DUPLICATE_TABLE,

    /** A column stands in a table twice, or a name was given twice in one row of values. */
    DUPLICATE_COLUMN,

    /**
     * A foreign key refers to a table or column that is not in the metadata, or tables refer to each other in a
     * circle.
     */
    UNKNOWN_REFERENCE,

    /** A name is blank, has a NUL character, or is no name of a function. */
    INVALID_NAME,

    /** A column was added to a table after its first use. */
    FROZEN_TABLE,

    // Expressions and statements.
    /** A join was asked to find its ON clause, and there is no foreign key between both sides. */
    NO_JOIN_CONDITION,

    /** A join was asked to find its ON clause, and there is more than one foreign key between both sides. */
    AMBIGUOUS_JOIN_CONDITION,

    /** A value is of another Java class than the column, parameter or attribute that it is for. */
    WRONG_TYPE,

    /**
     * A statement was run without a value for one of its named parameters, or a row lacks a column that the first row
     * has.
     */
    MISSING_PARAMETER,

    /** A value was given for a name that the statement has not. */
    UNKNOWN_PARAMETER,

    /** A statement is put together in a way that has no meaning, such as an UPDATE that sets nothing. */
    INVALID_STATEMENT,

    /** The target has no such construct, and there is no equal form. */
    UNSUPPORTED_BY_DIALECT,

    /** A statement was executed by itself, but its tables are not bound to an engine. */
    NOT_BOUND,

    // Rows.
    /** One row or one key was asked for and there are more. */
    TOO_MANY_ROWS,

    /** A row or key was asked for that has to be there, and there is none. */
    NO_ROW,

    /** A name stands in a row twice. */
    AMBIGUOUS_COLUMN,

    /** A value cannot be given in the class that was asked for without loss. */
    VALUE_CONVERSION,

    // Engine, connections, transactions.
    /** There is no driver or no dialect for a URL. */
    UNKNOWN_URL_SCHEME,

    /** A URL cannot be read. */
    INVALID_URL,

    /** The database could not be reached, refused the connection, or its file cannot be opened. */
    CONNECT_FAILED,

    /** The connection broke while it was in use. */
    CONNECTION_LOST,

    /** No connection became free within the limit. */
    ACQUIRE_TIMEOUT,

    /** The engine, connection or session is closed. */
    CLOSED,

    /**
     * A statement waited behind a result whose reader had stopped asking, and the rest of that result did not fit the
     * buffer.
     */
    RESULT_BUFFER_FULL,

    /** A mock database was not told how to answer a statement. */
    UNEXPECTED_STATEMENT,

    /** A transaction was used after its end. */
    TRANSACTION_ENDED,

    /** The connection broke between COMMIT and its reply: the database may have kept the transaction or not. */
    OUTCOME_UNKNOWN,

    // What the database refused.
    /** A row would have the same unique value or key as another. */
    UNIQUE_VIOLATION,

    /** A row would refer to one that is not there, or one that is referred to would be removed. */
    FOREIGN_KEY_VIOLATION,

    /** A column that is never NULL would be. */
    NOT_NULL_VIOLATION,

    /** A row would break a CHECK constraint. */
    CHECK_VIOLATION,

    /** A row would break a constraint that the database does not name more closely. */
    INTEGRITY_VIOLATION,

    /** The database does not take the statement: its syntax, or a name in it. */
    BAD_SQL,

    /** Two transactions cannot both be kept: a serialization failure or a deadlock. */
    SERIALIZATION_FAILURE,

    /** A table has changed since the statement was prepared, and the transaction around it is aborted. */
    STALE_STATEMENT,

    /** A statement of the transaction has failed before, and the database takes no other. */
    TRANSACTION_ABORTED,

    /** A lock was not released within the limit. */
    LOCK_TIMEOUT,

    /** A statement ran longer than its limit and was stopped at the server. */
    STATEMENT_TIMEOUT,

    /** A change on a database, file or transaction that is read only. */
    READ_ONLY,

    /** The file is damaged, or is not a database. */
    CORRUPT_DATABASE,

    /** The database user may not do this. */
    PERMISSION_DENIED,

    /** The database reported an error that has no class of its own here. */
    DATABASE_ERROR,

    // Object mapping.
    /** An object or query is of a class that the mappers do not know. */
    UNMAPPED_CLASS,

    /** A mapped class has no attribute of the name. */
    UNKNOWN_ATTRIBUTE,

    /**
     * A class and a table do not fit: a column without a field, a field of another class, a relation without a
     * foreign key or with two.
     */
    INVALID_MAPPING,

    /** A relation was read that is not loaded. */
    NOT_LOADED,

    /** An object belongs to another session that is open. */
    OTHER_SESSION,

    /** An object belongs to no session. */
    DETACHED_OBJECT,

    /** An UPDATE or DELETE met another number of rows than expected: somebody else has changed or deleted the row. */
    STALE_OBJECT,

    /** A session ended with changes that were never flushed. */
    UNFLUSHED_CHANGES,

    /** An object is used in a way that does not fit its state, such as deleting one that was never saved. */
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
