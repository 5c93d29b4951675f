package io.azoth.jdbc.sqlite;

import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a configuration out of connection factory options, and refuses what would be misunderstood. */
final class SqliteOptions {

    private static final Set<String> JOURNAL_MODES = Set.of("DELETE", "TRUNCATE", "PERSIST", "MEMORY", "WAL", "OFF");
    private static final Set<String> SYNCHRONOUS = Set.of("OFF", "NORMAL", "FULL", "EXTRA");
    private static final String PREFIX = "sqlite.";
    private static final String PRAGMA = "sqlite.pragma.";

    /** Parameters of SQLite's own file URIs and of its JDBC driver that must not be passed over in silence. */
    private static final Set<String> FOREIGN = Set.of(
            "vfs",
            "nolock",
            "psow",
            "modeof",
            "key",
            "hexkey",
            "textkey",
            "load_extension",
            "enable_load_extension",
            "journal_mode",
            "synchronous",
            "busy_timeout",
            "foreign_keys",
            "cache_size",
            "open_mode",
            "shared_cache",
            "transaction_mode",
            "date_class",
            "date_precision",
            "date_string_format",
            "hexkey_mode");

    private final ConnectionFactoryOptions options;

    private SqliteOptions(ConnectionFactoryOptions options) {
        this.options = options;
    }

    static SqliteConfiguration read(ConnectionFactoryOptions options) {
        SqliteOptions reader = new SqliteOptions(options);
        reader.refuseUnknown();
        return new SqliteConfiguration(
                new LocationReader(options).read(),
                reader.oneOf(SqliteConnectionFactoryProvider.JOURNAL_MODE, JOURNAL_MODES),
                reader.oneOf(SqliteConnectionFactoryProvider.SYNCHRONOUS, SYNCHRONOUS),
                reader.busyTimeout(),
                reader.duration(ConnectionFactoryOptions.STATEMENT_TIMEOUT),
                !Boolean.FALSE.equals(bool(options, SqliteConnectionFactoryProvider.FOREIGN_KEYS)),
                reader.integer(SqliteConnectionFactoryProvider.CACHE_SIZE, Integer.MIN_VALUE),
                reader.statementCacheSize(),
                reader.pragmas());
    }

    /** The options are not listed anywhere, but every one is shown to a filter. */
    private List<Option<?>> all() {
        List<Option<?>> all = new ArrayList<>();
        ConnectionFactoryOptions.Builder ignored =
                ConnectionFactoryOptions.builder().from(options, option -> !all.add(option));
        all.sort(Comparator.comparing(Option::name));
        return all;
    }

    private void refuseUnknown() {
        for (Option<?> option : all()) {
            String name = option.name();
            boolean unknown = name.startsWith(PREFIX)
                    && !name.startsWith(PRAGMA)
                    && !SqliteConnectionFactoryProvider.KNOWN.contains(name);
            if (unknown) {
                throw new IllegalArgumentException("Unknown option '" + name + "'. The options are "
                        + SqliteConnectionFactoryProvider.KNOWN + " and sqlite.pragma.<name>");
            }
            if (FOREIGN.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("'" + name + "' is no option of r2dbc:sqlite. The options are "
                        + SqliteConnectionFactoryProvider.KNOWN + " and sqlite.pragma.<name>");
            }
        }
    }

    private @Nullable String oneOf(Option<String> option, Set<String> allowed) {
        Object value = options.getValue(option);
        if (value == null) {
            return null;
        }
        String upper = value.toString().toUpperCase(Locale.ROOT);
        if (!allowed.contains(upper)) {
            throw new IllegalArgumentException("Option '" + option.name() + "' is '" + value
                    + "', and should be one of " + new TreeSet<>(allowed));
        }
        return upper;
    }

    private Duration busyTimeout() {
        Duration own = duration(SqliteConnectionFactoryProvider.BUSY_TIMEOUT);
        Duration standard = duration(ConnectionFactoryOptions.LOCK_WAIT_TIMEOUT);
        return own != null ? own : standard != null ? standard : Duration.ofSeconds(5);
    }

    private @Nullable Duration duration(Option<Duration> option) {
        Object value = options.getValue(option);
        if (value == null) {
            return null;
        }
        try {
            Duration duration = value instanceof Duration given ? given : duration(value.toString());
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException | NumberFormatException unreadable) {
            // told below
        }
        throw new IllegalArgumentException("Option '" + option.name() + "' is '" + value
                + "', and should be milliseconds or an ISO duration such as PT5S");
    }

    private static Duration duration(String text) {
        return text.startsWith("P") ? Duration.parse(text) : Duration.ofMillis(Long.parseLong(text));
    }

    private int statementCacheSize() {
        Integer size = integer(SqliteConnectionFactoryProvider.STATEMENT_CACHE_SIZE, 0);
        return size == null ? 256 : size;
    }

    private @Nullable Integer integer(Option<Integer> option, int least) {
        Object value = options.getValue(option);
        if (value == null) {
            return null;
        }
        try {
            int number = value instanceof Integer integer ? integer : Integer.parseInt(value.toString());
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException unreadable) {
            // told below
        }
        throw new IllegalArgumentException("Option '" + option.name() + "' is '" + value + "', and should be "
                + (least == 0 ? "a number from 0" : "a number"));
    }

    static @Nullable Boolean bool(ConnectionFactoryOptions options, Option<Boolean> option) {
        Object value = options.getValue(option);
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        return switch (value.toString().toLowerCase(Locale.ROOT)) {
            case "true", "1", "on" -> true;
            case "false", "0", "off" -> false;
            default ->
                throw new IllegalArgumentException(
                        "Option '" + option.name() + "' is '" + value + "', and should be true or false");
        };
    }

    private Map<String, String> pragmas() {
        Map<String, String> pragmas = new TreeMap<>();
        for (Option<?> option : all()) {
            if (option.name().startsWith(PRAGMA)) {
                String name = option.name().substring(PRAGMA.length());
                String value = String.valueOf(options.getValue(option));
                if (!name.matches("[a-z_]+") || !value.matches("[A-Za-z0-9_.+-]+")) {
                    throw new IllegalArgumentException("Option '" + option.name() + "' is '" + value
                            + "': a pragma's name is lower case, its value a word or a number");
                }
                pragmas.put(name, value);
            }
        }
        return pragmas;
    }
}
