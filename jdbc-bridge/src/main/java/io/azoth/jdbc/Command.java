package io.azoth.jdbc;

import java.util.List;

/**
 * One SQL statement of a {@link Script}, ready to be prepared.
 *
 * @param sql the text that the database prepares
 * @param kind what the statement does
 * @param slots for each parameter of the prepared statement the slot of the script that fills it, or -1 for a gap
 * @param returnsRows whether a statement that changes data also returns rows
 * @param wildcard whether the text has a {@code *}, so that its columns can change with the schema
 */
public record Command(String sql, Kind kind, List<Integer> slots, boolean returnsRows, boolean wildcard) {

    /** What a statement does, as far as running it depends on it. */
    public enum Kind {
        /** Reads rows and changes nothing. */
        QUERY,
        /** INSERT, UPDATE, DELETE, REPLACE. */
        CHANGE,
        /** CREATE, ALTER, DROP and whatever else changes the file. */
        DEFINITION,
        /** PRAGMA, EXPLAIN, ATTACH and the like. */
        UTILITY,
        /** Starts a transaction. */
        BEGIN,
        /** Ends a transaction and keeps its changes. */
        COMMIT,
        /** Ends a transaction and drops its changes. */
        ROLLBACK,
        /** Sets, releases or returns to a savepoint. */
        SAVEPOINT
    }
}
