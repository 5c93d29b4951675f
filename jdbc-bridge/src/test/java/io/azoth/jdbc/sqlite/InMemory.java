package io.azoth.jdbc.sqlite;

import static io.azoth.jdbc.sqlite.Sqlite.one;

import io.azoth.jdbc.JdbcConnectionFactory;
import io.r2dbc.spi.Connection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests on one connection to a database in memory of its own. */
abstract class InMemory {
    final JdbcConnectionFactory factory = Sqlite.memory();
    Connection connection;

    @BeforeEach
    void open() {
        connection = one(factory.create());
    }

    @AfterEach
    void close() {
        one(connection.close());
        one(factory.close());
    }
}
