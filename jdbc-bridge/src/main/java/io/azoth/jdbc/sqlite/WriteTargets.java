package io.azoth.jdbc.sqlite;

import io.azoth.jdbc.sqlite.Tokenizer.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out from the text of an INSERT or UPDATE which column each of its parameters is written to.
 *
 * <p>A parameter inside of an expression counts for the column that the expression is for. One whose way cannot be
 * followed, because it goes through a subquery in FROM or WITH, may reach every column that is written. Parameters of
 * conditions reach none. One instance reads one text.
 */
final class WriteTargets {

    /** Where a parameter goes: a named column, the column at a position, or with neither any column. */
    record Target(@Nullable String column, int position) {
        static final Target ANY = new Target(null, -1);
    }

    private enum State {
        LEAD,
        INTO,
        TABLE,
        AFTER_TABLE,
        COLUMNS,
        BODY,
        ROWS,
        LIST,
        SET_NAMES,
        SET_VALUE,
        CONDITION
    }

    private final String sql;
    private final Tokenizer tokens;
    private final ParameterNumbers numbers = new ParameterNumbers();
    private final Map<Integer, List<Target>> targets = new HashMap<>();
    private final List<String> columns = new ArrayList<>();
    private final List<String> assigned = new ArrayList<>();
    private final List<String> assigning = new ArrayList<>();
    private State state = State.LEAD;
    private boolean insert;
    private boolean everyColumn;
    private @Nullable String schema;
    private String table = "";
    private String previous = "";
    private int depth;
    private int item;

    private WriteTargets(String sql) {
        this.sql = sql;
        this.tokens = new Tokenizer(sql);
    }

    static WriteTargets of(String sql) {
        WriteTargets read = new WriteTargets(sql);
        read.read();
        return read;
    }

    /** Returns the schema that the statement names, or null. */
    @Nullable
    String schema() {
        return schema;
    }

    /** Returns the name of the table that is written, without quotes; empty for a statement that writes none. */
    String table() {
        return table;
    }

    /** Returns where a parameter goes, counted from 0. */
    List<Target> of(int parameter) {
        return targets.getOrDefault(parameter + 1, List.of());
    }

    /** Returns whether a column is written; a statement that names none writes all. */
    boolean writes(String column) {
        return (insert && columns.isEmpty()) || contains(columns, column) || contains(assigned, column);
    }

    private static boolean contains(List<String> names, String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }

    private void read() {
        Kind kind = tokens.next();
        while (kind != Kind.END) {
            String text = sql.substring(tokens.start(), tokens.end());
            if (kind == Kind.PARAMETER) {
                parameter(numbers.number(text));
            } else {
                depth += kind == Kind.OPEN ? 1 : 0;
                depth -= kind == Kind.CLOSE ? 1 : 0;
                if (depth == 0 && kind == Kind.WORD && keyword(text.toUpperCase(Locale.ROOT))) {
                    item = 0;
                } else {
                    part(kind, text);
                }
            }
            previous = text;
            kind = tokens.next();
        }
    }

    private void parameter(int number) {
        Target target = target();
        if (target != null) {
            targets.computeIfAbsent(number, any -> new ArrayList<>()).add(target);
        }
    }

    private @Nullable Target target() {
        return switch (state) {
            case CONDITION -> null;
            case LIST, ROWS -> everyColumn ? Target.ANY : insertTarget();
            case SET_VALUE -> item < assigning.size() ? new Target(assigning.get(item), -1) : Target.ANY;
            default -> Target.ANY;
        };
    }

    private Target insertTarget() {
        if (columns.isEmpty()) {
            return new Target(null, item);
        }
        return item < columns.size() ? new Target(columns.get(item), -1) : Target.ANY;
    }

