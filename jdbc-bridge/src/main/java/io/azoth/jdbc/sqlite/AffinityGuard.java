package io.azoth.jdbc.sqlite;

import io.azoth.jdbc.CancelToken;
import io.azoth.jdbc.Command;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses values that a column's affinity would silently change.
 *
 * <p>A column whose declaration has no word for text turns text that looks like a number into one: of a decimal it
 * keeps some 15 digits, of {@code '007'} a 7. Most values cannot be harmed and cost a glance; for one that can, the
 * column that it is written to is looked up. Worker thread only.
 */
final class AffinityGuard {

    private static final int MISMATCH = 20;
    private static final int STATEMENTS = 64;

    private static final String COLUMNS = """
            SELECT name, CASE WHEN type = 'ANY' COLLATE NOCASE AND EXISTS
                (SELECT 1 FROM pragma_table_list WHERE name = ?1 COLLATE NOCASE AND strict) THEN '' ELSE type END, hidden
            FROM pragma_table_xinfo(?1""";

    /** A column of the table that a statement writes. */
    private record Target(String name, String declared, boolean generated) {}

    /** What is known of a statement: the columns that each of its parameters is written to. */
    private record Known(String schemaVersion, List<List<Target>> columns) {}

    private final SqliteSession session;
    private final Map<String, Known> statements = new HashMap<>();

    AffinityGuard(SqliteSession session) {
        this.session = session;
    }

    /** Returns the values as they are bound, after it made sure that the columns they are written to keep them. */
    @Nullable
    Object[] admit(Command command, @Nullable Object[] values, CancelToken token) throws SQLException {
        boolean numbers = false;
        boolean endangered = false;
        for (Object value : values) {
            if (value instanceof String text) {
                endangered |= NumericText.changes(text);
            } else if (value instanceof NumberText number) {
                numbers = true;
                endangered |= !number.fits();
            }
        }
        if (endangered && command.kind() == Command.Kind.CHANGE) {
            check(command, values, columns(command, token));
        }
        return numbers ? plain(values) : values;
    }

    private static @Nullable Object[] plain(@Nullable Object[] values) {
        @Nullable Object[] plain = values.clone();
        for (int i = 0; i < plain.length; i++) {
            if (plain[i] instanceof NumberText number) {
                plain[i] = number.text();
            }
        }
        return plain;
    }

    private static void check(Command command, @Nullable Object[] values, List<List<Target>> columns) {
        for (int i = 0; i < values.length && i < columns.size(); i++) {
            for (Target column : columns.get(i)) {
                check(command, i, values[i], column);
            }
        }
    }

    private static void check(Command command, int parameter, @Nullable Object value, Target column) {
        DeclaredTypes.Affinity affinity = DeclaredTypes.affinity(column.declared());
        if (affinity == DeclaredTypes.Affinity.TEXT || affinity == DeclaredTypes.Affinity.NONE) {
            return;
        }
        String text = value instanceof NumberText number ? number.text() : value instanceof String given ? given : "";
        if (affinity == DeclaredTypes.Affinity.REAL) {
            if (NumericText.overflows(text)) {
                throw refusal(command, parameter, column, "a double, whose range the value exceeds", "22003");
            }
        } else if (value instanceof NumberText || DeclaredTypes.isNumeric(column.declared())) {
            if (!NumericText.keepsNumber(text)) {
                throw refusal(command, parameter, column, "a double, which would round the value", "22003");
            }
        } else if (NumericText.changes(text)) {
            throw refusal(command, parameter, column, "a number, which would change the text", "22018");
        }
    }

    private static R2dbcDataIntegrityViolationException refusal(
            Command command, int parameter, Target column, String becomes, String state) {
        return new R2dbcDataIntegrityViolationException(
                "Parameter " + parameter + " is not kept by column '" + column.name() + "': declared "
                        + column.declared() + ", it makes it " + becomes
                        + ". Declare the column TEXT or DECIMAL_TEXT to keep every character",
                state,
                MISMATCH,
                command.sql(),
                null);
    }

    private List<List<Target>> columns(Command command, CancelToken token) throws SQLException {
        String version =
                String.valueOf(session.rows(token, "PRAGMA schema_version").get(0)[0]);
        Known known = statements.get(command.sql());
        if (known == null || !known.schemaVersion().equals(version)) {
            known = new Known(version, resolve(command, token));
            if (statements.size() >= STATEMENTS) {
                statements.clear();
            }
            statements.put(command.sql(), known);
        }
        return known.columns();
    }

    private List<List<Target>> resolve(Command command, CancelToken token) throws SQLException {
        WriteTargets targets = WriteTargets.of(command.sql());
        List<Target> table = new ArrayList<>();
        boolean named = targets.schema() != null;
        List<@Nullable Object[]> rows = named
                ? session.rows(token, COLUMNS + ", ?2)", targets.table(), targets.schema())
                : session.rows(token, COLUMNS + ")", targets.table());
        for (@Nullable Object[] row : rows) {
            table.add(new Target(
                    String.valueOf(row[0]),
                    String.valueOf(row[1]),
                    !Long.valueOf(0).equals(row[2])));
        }
        List<List<Target>> resolved = new ArrayList<>();
        for (int i = 0; i < command.slots().size(); i++) {
            resolved.add(resolve(targets, i, table));
        }
        return resolved;
    }

    private static List<Target> resolve(WriteTargets targets, int parameter, List<Target> table) {
        List<Target> plain =
                table.stream().filter(column -> !column.generated()).toList();
        List<Target> found = new ArrayList<>();
        for (WriteTargets.Target target : targets.of(parameter)) {
            String name = target.column();
            int position = target.position();
            if (name != null) {
                String lower = name.toLowerCase(Locale.ROOT);
                plain.stream()
                        .filter(column -> column.name().toLowerCase(Locale.ROOT).equals(lower))
                        .forEach(found::add);
            } else if (position < 0) {
                plain.stream().filter(column -> targets.writes(column.name())).forEach(found::add);
            } else if (position < plain.size()) {
                found.add(plain.get(position));
            }
        }
        return found;
    }
}
