package io.azoth.jdbc.sqlite;

import static io.azoth.jdbc.sqlite.Sqlite.one;
import static io.azoth.jdbc.sqlite.Sqlite.run;

import io.azoth.jdbc.JdbcConnectionFactory;
import io.r2dbc.spi.Connection;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests on one connection to a database in a file of its own; afterwards it is closed and no thread is left. */
abstract class OnOneFile {
    @TempDir
    Path folder;

    JdbcConnectionFactory factory;
    Connection connection;

    private final List<String> options;
    private final String[] sql;

    /**
     * @param options of the URL
     * @param sql what is run first
     */
    OnOneFile(List<String> options, String... sql) {
        this.options = options;
        this.sql = sql;
    }

    @BeforeEach
    void open() {
        factory = Sqlite.file(folder, options.toArray(String[]::new));
        connection = one(factory.create());
        if (sql.length > 0) {
            one(run(connection, sql));
        }
    }

    @AfterEach
    void close() {
        one(connection.close());
        Workers.awaitNone();
    }
}
