package io.azoth.jdbc;

import io.r2dbc.spi.R2dbcException;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An embedded database behind the bridge: what differs from one product to the next.
 *
 * <p>Thread-safe. {@link #connect()} blocks and is called on a worker thread; the rest is computation.
 */
public interface Database {

    /** Returns the product's name. */
    String name();

    /** Returns how long a statement may run on a new connection, or null for no limit. */
    @Nullable
    Duration statementTimeout();

    /** Opens a connection. */
    Session connect() throws SQLException;

    /** Splits a text into statements and finds their parameters. */
    Script parse(String sql);

    /**
     * Returns a script whose data-changing statements also return columns.
     *
     * @param script what to change
     * @param columns the columns, or none for all
     * @throws IllegalArgumentException when a statement returns rows already or changes no data
     */
    Script returning(Script script, String... columns);

    /**
     * Returns what a session of this database binds for a Java value; a Blob or Clob stays as it is.
     *
     * @throws IllegalArgumentException when no value of the database stands for it
     */
    @Nullable
    Object encode(Object value);

    /**
     * Reads a cell as a Java type.
     *
     * @param type the wanted class; Object for what the column's declaration suggests
     * @throws IllegalArgumentException when the cell cannot be read so without loss
     */
    <T> @Nullable T decode(Cells cells, int index, Column column, Class<T> type);

    /** Turns a failure of the JDBC driver into R2DBC's. */
    R2dbcException translate(SQLException failure, @Nullable String sql);

    /** Frees what the database keeps while no connection is open. Idempotent. */
    void close();
}
