package io.azoth.benchmarks.sqlite;

import io.r2dbc.spi.ConnectionFactories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import reactor.core.publisher.Mono;

/** A file with a table of rows, opened by JDBC and by the driver. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // opened before anything is measured
public class Shop {

    static final int ROWS = 500_000;

    /** A row as every contender builds it. */
    record Item(int id, long amount, String name) {}

    private Path folder;
    Connection jdbc;
    io.r2dbc.spi.Connection r2dbc;

    /** Creates and fills the file. */
    @Setup(Level.Trial)
    public void open() throws IOException, SQLException {
        folder = Files.createTempDirectory("azoth-sqlite");
        Path file = folder.resolve("shop.db");
        deleteAtExit();
        Properties plain = new Properties();
        plain.setProperty("jdbc.get_generated_keys", "false");
        plain.setProperty("journal_mode", "WAL");
        plain.setProperty("synchronous", "NORMAL");
        plain.setProperty("foreign_keys", "true");
        jdbc = DriverManager.getConnection("jdbc:sqlite:" + file, plain);
        jdbc.setAutoCommit(false);
        jdbc.createStatement().execute("CREATE TABLE item (id INTEGER PRIMARY KEY, amount INTEGER, name TEXT)");
        jdbc.createStatement().execute("CREATE TABLE sale (id INTEGER PRIMARY KEY, amount INTEGER, name TEXT)");
        try (PreparedStatement insert = jdbc.prepareStatement("INSERT INTO item VALUES (?, ?, ?)")) {
            for (int i = 1; i <= ROWS; i++) {
                insert.setInt(1, i);
                insert.setLong(2, i * 3L);
                insert.setString(3, "item number " + i);
                insert.executeUpdate();
            }
        }
        jdbc.commit();
        r2dbc = Objects.requireNonNull(
                Mono.from(ConnectionFactories.get("r2dbc:sqlite:///" + file + "?sqlite.synchronous=normal")
                                .create())
                        .block());
    }

    /** The threads live as long as the process, so that the last iteration's processor time is there to be read. */
    private void deleteAtExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            for (String name : new String[] {"shop.db-wal", "shop.db-shm", "shop.db", ""}) {
                boolean unused = folder.resolve(name).toFile().delete();
            }
        }));
    }

    static Item item(ResultSet row) throws SQLException {
        return new Item(row.getInt(1), row.getLong(2), row.getString(3));
    }
}
