package io.azoth.sql;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.error.ErrorCode;
import io.azoth.error.ResultException;
import org.jspecify.annotations.Nullable;

/** Reads JSON as databases write it, part by part; used by one thread. */
final class JsonReader {
    private final String json;
    private int at;

    JsonReader(String json) {
        this.json = json;
    }

    /** Text of a string, a literal as it stands, the text of a nested value; null for null. */
    @Nullable
    String cell() {
        char c = peek();
        if (c == '"') {
            return string();
        }
        int from = at;
        if (c == '[' || c == '{') {
            skipNested();
        } else {
            while (at < json.length() && ",]}".indexOf(json.charAt(at)) < 0) {
                at++;
            }
        }
        String token = json.substring(from, at).trim();
        return token.equals("null") ? null : token;
    }

    private void skipNested() {
        int depth = 0;
        do {
            char c = json.charAt(at);
            if (c == '"') {
                string();
                continue;
            }
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            at++;
        } while (depth > 0 && at < json.length());
    }

    @CanIgnoreReturnValue
    private String string() {
        StringBuilder text = new StringBuilder();
        at++;
        while (at < json.length() && json.charAt(at) != '"') {
            char c = json.charAt(at++);
            text.append(c == '\\' ? escaped() : c);
        }
        at++;
        return text.toString();
    }

    private char escaped() {
        char c = json.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(json, at - 4, at, 16);
            }
            default -> c;
        };
    }

    /** The next character that is no blank; 0 at the end. */
    char peek() {
        while (at < json.length() && json.charAt(at) <= ' ') {
            at++;
        }
        return at < json.length() ? json.charAt(at) : 0;
    }

    char next() {
        char c = peek();
        at++;
        return c;
    }

    void expect(char expected) {
        if (next() != expected) {
            throw new ResultException(
                    ErrorCode.VALUE_CONVERSION,
                    "The rows of a nested query are not the JSON that was asked for: '" + expected + "' expected at "
                            + (at - 1));
        }
    }
}
