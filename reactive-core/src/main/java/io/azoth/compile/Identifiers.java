package io.azoth.compile;

import io.azoth.error.CompileException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.ddl.NameLength;
import java.util.Set;

/** Names in SQL: as they are where the target reads them back unchanged, else quoted, with quotes in them doubled. */
public final class Identifiers {
    private final Set<String> reserved;
    private final Limit limit;
    private final boolean takingQuotes;
    private final String escaped;

    /**
     * The rule of a target.
     *
     * @param reserved words, in lower case, that cannot stand as names without quotes
     */
    public Identifiers(Set<String> reserved) {
        this(Set.copyOf(reserved), Limit.NONE, false, "");
    }

    private Identifiers(Set<String> reserved, Limit limit, boolean takingQuotes, String escaped) {
        this.escaped = escaped;
        this.reserved = reserved;
        this.limit = limit;
        this.takingQuotes = takingQuotes;
    }

    /**
     * The rule of a target that would cut longer names without a word: they are refused.
     *
     * @param bytes how many bytes of UTF-8 a name has at most
     * @param target the name of the target
     */
    public Identifiers limitedTo(int bytes, String target) {
        return new Identifiers(reserved, new Limit(bytes, target), takingQuotes, escaped);
    }

    /**
     * The rule of a target that writes in its own case what has no quotes: a plain name in double quotes keeps them, and so
     * its case.
     */
    public Identifiers takingQuotes() {
        return new Identifiers(reserved, limit, true, escaped);
    }

    /** The rule of a target that reads these characters wrong even in quotes: they are written by their numbers. */
    public Identifiers escaping(String characters) {
        return new Identifiers(reserved, limit, takingQuotes, characters);
    }

    void append(StringBuilder text, String name) {
        limit.check(name);
        if (isBare(name) || (takingQuotes && isQuoted(name))) {
            text.append(name);
        } else {
            quote(text, name);
        }
    }

    /**
     * A name in quotes, whatever it is: where it stands in text that is made elsewhere.
     *
     * @throws CompileException if the target would cut it
     */
    public String quoted(String name) {
        limit.check(name);
        StringBuilder text = new StringBuilder();
        quote(text, name);
        return text.toString();
    }

    /** Whether a name is written without quotes. */
    public boolean isBare(String name) {
        return isPlain(name, 0, name.length()) && !reserved.contains(name);
    }

    /** Writes a name in quotes. */
    void quote(StringBuilder text, String name) {
        checkText(name);
        boolean escapes = !escaped.isEmpty() && name.chars().anyMatch(c -> escaped.indexOf(c) >= 0);
        text.append(escapes ? "U&\"" : "\"");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (escapes && (c == '\\' || escaped.indexOf(c) >= 0)) {
                text.append(c == '\\' ? "\\\\" : String.format("\\%04x", (int) c));
                continue;
            }
            text.append(c);
            if (c == '"') {
                text.append('"');
            }
        }
        text.append('"');
    }

    private static void checkText(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0 || !isWhole(name)) {
            throw new CompileException(
                    ErrorCode.INVALID_NAME,
                    "A name in a statement is not empty and has neither NUL nor half of a surrogate pair in it; '"
                            + name.replace('\0', '\uFFFD') + "' is none; choose another one");
        }
    }

    /** Half of a surrogate pair would reach the database as a question mark. */
    private static boolean isWhole(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isHighSurrogate(name.charAt(i))
                    && i + 1 < name.length()
                    && Character.isLowSurrogate(name.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isQuoted(String name) {
        int last = name.length() - 1;
        return last > 1 && name.charAt(0) == '"' && name.charAt(last) == '"' && isPlain(name, 1, last);
    }

    /** Small letters, digits and underscores, no digit first. */
    private static boolean isPlain(String name, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || c == '_';
            if (!letter && (i == from || c < '0' || c > '9')) {
                return false;
            }
        }
        return from < to;
    }

    private record Limit(int bytes, String target) {
        static final Limit NONE = new Limit(Integer.MAX_VALUE, "");
        private static final int MOST_BYTES_A_CHARACTER = 3;

        void check(String name) {
            if (name.length() > bytes / MOST_BYTES_A_CHARACTER && NameLength.bytes(name) > bytes) {
                throw new CompileException(
                        ErrorCode.INVALID_NAME,
                        target + " takes names of at most " + bytes + " bytes and cuts longer ones without a word; '"
                                + name + "' has " + NameLength.bytes(name) + "; choose a shorter one");
            }
        }
    }
}
