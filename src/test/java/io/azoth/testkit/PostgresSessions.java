package io.azoth.testkit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the server itself says about the sessions of one PostgreSQL database: the proof that nothing leaked.
 *
 * <p>A client may return before the server has seen its last message, so the assertions wait for the server to settle and fail
 * only when it does not.
 */
public final class PostgresSessions {

    private static final String OTHERS = "FROM pg_stat_activity WHERE datname = current_database()"
            + " AND backend_type = 'client backend' AND pid <> pg_backend_pid()";

    private final TestDatabase database;
    private final Duration patience;

    PostgresSessions(TestDatabase database, Duration patience) {
        if (database.kind() != DatabaseKind.POSTGRES) {
            throw new IllegalArgumentException("not a PostgreSQL database: " + database);
        }
        this.database = database;
        this.patience = patience;
    }

    /** The sessions of {@code database}, which is a {@link DatabaseKind#POSTGRES}. */
    public static PostgresSessions of(TestDatabase database) {
        return new PostgresSessions(database, Duration.ofSeconds(10));
    }

    /** How many sessions are connected now, this check's own not counted. */
    public int count() {
        return Integer.parseInt(database.read("SELECT count(*) " + OTHERS).get(0));
    }

    /** Fails unless every session comes to rest outside a transaction. */
    public void assertNoneInTransaction() {
        assertSettles("state <> 'idle'", "sessions still in a transaction or running a statement");
    }

    /** Fails unless no more than so many sessions stay: one that was replaced takes a moment to go. */
    public void assertAtMost(int count) {
        assertSettles("(SELECT count(*) " + OTHERS + ") > " + count, "more than " + count + " sessions connected");
    }

    /** Fails unless every session disconnects. */
    public void assertNoneConnected() {
        assertSettles("true", "sessions still connected");
    }

    private void assertSettles(String unwanted, String complaint) {
        long deadline = System.nanoTime() + patience.toNanos();
        try (Connection connection = database.jdbc();
                Statement statement = connection.createStatement()) {
            List<String> left = sessions(statement, unwanted);
            while (!left.isEmpty()) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(complaint + ": " + left);
                }
                statement.execute("SELECT pg_sleep(0.01)");
                left = sessions(statement, unwanted);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> sessions(Statement statement, String unwanted) throws SQLException {
        List<String> sessions = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT pid, state, query " + OTHERS + " AND " + unwanted)) {
            while (rows.next()) {
                sessions.add(rows.getInt(1) + " " + rows.getString(2) + " [" + rows.getString(3) + "]");
            }
        }
        return sessions;
    }
}
