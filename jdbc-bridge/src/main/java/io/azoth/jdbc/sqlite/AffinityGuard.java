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
 *
 * <p>What was looked up is good for as long as the version of each database's schema stays, which other connections
 * change, and until {@link #forget()} is called for what this connection itself did: its temporary tables, databases
 * that it attaches, and tables of a transaction that is rolled back, whose versions are given again.
 */
final class AffinityGuard {

    /** Some column could change one of the values. */
    static final int ENDANGERED = 1;

    /** There is a value that {@link #plain} binds in another form. */
    static final int NUMBERS = 2;

    /** There is a value that is let go of after a run. */
    static final int LARGE = 4;

    private static final int LONGEST_SMALL = 4096;
    private static final int MISMATCH = 20;
    private static final int STATEMENTS = 64;

    /** Names are looked for as SQLite does: among temporary tables, in the main database, in the attached ones. */
    private static final String COLUMNS = """
            SELECT name, CASE WHEN type = 'ANY' COLLATE NOCASE AND EXISTS (SELECT 1 FROM
                (SELECT strict FROM pragma_table_list AS l JOIN pragma_database_list AS d ON d.name = l.schema
                    WHERE l.name = ?1 COLLATE NOCASE AND (?2 IS NULL OR l.schema = ?2 COLLATE NOCASE)
                    ORDER BY d.seq <> 1, d.seq LIMIT 1)
                WHERE strict) THEN '' ELSE type END, hidden
            FROM pragma_table_xinfo(?1""";

    /** A column of the table that a statement writes. */
    private record Target(String name, String declared, boolean generated) {}

    /** What is known of a statement: the columns that each of its parameters is written to. */
    private record Known(List<Object> versions, List<List<Target>> columns) {}

    private final SqliteSession session;
    private final Map<String, Known> statements = new HashMap<>();
    private List<String> questions = List.of();

    AffinityGuard(SqliteSession session) {
        this.session = session;
    }

    /** Drops what was looked up, because this connection may have changed which tables there are. */
    void forget() {
        statements.clear();
        questions = List.of();
    }

    /** Looks at the values of a statement once and returns what is to be known of them, a bit for each. */
    static int look(@Nullable Object[] values) {
        int seen = 0;
        for (Object value : values) {
            if (value instanceof String text) {
                seen |= (NumericText.changes(text) ? ENDANGERED : 0) | (text.length() > LONGEST_SMALL ? LARGE : 0);
            } else if (value instanceof byte[] bytes) {
                seen |= bytes.length > LONGEST_SMALL ? LARGE : 0;
            } else if (value instanceof NumberText number) {
                seen |= number.fits() ? NUMBERS : NUMBERS | ENDANGERED;
            }
        }
        return seen;
    }

    /** Returns the values as they are bound. */
    static @Nullable Object[] plain(@Nullable Object[] values) {
        @Nullable Object[] plain = values;
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof NumberText number) {
                plain = plain == values ? values.clone() : plain;
                plain[i] = number.text();
            }
        }
        return plain;
    }

    /**
     * Fails unless the columns that the values are written to keep them. Holds for the transaction that it is called in,
     * whose view of the schema nobody else changes.
     */
    void check(Command command, @Nullable Object[] values, CancelToken token) throws SQLException {
        check(command, values, columns(command, token));
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
        List<Object> versions = versions(token);
        Known known = statements.get(command.sql());
        if (known == null || !known.versions().equals(versions)) {
            known = new Known(versions, resolve(command, token));
            if (statements.size() >= STATEMENTS) {
                statements.clear();
            }
            statements.put(command.sql(), known);
        }
        return known.columns();
    }

    /** Returns the schema's version of each database but that of temporary tables, which is this connection's own. */
    private List<Object> versions(CancelToken token) throws SQLException {
        if (questions.isEmpty()) {
            List<String> asked = new ArrayList<>();
            for (@Nullable Object[] row : session.rows(token, "SELECT name FROM pragma_database_list WHERE seq <> 1")) {
                asked.add("PRAGMA " + SqliteSession.quoted(String.valueOf(row[0])) + ".schema_version");
            }
            questions = List.copyOf(asked);
        }
        List<Object> versions = new ArrayList<>(questions.size());
        for (String question : questions) {
            versions.add(String.valueOf(session.rows(token, question).get(0)[0]));
        }
        return versions;
    }

    private List<List<Target>> resolve(Command command, CancelToken token) throws SQLException {
        WriteTargets targets = WriteTargets.of(command.sql());
        List<Target> table = new ArrayList<>();
        String sql = targets.schema() == null ? COLUMNS + ")" : COLUMNS + ", ?2)";
        List<@Nullable Object[]> rows = session.rows(token, sql, targets.table(), targets.schema());
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
