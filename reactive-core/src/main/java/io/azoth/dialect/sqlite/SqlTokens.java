package io.azoth.dialect.sqlite;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;

/** Cuts the text of a CREATE TABLE into words, names without their quotes, and parts in parentheses. */
final class SqlTokens {
    private final String text;
    private int at;

    private SqlTokens(String text) {
        this.text = text;
    }

    /** One token: a word, a quoted name, a string, a sign, or a part in parentheses, whose text is what stands in them; with its place. */
    record Token(Kind kind, String text, int from, int to) {
        boolean is(String word) {
            return kind == Kind.WORD && text.equalsIgnoreCase(word);
        }

        boolean isGroup() {
            return kind == Kind.GROUP;
        }
    }

    enum Kind {
        WORD,
        NAME,
        GROUP,
        COMMA,
        OTHER
    }

    static List<Token> of(String text) {
        return new SqlTokens(text).all();
    }

    /** The tokens between the commas that stand in no parentheses. */
    static List<List<Token>> parts(String text) {
        List<List<Token>> parts = new ArrayList<>();
        parts.add(new ArrayList<>());
        for (Token token : of(text)) {
            if (token.kind() == Kind.COMMA) {
                parts.add(new ArrayList<>());
            } else {
                parts.get(parts.size() - 1).add(token);
            }
        }
        return parts;
    }

    private List<Token> all() {
        List<Token> tokens = new ArrayList<>();
        while (skipBlank()) {
            char c = text.charAt(at);
            int from = at;
            Kind kind = kind(c);
            String content = content(kind, c);
            tokens.add(new Token(kind, content, from, Math.min(at, text.length())));
        }
        return tokens;
    }

    /** Goes behind spaces and comments; whether anything follows. */
    private boolean skipBlank() {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("--", at)) {
                skipTo("\n");
            } else if (text.startsWith("/*", at)) {
                skipTo("*/");
            } else {
                return true;
            }
        }
        return false;
    }

    private static Kind kind(char c) {
        return switch (c) {
            case '"', '`', '[' -> Kind.NAME;
            case '(' -> Kind.GROUP;
            case ',' -> Kind.COMMA;
            default -> Character.isJavaIdentifierPart(c) ? Kind.WORD : Kind.OTHER;
        };
    }

    @CanIgnoreReturnValue
    private String content(Kind kind, char c) {
        return switch (kind) {
            case NAME -> quoted(c == '[' ? ']' : c);
            case GROUP -> group();
            case WORD -> word();
            case COMMA -> sign();
            case OTHER -> c == '\'' ? quoted(c) : sign();
        };
    }

    private String sign() {
        return text.substring(at, ++at);
    }

    private String word() {
        int from = at;
        while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    private String group() {
        int from = ++at;
        while (skipBlank() && text.charAt(at) != ')') {
            char c = text.charAt(at);
            content(kind(c), c);
        }
        int end = Math.min(at, text.length());
        at = end + 1;
        return text.substring(from, end);
    }

    private String quoted(char end) {
        StringBuilder name = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean doubled = c == end && end != ']' && at + 1 < text.length() && text.charAt(at + 1) == end;
            if (c == end && !doubled) {
                break;
            }
            name.append(c);
            at += doubled ? 1 : 0;
        }
        at++;
        return name.toString();
    }

    private void skipTo(String end) {
        int found = text.indexOf(end, at + 2);
        at = found < 0 ? text.length() : found + end.length();
    }
}
