package io.azoth.jdbc.sqlite;

/**
 * Cuts SQL text into tokens by SQLite's rules, as far as finding statements and parameters needs them.
 *
 * <p>Comments and blanks are skipped, an unterminated literal or comment ends with the text. Not thread-safe.
 */
final class Tokenizer {

    /** What a token is. */
    enum Kind {
        END,
        WORD,
        PARAMETER,
        SEMICOLON,
        OPEN,
        CLOSE,
        STAR,
        OTHER
    }

    private final String sql;
    private int start;
    private int end;

    Tokenizer(String sql) {
        this.sql = sql;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Moves to the next token. */
    Kind next() {
        skipBlanksAndComments();
        start = end;
        if (end == sql.length()) {
            return Kind.END;
        }
        char c = sql.charAt(end++);
        return switch (c) {
            case ';' -> Kind.SEMICOLON;
            case '(' -> Kind.OPEN;
            case ')' -> Kind.CLOSE;
            case '*' -> Kind.STAR;
            case '\'', '"', '`' -> quoted(c);
            case '[' -> bracketed();
            case '?' -> position();
            case ':', '@', '$' -> prefixed();
            default -> word(c);
        };
    }

    /** Returns whether the current token is a word, in any case. */
    boolean is(String word) {
        return end - start == word.length() && sql.regionMatches(true, start, word, 0, word.length());
    }

    private Kind prefixed() {
        if (end == sql.length() || !isWordPart(sql.charAt(end))) {
            return Kind.OTHER;
        }
        skipWord();
        return Kind.PARAMETER;
    }

    private Kind word(char first) {
        if (!isWordPart(first)) {
            return Kind.OTHER;
        }
        skipWord();
        return first >= '0' && first <= '9' ? Kind.OTHER : Kind.WORD;
    }

    private void skipWord() {
        while (end < sql.length() && isWordPart(sql.charAt(end))) {
            end++;
        }
    }

    private Kind position() {
        skipWord();
        return Kind.PARAMETER;
    }

    private Kind bracketed() {
        skipTo(']');
        return Kind.OTHER;
    }

    private Kind quoted(char quote) {
        while (end < sql.length()) {
            if (sql.charAt(end++) == quote) {
                if (end == sql.length() || sql.charAt(end) != quote) {
                    break;
                }
                end++; // a doubled quote stands for itself
            }
        }
        return Kind.OTHER;
    }

    private void skipTo(char last) {
        int found = sql.indexOf(last, end);
        end = found < 0 ? sql.length() : found + 1;
    }

    private void skipBlanksAndComments() {
        while (end < sql.length()) {
            char c = sql.charAt(end);
            if (c <= ' ' || c == '\uFEFF') {
                end++;
            } else if (sql.startsWith("--", end)) {
                skipTo('\n');
            } else if (sql.startsWith("/*", end)) {
                int found = sql.indexOf("*/", end + 2);
                end = found < 0 ? sql.length() : found + 2;
            } else {
                return;
            }
        }
    }

    private static boolean isWordPart(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '$'
                || c >= 0x80;
    }
}
