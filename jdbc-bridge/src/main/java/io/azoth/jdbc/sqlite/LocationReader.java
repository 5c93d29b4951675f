package io.azoth.jdbc.sqlite;

import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds out which database a URL or a set of options means. */
final class LocationReader {

    private static final String FORMS = "r2dbc:sqlite:///relative.db, r2dbc:sqlite:////absolute/file.db, "
            + "r2dbc:sqlite:///:memory: or r2dbc:sqlite:///name?mode=memory&cache=shared";

    private final ConnectionFactoryOptions options;
    private final Map<String, String> parameters = new TreeMap<>();

    LocationReader(ConnectionFactoryOptions options) {
        this.options = options;
    }

    SqliteLocation read() {
        refuseHost();
        Object given = options.getValue(ConnectionFactoryOptions.DATABASE);
        String database = given == null ? "" : given.toString();
        if (database.isBlank()) {
            throw new IllegalArgumentException("No database is named: write " + FORMS);
        }
        for (String name : new String[] {"mode", "cache", "immutable"}) {
            Object value = options.getValue(Option.valueOf(name));
            if (value != null) {
                parameters.put(name, value.toString());
            }
        }
        if (database.startsWith("file:")) {
            database = fromUri(database);
        }
        return locate(database);
    }

    private void refuseHost() {
        Object host = options.getValue(ConnectionFactoryOptions.HOST);
        Object database = options.getValue(ConnectionFactoryOptions.DATABASE);
        if (host != null) {
            String wrong = database == null ? host.toString() : host + "/" + database;
            throw new IllegalArgumentException(
                    "r2dbc:sqlite://" + wrong + " names '" + host + "' as a host: a file is r2dbc:sqlite:///" + wrong);
        }
        Object protocol = options.getValue(ConnectionFactoryOptions.PROTOCOL);
        if (protocol != null && !protocol.toString().isEmpty()) {
            throw new IllegalArgumentException("r2dbc:sqlite has no protocol '" + protocol + "': write " + FORMS);
        }
    }

    /** Takes SQLite's own URI form apart; its parameters are the same as those of the R2DBC URL. */
    private String fromUri(String uri) {
        int fragment = uri.indexOf('#');
        String whole = fragment < 0 ? uri : uri.substring(0, fragment);
        int query = whole.indexOf('?');
        String path = whole.substring("file:".length(), query < 0 ? whole.length() : query);
        if (path.startsWith("//")) {
            int slash = path.indexOf('/', 2);
            String authority = path.substring(2, slash < 0 ? path.length() : slash);
            if (!authority.isEmpty() && !authority.equals("localhost")) {
                throw new IllegalArgumentException("'" + uri + "' names '" + authority + "' as a host");
            }
            path = slash < 0 ? "" : path.substring(slash);
        }
        if (query >= 0) {
            for (String parameter : whole.substring(query + 1).split("&", -1)) {
                int equal = parameter.indexOf('=');
                String name = equal < 0 ? parameter : parameter.substring(0, equal);
                if (!name.equals("mode") && !name.equals("cache") && !name.equals("immutable")) {
                    throw new IllegalArgumentException(
                            "'" + name + "' in '" + uri + "' is refused: the parameters are mode, cache and immutable");
                }
                parameters.put(name, equal < 0 ? "" : parameter.substring(equal + 1));
            }
        }
        return decoded(path);
    }

    /** Puts bytes in the place of {@code %} and two digits; anything else stands for itself. */
    private static String decoded(String path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
        for (int i = 0; i < path.length(); ) {
            boolean escape = path.charAt(i) == '%'
                    && i + 2 < path.length()
                    && Character.digit(path.charAt(i + 1), 16) >= 0
                    && Character.digit(path.charAt(i + 2), 16) >= 0;
            if (escape) {
                bytes.write(Integer.parseInt(path.substring(i + 1, i + 3), 16));
                i += 3;
            } else {
                int character = path.codePointAt(i);
                bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(character);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private SqliteLocation locate(String database) {
        boolean shared = choice("cache", "private", "shared").equals("shared");
        String mode = choice("mode", "rwc", "ro", "rw", "memory");
        boolean immutable = choice("immutable", "0", "1", "false", "true").matches("1|true")
                || Boolean.TRUE.equals(SqliteOptions.bool(options, SqliteConnectionFactoryProvider.IMMUTABLE));
        boolean readOnly = immutable
                || Boolean.TRUE.equals(SqliteOptions.bool(options, SqliteConnectionFactoryProvider.READ_ONLY));
        if (database.equals(":memory:")) {
            return SqliteLocation.privateMemory();
        }
        if (database.startsWith(":")) {
            throw new IllegalArgumentException("The database '" + database + "' is refused: write " + FORMS);
        }
        if (mode.equals("memory")) {
            return shared ? SqliteLocation.sharedMemory(database) : SqliteLocation.privateMemory();
        }
        if (shared) {
            throw new IllegalArgumentException("cache=shared is for mode=memory: a file is shared by its name");
        }
        SqliteLocation.Mode open =
                readOnly ? SqliteLocation.Mode.RO : SqliteLocation.Mode.valueOf(mode.toUpperCase(Locale.ROOT));
        return SqliteLocation.file(database, open, immutable);
    }

    private String choice(String name, String otherwise, String... more) {
        @Nullable String value = parameters.get(name);
        if (value == null || value.equals(otherwise)) {
            return otherwise;
        }
        for (String allowed : more) {
            if (value.equals(allowed)) {
                return value;
            }
        }
        throw new IllegalArgumentException(
                "'" + name + "' is '" + value + "', and should be " + otherwise + " or " + String.join(" or ", more));
    }
}
