package io.azoth.dialect;

/** Parentheses that a database puts around the conditions that it gives back. */
public final class Parentheses {
    private Parentheses() {}

    /** A text without the pairs that stand around the whole of it. */
    public static String strip(String text) {
        String inner = text.strip();
        while (inner.startsWith("(") && closing(inner, 0) == inner.length() - 1) {
            inner = inner.substring(1, inner.length() - 1).strip();
        }
        return inner;
    }

    /**
     * Where the parenthesis that opens at a place is closed, quoted text and names left alone.
     *
     * @return the place of the closing one, or -1 where there is none
     */
    public static int closing(String text, int open) {
        int depth = 0;
        char quote = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
