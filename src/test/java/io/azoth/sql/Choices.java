package io.azoth.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * The choices from which a statement is made: by chance, and noted; or those noted before, with 0 for what is missing. A
 * statement that fails is made smaller by leaving out and lowering choices, so 0 stands for the plainest thing. Neighbouring
 * seeds have nothing in common: with {@code java.util.Random} the first choice of thousands of them is the same.
 */
public final class Choices {
    private final SplittableRandom random;
    private final int[] given;
    private int names;
    private final List<Integer> made = new ArrayList<>();

    public Choices(long seed) {
        this.random = new SplittableRandom(seed);
        this.given = new int[0];
    }

    private Choices(int[] given) {
        this.random = new SplittableRandom(0);
        this.given = given;
    }

    public static Choices of(int[] given) {
        return new Choices(Arrays.copyOf(given, Math.max(given.length, 1)));
    }

    public int below(int bound) {
        int place = made.size();
        int choice = given.length == 0 ? random.nextInt(bound) : place < given.length ? given[place] % bound : 0;
        made.add(choice);
        return choice;
    }

    /** Not the plainest thing, in one of so many cases. */
    public boolean oneIn(int cases) {
        return below(cases) == cases - 1;
    }

    public <T> T of(List<T> things) {
        return things.get(below(things.size()));
    }

    /** A name that no other thing here has. */
    public String name(String prefix) {
        return prefix + ++names;
    }

    public int[] made() {
        return made.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The smallest choices found that still fail, in a limited number of attempts. */
    public static int[] smallest(int[] failing, Predicate<int[]> fails) {
        int[] best = failing;
        int attempts = 600;
        for (int length = Math.max(1, best.length / 2); length > 0; length /= 2) {
            for (int from = 0; from < best.length && attempts > 0; attempts--) {
                int[] without = without(best, from, length);
                if (fails.test(without)) {
                    best = without;
                } else {
                    from += length;
                }
            }
        }
        for (int i = 0; i < best.length && attempts > 0; i++) {
            for (int lower = 0; lower < best[i] && attempts > 0; lower++, attempts--) {
                int[] lowered = best.clone();
                lowered[i] = lower;
                if (fails.test(lowered)) {
                    best = lowered;
                }
            }
        }
        return best;
    }

    private static int[] without(int[] choices, int from, int length) {
        int to = Math.min(choices.length, from + length);
        int[] rest = new int[choices.length - (to - from)];
        System.arraycopy(choices, 0, rest, 0, from);
        System.arraycopy(choices, to, rest, from, choices.length - to);
        return rest;
    }
}
