package io.azoth.jdbc.sqlite;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How connections of one factory are set up.
 *
 * @param location where the database is
 * @param journalMode the journal mode, or null for WAL where that can be had
 * @param synchronous how hard a commit is, or null for SQLite's own choice
 * @param busyTimeout how long a statement waits for a lock
 * @param statementTimeout how long a statement may run, or null for no limit
 * @param foreignKeys whether foreign keys are enforced
 * @param cacheSize the page cache in pages, or in KiB where negative; null for SQLite's own choice
 * @param statementCacheSize how many prepared statements are kept
 * @param pragmas further pragmas, sent as they are
 */
record SqliteConfiguration(
        SqliteLocation location,
        @Nullable String journalMode,
        @Nullable String synchronous,
        Duration busyTimeout,
        @Nullable Duration statementTimeout,
        boolean foreignKeys,
        @Nullable Integer cacheSize,
        int statementCacheSize,
        Map<String, String> pragmas) {

    boolean readOnly() {
        return location.readOnly();
    }
}