    /** Takes a word, outside of parentheses, that starts another part of the statement; false for any other word. */
    private boolean keyword(String word) {
        if (state == State.SET_NAMES) {
            return false; // there some keywords are names
        }
        State next =
                switch (word) {
                    case "INSERT", "REPLACE" -> state == State.LEAD ? State.INTO : null;
                    case "UPDATE" -> state == State.LEAD ? State.TABLE : null;
                    case "INTO" -> state == State.INTO ? State.TABLE : null;
                    case "VALUES" -> written() ? State.ROWS : null;
                    case "SELECT" -> written() ? State.LIST : null;
                    case "UNION", "EXCEPT", "INTERSECT", "WITH" -> written() ? State.BODY : null;
                    case "FROM" -> written() && !previous.equalsIgnoreCase("DISTINCT") ? State.BODY : null;
                    case "SET" -> written() ? State.SET_NAMES : null;
                    case "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "RETURNING" ->
                        written() ? State.CONDITION : null;
                    case "CONFLICT" -> written() && previous.equalsIgnoreCase("ON") ? State.CONDITION : null;
                    default -> null;
                };
        if (next == null) {
            return false;
        }
        insert |= next == State.INTO;
        everyColumn &= next != State.LIST && next != State.ROWS;
        assigning.clear();
        state = next;
        return true;
    }

    private boolean written() {
        return !table.isEmpty();
    }

    private void part(Kind kind, String text) {
        switch (state) {
            case TABLE -> table(kind, text);
            case AFTER_TABLE -> afterTable(kind, text);
            case COLUMNS -> {
                if (kind == Kind.CLOSE) {
                    state = State.BODY;
                } else if (!text.equals(",") && kind != Kind.OPEN) {
                    columns.add(unquoted(text));
                }
            }
            case ROWS -> count(kind, text, 1);
            case LIST -> count(kind, text, 0);
            case SET_NAMES -> setNames(kind, text);
            case SET_VALUE -> {
                if (depth == 0 && text.equals(",")) {
                    assigning.clear();
                    state = State.SET_NAMES;
                    item = 0;
                } else if (assigning.size() > 1) {
                    count(kind, text, 1);
                }
            }
            default -> {}
        }
    }

    private void table(Kind kind, String text) {
        if (previous.equalsIgnoreCase("OR") || text.equalsIgnoreCase("OR") || text.equals(".")) {
            return; // UPDATE OR IGNORE
        }
        boolean name = kind == Kind.WORD || kind == Kind.OTHER;
        if (name) {
            table = unquoted(text);
            state = State.AFTER_TABLE;
        }
    }

    private void afterTable(Kind kind, String text) {
        if (previous.equals(".")) {
            schema = table;
            table = unquoted(text);
        } else if (kind == Kind.OPEN && insert) {
            state = State.COLUMNS;
        }
    }

    private void setNames(Kind kind, String text) {
        if (text.equals("=")) {
            state = State.SET_VALUE;
            item = 0;
        } else if (kind == Kind.WORD || (kind == Kind.OTHER && !text.equals(","))) {
            assigning.add(unquoted(text));
            assigned.add(unquoted(text));
        }
    }

    /** Follows the position in a list whose commas stand at a depth. */
    private void count(Kind kind, String text, int at) {
        if (depth == at && kind == Kind.OPEN) {
            item = 0;
        } else if (depth == at && text.equals(",")) {
            item++;
        } else if (depth == at && kind == Kind.STAR && startsItem(previous)) {
            everyColumn = true; // a wildcard: nobody counts what follows
        }
    }

    /** Returns whether a star after this token is a wildcard and no multiplication. */
    private static boolean startsItem(String before) {
        return switch (before.toUpperCase(Locale.ROOT)) {
            case ",", ".", "SELECT", "DISTINCT", "ALL" -> true;
            default -> false;
        };
    }

    private static String unquoted(String name) {
        char first = name.charAt(0);
        if (name.length() < 2 || (first != '"' && first != '`' && first != '[' && first != '\'')) {
            return name;
        }
        String inner = name.substring(1, name.length() - 1);
        return first == '[' ? inner : inner.replace("" + first + first, "" + first);
    }
}
