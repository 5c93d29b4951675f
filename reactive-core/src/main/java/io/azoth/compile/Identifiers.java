package io.azoth.compile;

import java.util.Set;

/** Names in SQL: as they are where the target reads them back unchanged, else quoted, with quotes in them doubled. */
public final class Identifiers {
    private final Set<String> reserved;

    /**
     * The rule of a target.
     *
     * @param reserved words, in lower case, that cannot stand as names without quotes
     */
    public Identifiers(Set<String> reserved) {
        this.reserved = Set.copyOf(reserved);
    }

    void append(StringBuilder text, String name) {
        if (isPlain(name)) {
            text.append(name);
        } else {
            quote(text, name);
        }
    }

    static void quote(StringBuilder text, String name) {
        text.append('"');
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            text.append(c);
            if (c == '"') {
                text.append('"');
            }
        }
        text.append('"');
    }

    /** Small letters, digits and underscores, no digit first, and no word of the language. */
    private boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty() && !reserved.contains(name);
    }
}
