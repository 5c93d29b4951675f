package io.azoth.compile;

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
