package io.azoth.jdbc.sqlite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers parameters the way SQLite does: {@code ?} is one past the highest, {@code ?n} is n, a name keeps its number. */
final class ParameterNumbers {

    /** SQLite's limit, as the JDBC driver builds it. */
    private static final int MAX = 250_000;

    private final Map<String, Integer> byName = new HashMap<>();
    private boolean[] used = new boolean[4];
    private int count;

    /** Returns the number, from 1, of a parameter as it is written. */
    int number(String token) {
        int number;
        if (token.length() == 1) {
            number = count + 1;
        } else if (isPosition(token)) {
            number = position(token);
        } else {
            number = byName.computeIfAbsent(token, name -> count + 1);
        }
        if (number > used.length) {
            used = Arrays.copyOf(used, Math.max(number, used.length * 2));
        }
        used[number - 1] = true;
        count = Math.max(count, number);
        return number;
    }

    int count() {
        return count;
    }

    /** Returns for each slot whether some statement uses it. */
    List<Boolean> used() {
        List<Boolean> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(used[i]);
        }
        return List.copyOf(all);
    }

    /** Returns the slot, from 0, of every name that a caller may bind by, with and without its prefix. */
    Map<String, Integer> names() {
        Map<String, Integer> names = new HashMap<>();
        byName.forEach((name, number) -> names.put(name, number - 1));
        byName.forEach((name, number) -> names.putIfAbsent(name.substring(1), number - 1));
        return Map.copyOf(names);
    }

    /** Returns whether a token is {@code ?n} or {@code $n}. */
    static boolean isPosition(String token) {
        char first = token.charAt(0);
        if ((first != '?' && first != '$') || token.length() < 2) {
            return false;
        }
        for (int i = 1; i < token.length(); i++) {
            if (token.charAt(i) < '0' || token.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static int position(String token) {
        int number = token.length() > 7 ? 0 : Integer.parseInt(token.substring(1));
        if (number < 1 || number > MAX) {
            throw new IllegalArgumentException(
                    "Parameter " + token + " is out of range: positions go from 1 to " + MAX);
        }
        return number;
    }
}
