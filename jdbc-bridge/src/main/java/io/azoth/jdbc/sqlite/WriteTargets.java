package io.azoth.jdbc.sqlite;

import io.azoth.jdbc.sqlite.SqlTokens.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out from the text of an INSERT or UPDATE which column each of its parameters is written to.
 *
 * <p>A parameter inside of an expression counts for the column that the expression is for. One whose way cannot be
 * followed, because it goes through a subquery in FROM or WITH, may reach every column that is written; so may all
 * parameters of a statement that is not understood to its end. One instance reads one text.
 */
final class WriteTargets {

    /** Where a parameter goes: a named column, the column at a position, or with neither any column. */
    record Target(@Nullable String column, int position) {
        static final Target ANY = new Target(null, -1);
    }

    private final SqlTokens tokens;
    private final ValueFlow flow;
    private final Map<Integer, List<Target>> targets = new HashMap<>();
    private final List<String> columns = new ArrayList<>();
    private final List<String> assigned = new ArrayList<>();
    private boolean insert;
    private @Nullable String schema;
    private String table = "";

    private WriteTargets(String sql) {
        this.tokens = new SqlTokens(sql);
        this.flow = new ValueFlow(tokens);
    }

    static WriteTargets of(String sql) {
        WriteTargets read = new WriteTargets(sql);
        read.statement();
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

    private void statement() {
        if (tokens.accept("WITH")) {
            add(flow.namedQueries(), Target.ANY);
        }
        if (tokens.is("INSERT") || tokens.is("REPLACE")) {
            insert();
        } else if (tokens.is("UPDATE")) {
            update();
        } else {
            return; // a DELETE writes nothing
        }
        if (!tokens.ended() && !tokens.is("RETURNING")) {
            add(tokens.parameters(), Target.ANY);
        }
    }

    private void add(List<Integer> parameters, Target target) {
        for (Integer parameter : parameters) {
            targets.computeIfAbsent(parameter, any -> new ArrayList<>()).add(target);
        }
    }

    private void insert() {
        insert = true;
        tokens.next();
        skipResolution();
        tokens.accept("INTO");
        target();
        if (tokens.accept("AS")) {
            tokens.next();
        }
        if (tokens.isOpen()) {
            columns.addAll(names());
        }
        if (tokens.accept("DEFAULT")) {
            tokens.accept("VALUES");
        } else if (flow.startsQuery()) {
            written(flow.query());
        }
        while (flow.conflictStarts()) {
            onConflict();
        }
    }

    /** Passes what a statement does about conflicts, as in UPDATE OR IGNORE. */
    private void skipResolution() {
        if (tokens.accept("OR")) {
            tokens.next();
        }
    }

    private void target() {
        table = SqlTokens.unquoted(tokens.next().text());
        if (tokens.acceptSign(".")) {
            schema = table;
            table = SqlTokens.unquoted(tokens.next().text());
        }
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        tokens.next();
        while (!tokens.closed()) {
            Token token = tokens.next();
            if (!token.isSign(",")) {
                names.add(SqlTokens.unquoted(token.text()));
            }
        }
        tokens.next();
        return names;
    }

    private void written(ValueFlow.Columns values) {
        add(values.any(), Target.ANY);
        for (int i = 0; i < values.count(); i++) {
            Target named = i < columns.size() ? new Target(columns.get(i), -1) : Target.ANY;
            add(values.get(i), columns.isEmpty() ? new Target(null, i) : named);
        }
    }

    private void onConflict() {
        tokens.next();
        tokens.next();
        while (!tokens.ended() && !(tokens.is("DO") && endsConflict(tokens.peek(1)))) {
            tokens.skip(); // the columns of an index, and its condition
        }
        tokens.next();
        if (!tokens.accept("NOTHING")) {
            tokens.accept("UPDATE");
            tokens.accept("SET");
            assignments();
            flow.skipClauses();
        }
    }

    private static boolean endsConflict(Token token) {
        return token.is("NOTHING") || token.is("UPDATE");
    }

    private void update() {
        tokens.next();
        skipResolution();
        target();
        while (!tokens.ended() && !tokens.is("SET")) {
            tokens.skip(); // another name, and an index to use
        }
        tokens.next();
        assignments();
        if (tokens.accept("FROM")) {
            add(flow.sources(), Target.ANY);
        }
        flow.skipClauses();
    }

    private void assignments() {
        do {
            List<String> names = tokens.isOpen()
                    ? names()
                    : List.of(SqlTokens.unquoted(tokens.next().text()));
            assigned.addAll(names);
            if (!tokens.acceptSign("=")) {
                return;
            }
            if (names.size() > 1 && tokens.isOpen()) {
                assignRow(names);
            } else {
                List<Integer> values = flow.expression();
                names.forEach(name -> add(values, new Target(name, -1)));
            }
        } while (tokens.acceptSign(","));
    }

    private void assignRow(List<String> names) {
        ValueFlow.Columns values;
        if (flow.startsQuery(1)) {
            tokens.next();
            values = flow.query();
            while (!tokens.closed()) {
                values.any().addAll(tokens.skip());
            }
            tokens.next();
        } else {
            values = new ValueFlow.Columns();
            flow.row(values);
        }
        names.forEach(name -> add(values.any(), new Target(name, -1)));
        for (int i = 0; i < values.count(); i++) {
            add(values.get(i), i < names.size() ? new Target(names.get(i), -1) : Target.ANY);
        }
    }
}
