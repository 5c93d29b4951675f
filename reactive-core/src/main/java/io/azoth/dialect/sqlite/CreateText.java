package io.azoth.dialect.sqlite;

import io.azoth.dialect.sqlite.SqlTokens.Token;
import io.azoth.schema.ddl.CheckDefinition;
import io.azoth.schema.ddl.ForeignKeyDefinition.Check;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a CREATE TABLE says that no pragma does. A text of another shape, as of a virtual table, says nothing.
 * Names are looked up in lower case. Filled by one thread, once, then read alone.
 */
final class CreateText {
    /** Of a table that has none. */
    static final CreateText NONE = new CreateText();

    private static final String UNIQUE = " unique"; // in the place of a table's name
    private final List<CheckDefinition> checks = new ArrayList<>();
    private final Map<List<String>, String> names = new HashMap<>();
    private final Map<List<String>, Check> deferrals = new HashMap<>();
    private final Map<String, String> computed = new HashMap<>();
    private @Nullable String primaryKeyName;
    private boolean makesKeys = true;

    private CreateText() {}

    static CreateText parse(String sql) {
        CreateText create = new CreateText();
        List<Token> tokens = SqlTokens.of(sql);
        boolean opened = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isGroup() && !opened && !tokens.stream().limit(i).anyMatch(before -> before.is("VIRTUAL"))) {
                SqlTokens.parts(token.text()).forEach(create::part);
                opened = true;
            } else if (token.is("ROWID") && opened) {
                create.makesKeys = false;
            }
        }
        return create;
    }

    /** One column or one constraint of the table. */
    private void part(List<Token> tokens) {
        if (tokens.isEmpty()) {
            return;
        }
        Token first = tokens.get(0);
        boolean constraint = beginsConstraint(first);
        List<String> columns = constraint ? List.of() : List.of(lower(first.text()));
        String name = null;
        String target = "";
        for (int i = constraint ? 0 : 1; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            Token next = i + 1 < tokens.size() ? tokens.get(i + 1) : token;
            if (token.is("CONSTRAINT")) {
                name = next.text();
                i++;
            } else if (token.is("CHECK")) {
                checks.add(new CheckDefinition(name, next.text().strip()));
                name = null;
            } else if (token.is("PRIMARY")) {
                primaryKeyName = name;
                name = null;
                makesKeys &= constraint || !isBackwards(tokens, i);
            } else if (token.is("UNIQUE")) {
                name(next.isGroup() ? columns(next) : columns, UNIQUE, name);
                name = null;
            } else if (token.is("KEY") && next.isGroup() && tokens.get(i - 1).is("FOREIGN")) {
                columns = columns(next);
            } else if (token.is("REFERENCES")) {
                target = lower(next.text());
                name(columns, target, name);
                name = null;
            } else if (token.is("DEFERRABLE") && !tokens.get(i - 1).is("NOT")) {
                boolean deferred = tokens.stream().anyMatch(word -> word.is("DEFERRED"));
                deferrals.put(key(columns, target), deferred ? Check.DEFERRED : Check.DEFERRABLE);
            } else if (token.is("AS") && next.isGroup() && !columns.isEmpty()) {
                computed.put(columns.get(0), next.text().strip());
            }
        }
    }

    /** Such a key is no row number: an oddity that SQLite keeps for old files. */
    private static boolean isBackwards(List<Token> tokens, int primary) {
        return primary + 2 < tokens.size() && tokens.get(primary + 2).is("DESC");
    }

    private static boolean beginsConstraint(Token first) {
        return Stream.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN").anyMatch(first::is);
    }

    private void name(List<String> columns, String kind, @Nullable String name) {
        if (name != null) {
            names.put(key(columns, kind), name);
        }
    }

    private static List<String> key(List<String> columns, String kind) {
        List<String> key = new ArrayList<>();
        key.add(kind);
        columns.forEach(column -> key.add(lower(column)));
        return key;
    }

    private static List<String> columns(Token group) {
        return SqlTokens.parts(group.text()).stream()
                .filter(part -> !part.isEmpty())
                .map(part -> lower(part.get(0).text()))
                .toList();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    List<CheckDefinition> checks() {
        return checks;
    }

    @Nullable
    String primaryKeyName() {
        return primaryKeyName;
    }

    @Nullable
    String uniqueName(List<String> columns) {
        return names.get(key(columns, UNIQUE));
    }

    @Nullable
    String foreignKeyName(List<String> columns, String target) {
        return names.get(key(columns, lower(target)));
    }

    Check deferral(List<String> columns, String target) {
        return deferrals.getOrDefault(key(columns, lower(target)), Check.IMMEDIATE);
    }

    /** What a column is computed from, empty where the text does not say. */
    String computed(String column) {
        return computed.getOrDefault(lower(column), "");
    }

    /** Whether an integer key is the number of its row, which SQLite makes. */
    boolean makesKeys() {
        return makesKeys;
    }
}
