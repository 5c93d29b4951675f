package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * SQL text cut at its {@code :name} binds. Quoted text, quoted names, comments and {@code ::} casts are left alone.
 *
 * @param fragments the text between the binds: one more than there are binds
 * @param binds the binds in order of the text; a name may stand there twice
 */
public record TextTemplate(List<String> fragments, List<Bind<?>> binds) {
    public TextTemplate {
        fragments = List.copyOf(fragments);
        binds = List.copyOf(binds);
    }

    /** Cuts a text; every name in it needs a value, by {@link #bind} or at execution. */
    static TextTemplate parse(String text) {
        List<String> fragments = new ArrayList<>();
        List<Bind<?>> binds = new ArrayList<>();
        int from = 0;
        int i = 0;
        while (i < text.length()) {
            int skipped = skip(text, i);
            if (skipped > i) {
                i = skipped;
            } else if (startsName(text, i)) {
                int end = nameEnd(text, i + 1);
                fragments.add(text.substring(from, i));
                binds.add(Bind.required(text.substring(i + 1, end), SqlTypes.ANY));
                from = end;
                i = end;
            } else {
                i++;
            }
        }
        fragments.add(text.substring(from));
        return new TextTemplate(fragments, binds);
    }

    /** The same with a value for a name. */
    TextTemplate bind(String name, SqlType<?> type, @Nullable Object value) {
        boolean found = false;
        List<Bind<?>> replaced = new ArrayList<>(binds.size());
        for (Bind<?> bind : binds) {
            boolean same = bind.name().equals(name);
            found |= same;
            replaced.add(same ? Bind.value(name, type, value) : bind);
        }
        if (!found) {
            throw new DefinitionException(
                    ErrorCode.UNKNOWN_PARAMETER,
                    "The text has no parameter ':" + name + "'; it has " + byName().keySet());
        }
        return new TextTemplate(fragments, replaced);
    }

    TextTemplate map(UnaryOperator<ClauseElement> f) {
        return new TextTemplate(fragments, Mapped.all(f, binds));
    }

    private Map<String, Bind<?>> byName() {
        Map<String, Bind<?>> map = new LinkedHashMap<>();
        binds.forEach(bind -> map.put(bind.name(), bind));
        return map;
    }

    private static boolean startsName(String text, int i) {
        return text.charAt(i) == ':'
                && (i == 0 || text.charAt(i - 1) != ':')
                && i + 1 < text.length()
                && Character.isJavaIdentifierStart(text.charAt(i + 1));
    }

    private static int nameEnd(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The end of the quoted part or comment that begins here, or here. */
    private static int skip(String text, int i) {
        char c = text.charAt(i);
        if (c == '\'' && isEscaping(text, i - 1)) {
            return escapedEnd(text, i + 1);
        } else if (c == '\'' || c == '"') {
            return closing(text, i + 1, String.valueOf(c));
        } else if (text.startsWith("--", i)) {
            return closing(text, i + 2, "\n");
        } else if (text.startsWith("/*", i)) {
            return closing(text, i + 2, "*/");
        } else if (c == '$') {
            int tagEnd = text.indexOf('$', i + 1);
            boolean isTag = tagEnd > 0
                    && (i == 0 || !Character.isJavaIdentifierPart(text.charAt(i - 1)))
                    && isWord(text, i + 1, tagEnd);
            return isTag ? closing(text, tagEnd + 1, text.substring(i, tagEnd + 1)) : i;
        }
        return i;
    }

    /** Whether the letter E alone stands before a text. */
    private static boolean isEscaping(String text, int i) {
        return i >= 0
                && (text.charAt(i) == 'E' || text.charAt(i) == 'e')
                && (i == 0 || !Character.isJavaIdentifierPart(text.charAt(i - 1)));
    }

    private static boolean isWord(String text, int from, int end) {
        return text.substring(from, end).chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
    }

    /** The end of a text in which a backslash escapes what is behind it, as in {@code E'it\\'s'} on PostgreSQL. */
    private static int escapedEnd(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '\'') {
                return i + 1;
            }
        }
        return text.length();
    }

    private static int closing(String text, int from, String end) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }
}
