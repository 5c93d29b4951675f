package io.azoth.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A fresh, empty database that lives until it is closed.
 *
 * <p>A test reaches it in two ways: through {@link #url()} as a user of Azoth would, and through {@link #jdbc()} to see from
 * outside what really happened. A third party's database joins the compliance suite by implementing this interface.
 */
public interface TestDatabase extends AutoCloseable {

    /** Which database this is, for expectations that differ and for the names of tests. */
    DatabaseKind kind();

    /** The R2DBC URL under which Azoth reaches this database. */
    String url();

    /** The JDBC URL of the same database. */
    String jdbcUrl();

    /** Drops the database. Connections that are still open are cut off. */
    @Override
    void close();

    /** Opens a JDBC connection that the caller closes. */
    default Connection jdbc() throws SQLException {
        return DriverManager.getConnection(jdbcUrl());
    }

    /** Runs statements over JDBC, each in auto-commit: for set-up that is not what the test is about. */
    default void run(String... statements) {
        try (Connection connection = jdbc();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("set-up of " + url() + " failed: " + e.getMessage(), e);
        }
    }

    /** Reads rows over JDBC as text, the columns of a row joined by {@code |}, NULL as {@code null}. */
    default List<String> read(String sql) {
        try (Connection connection = jdbc();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            List<String> read = new ArrayList<>();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    cells.add(String.valueOf(rows.getString(column)));
                }
                read.add(String.join("|", cells));
            }
            return read;
        } catch (SQLException e) {
            throw new IllegalStateException("reading " + url() + " failed: " + e.getMessage(), e);
        }
    }
}
