package io.azoth.examples;

/** What the examples print of their own, apart from the SQL that the engine echoes. */
final class Step {
    private Step() {}

    static void title(String what) {
        System.out.println("\n*** " + what);
    }

    static void print(Object thing) {
        System.out.println(">>> " + thing);
    }
}
