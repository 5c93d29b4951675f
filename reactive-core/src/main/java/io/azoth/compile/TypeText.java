package io.azoth.compile;

import io.azoth.error.CompileException;
import io.azoth.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The name of a type as a database gives it, taken apart: {@code timestamp(3) with time zone} is {@code TIMESTAMP WITH
 * TIME ZONE} and 3.
 *
 * @param words its words in upper case, without numbers
 * @param numbers what stands in its parentheses, empty where they hold something else
 * @param array whether it is an array of that
 */
public record TypeText(String words, List<Integer> numbers, boolean array) {
    public TypeText {
        numbers = List.copyOf(numbers);
    }

    /** Takes a name apart. */
    public static TypeText parse(String declared) {
        String rest = declared.strip().toUpperCase(Locale.ROOT);
        boolean array = rest.endsWith("[]") || rest.endsWith(" ARRAY");
        if (array) {
            rest = rest.substring(0, rest.length() - (rest.endsWith("[]") ? 2 : 6))
                    .strip();
        }
        int open = rest.indexOf('(');
        int close = rest.indexOf(')', open + 1);
        if (open < 0 || close < 0) {
            return new TypeText(rest, List.of(), array);
        }
        String before = rest.substring(0, open).strip();
        String behind = rest.substring(close + 1).strip();
        String words = behind.isEmpty() ? before : before + " " + behind;
        return new TypeText(words, numbers(rest.substring(open + 1, close)), array);
    }

    /**
     * The name of a type, where it is one: words, dots and brackets, and in parentheses numbers, commas and labels.
     *
     * @throws CompileException if something else could be meant by it
     */
    static String checked(String name) {
        int depth = 0;
        for (int i = 0; i < name.length() && depth >= 0; i++) {
            char c = name.charAt(i);
            if (c == '"' || (c == '\'' && depth > 0)) {
                int end = name.indexOf(c, i + 1);
                depth = end < 0 ? -1 : depth;
                i = end;
            } else if (c == '(' || c == ')') {
                depth += c == '(' ? 1 : -1;
            } else if (c == '[') {
                int end = name.indexOf(']', i);
                depth = end < 0 || !isNumber(name, i + 1, end) ? -1 : depth;
                i = end;
            } else if (!Character.isLetterOrDigit(c) && "_ .".indexOf(c) < 0 && (c != ',' || depth == 0)) {
                depth = -1;
            }
        }
        if (depth != 0 || name.isBlank() || name.indexOf('\0') >= 0) {
            throw new CompileException(
                    ErrorCode.INVALID_NAME,
                    "The name of a type has words, dots and brackets, and in parentheses numbers and labels, not \""
                            + name.replace('\0', '\uFFFD') + "\"; put a name with other characters into double quotes");
        }
        return name;
    }

    private static boolean isNumber(String text, int from, int to) {
        return text.chars().skip(from).limit(to - (long) from).allMatch(c -> c >= '0' && c <= '9');
    }

    private static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        int from = 0;
        while (from <= text.length()) {
            int comma = text.indexOf(',', from);
            int to = comma < 0 ? text.length() : comma;
            try {
                numbers.add(Integer.valueOf(text.substring(from, to).strip()));
            } catch (NumberFormatException e) {
                return List.of();
            }
            from = to + 1;
        }
        return numbers;
    }

    /** A number by its place, 0 where there is none. */
    public int number(int index) {
        return index < numbers.size() ? numbers.get(index) : 0;
    }
}
