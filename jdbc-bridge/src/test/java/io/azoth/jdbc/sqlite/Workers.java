package io.azoth.jdbc.sqlite;

import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Looks at the worker threads of connections from outside. */
final class Workers {

    private Workers() {}

    static List<Thread> alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("azoth-sqlite-"))
                .toList();
    }

    /** Waits until some worker is inside of a method. */
    static void awaitInside(String simpleClass, String method) {
        awaitInside(simpleClass, method, 1);
    }

    /** Waits until so many workers are inside of a method. */
    static void awaitInside(String simpleClass, String method, int count) {
        await(() -> alive().stream()
                        .filter(thread -> Arrays.stream(thread.getStackTrace())
                                .anyMatch(frame -> frame.getClassName().endsWith("." + simpleClass)
                                        && frame.getMethodName().equals(method)))
                        .count()
                == count);
    }

    static void awaitNone() {
        await(() -> alive().isEmpty());
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Sqlite.LONG.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("It did not happen within " + Sqlite.LONG);
            }
            Thread.yield();
        }
    }
}
