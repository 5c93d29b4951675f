package io.azoth.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

final class SqliteDatabase implements TestDatabase {

    private static final String NAME = "test.db";

    private final Path folder;

    private SqliteDatabase(Path folder) {
        this.folder = folder;
    }

    static SqliteDatabase inTemporaryFile() {
        try {
            return new SqliteDatabase(Files.createTempDirectory("azoth-sqlite"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public DatabaseKind kind() {
        return DatabaseKind.SQLITE;
    }

    // An absolute path starts with a slash of its own behind the three of the URL.
    @Override
    public String url() {
        return "r2dbc:sqlite:///" + folder.resolve(NAME);
    }

    @Override
    public String jdbcUrl() {
        return "jdbc:sqlite:" + folder.resolve(NAME) + "?journal_mode=WAL&busy_timeout=10000";
    }

    @Override
    public void close() {
        try {
            for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
                Files.deleteIfExists(folder.resolve(NAME + suffix));
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "SQLITE";
    }
}
