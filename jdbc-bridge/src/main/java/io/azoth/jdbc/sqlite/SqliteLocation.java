package io.azoth.jdbc.sqlite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;

/**
 * Where a database is.
 *
 * @param name what a person calls it
 * @param key what two locations of the same database have in common
 * @param url the JDBC URL, with nothing in it that came from a caller unescaped
 * @param memory whether it lives in memory, as long as some connection is open
 * @param readOnly whether it can only be read
 */
record SqliteLocation(String name, String key, String url, boolean memory, boolean readOnly) {

    /** How a file may be opened. */
    enum Mode {
        RO,
        RW,
        RWC
    }

    static SqliteLocation file(String name, Mode mode, boolean immutable) {
        Path path = path(name);
        String text = path.toString().replace('\\', '/');
        String uri = "jdbc:sqlite:file:" + escaped(text.startsWith("/") ? text : "/" + text) + "?mode="
                + mode.name().toLowerCase(Locale.ROOT) + (immutable ? "&immutable=1" : "");
        return new SqliteLocation(path.toString(), key(path), uri, false, mode == Mode.RO || immutable);
    }

    /** A database that connections of one factory share and nobody else sees. */
    static SqliteLocation privateMemory() {
        return sharedMemory("azoth-" + UUID.randomUUID());
    }

    /** A database that every factory of this process with the same name shares. */
    static SqliteLocation sharedMemory(String name) {
        return new SqliteLocation(
                name, "memory:" + name, "jdbc:sqlite:file:/" + escaped(name) + "?vfs=memdb", true, false);
    }

    private static Path path(String name) {
        try {
            return Path.of(name).toAbsolutePath().normalize();
        } catch (InvalidPathException unusable) {
            throw new IllegalArgumentException("'" + name + "' is no file name: " + unusable.getReason(), unusable);
        }
    }

    /** Links lead to one file, so to one line of writers. */
    private static String key(Path path) {
        try {
            if (Files.exists(path)) {
                return path.toRealPath().toString();
            }
            Path parent = path.getParent();
            return parent == null
                    ? path.toString()
                    : parent.toRealPath().resolve(path.getFileName()).toString();
        } catch (IOException unreachable) {
            return path.toString();
        }
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (b >= 'a' && b <= 'z')
                    || (b >= 'A' && b <= 'Z')
                    || (b >= '0' && b <= '9')
                    || b == '/'
                    || b == '.'
                    || b == '-'
                    || b == '_'
                    || b == '~'
                    || b == ':';
            if (plain) {
                escaped.append((char) b);
            } else {
                escaped.append('%')
                        .append(Character.forDigit((b >> 4) & 15, 16))
                        .append(Character.forDigit(b & 15, 16));
            }
        }
        return escaped.toString();
    }
}
