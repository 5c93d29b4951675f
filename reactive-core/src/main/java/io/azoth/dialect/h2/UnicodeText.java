package io.azoth.dialect.h2;

/** Text and names with characters by their numbers, as H2 keeps them: {@code U&'a\003bb'} is {@code 'a;b'}. */
final class UnicodeText {
    private static final String START = "U&";

    private UnicodeText() {}

    /** A name out of its double quotes. */
    static String name(String quoted) {
        String plain = plain(quoted);
        return plain.substring(1, plain.length() - 1).replace("\"\"", "\"");
    }

    /** The same constant with its characters as they are; anything else as it is. */
    static String plain(String expression) {
        int last = expression.length() - 1;
        if (!expression.startsWith(START)
                || last <= START.length()
                || expression.charAt(START.length()) != expression.charAt(last)) {
            return expression;
        }
        StringBuilder plain = new StringBuilder();
        int i = START.length();
        while (i < expression.length()) {
            char c = expression.charAt(i);
            if (c != '\\') {
                plain.append(c);
                i++;
            } else if (expression.charAt(i + 1) == '\\') {
                plain.append(c);
                i += 2;
            } else {
                boolean isLong = expression.charAt(i + 1) == '+';
                int from = isLong ? i + 2 : i + 1;
                int to = from + (isLong ? 6 : 4);
                plain.appendCodePoint(Integer.parseInt(expression, from, to, 16));
                i = to;
            }
        }
        return plain.toString();
    }
}
