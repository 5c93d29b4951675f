package io.azoth.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** The one PostgreSQL server of this JVM: started at first use, stopped by its own shutdown hook. Any thread may use it. */
final class PostgresServer {

    private static final String USER = "postgres";

    private final EmbeddedPostgres server;
    private final AtomicInteger count = new AtomicInteger();

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    static PostgresServer running() {
        return Holder.SERVER;
    }

    PostgresDatabase newDatabase() {
        String name = "azoth" + count.incrementAndGet();
        administer("CREATE DATABASE " + name);
        return new PostgresDatabase(this, name);
    }

    void drop(String database) {
        administer("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
    }

    String r2dbcUrl(String database) {
        return "r2dbc:postgresql://" + USER + ":" + USER + "@localhost:" + server.getPort() + "/" + database;
    }

    String jdbcUrl(String database) {
        return server.getJdbcUrl(USER, database);
    }

    private void administer(String sql) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + " failed: " + e.getMessage(), e);
        }
    }

    private static final class Holder {

        static final PostgresServer SERVER = start();

        // Nothing here outlives the JVM, so durability would only cost time.
        private static PostgresServer start() {
            try {
                return new PostgresServer(EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("max_connections", "200")
                        .start());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
