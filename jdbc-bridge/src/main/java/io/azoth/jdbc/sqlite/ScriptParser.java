package io.azoth.jdbc.sqlite;

import io.azoth.jdbc.Command;
import io.azoth.jdbc.Script;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits SQL text into statements, tells what each does and finds its parameters.
 *
 * <p>A trigger's body holds semicolons of its own and ends at {@code ; END}. {@code $1} is a name to SQLite and is
 * rewritten to {@code ?1}. One instance parses one text.
 */
final class ScriptParser {

    private final String sql;
    private final Tokenizer tokens;
    private final ParameterNumbers shared = new ParameterNumbers();
    private final Map<String, Integer> positions = new HashMap<>();
    private final List<Command> commands = new ArrayList<>();

    private ParameterNumbers own = new ParameterNumbers();
    private int[] slots = new int[4];
    private char[] rewritten = new char[0];
    private StatementShape shape = new StatementShape();
    private int first = -1;

    private ScriptParser(String sql) {
        this.sql = sql;
        this.tokens = new Tokenizer(sql);
    }

    static Script parse(String sql) {
        return new ScriptParser(sql).parse();
    }

    private Script parse() {
        Tokenizer.Kind kind = tokens.next();
        int last = 0;
        while (kind != Tokenizer.Kind.END) {
            if (kind == Tokenizer.Kind.SEMICOLON && !shape.insideTrigger()) {
                finish(last);
            } else {
                if (first < 0) {
                    first = tokens.start();
                }
                if (kind == Tokenizer.Kind.PARAMETER) {
                    parameter();
                }
                shape.accept(kind, tokens);
                last = tokens.end();
            }
            kind = tokens.next();
        }
        finish(last);
        Map<String, Integer> names = new HashMap<>(shared.names());
        names.putAll(positions);
        return new Script(sql, List.copyOf(commands), shared.used(), Map.copyOf(names));
    }

    private void parameter() {
        String token = sql.substring(tokens.start(), tokens.end());
        int local = own.number(token);
        int global = shared.number(token);
        if (ParameterNumbers.isPosition(token)) {
            positions.put("?" + token.substring(1), global - 1);
            positions.put("$" + token.substring(1), global - 1);
            if (token.charAt(0) == '$') {
                if (rewritten.length == 0) {
                    rewritten = sql.toCharArray();
                }
                rewritten[tokens.start()] = '?';
            }
        }
        int known = slots.length;
        if (local > known) {
            slots = Arrays.copyOf(slots, Math.max(local, known * 2));
        }
        slots[local - 1] = global;
    }

    private void finish(int end) {
        if (first >= 0) {
            String text = rewritten.length == 0 ? sql.substring(first, end) : new String(rewritten, first, end - first);
            List<Integer> used = new ArrayList<>(own.count());
            for (int i = 0; i < own.count(); i++) {
                used.add(slots[i] - 1); // slots start at 1 while they are gathered, so that 0 is a gap
            }
            commands.add(new Command(text, shape.kind(), List.copyOf(used), shape.returnsRows(), shape.wildcard()));
        }
        first = -1;
        own = new ParameterNumbers();
        slots = new int[4];
        shape = new StatementShape();
    }
}
