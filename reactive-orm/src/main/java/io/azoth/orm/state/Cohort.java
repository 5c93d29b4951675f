package io.azoth.orm.state;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The entries that came with one result: whoever loads a relation of one of them will want it of the others. Guarded by
 * the {@link SessionState} that they are in.
 */
public final class Cohort {
    private final List<Entry> entries = new ArrayList<>();

    /** Nobody yet. */
    public Cohort() {}

    void add(Entry entry) {
        entries.add(entry);
    }

    /** Those from an entry on, and then those before it, that are wanted; so many at most, the entry first. */
    List<Entry> from(Entry first, int limit, Predicate<Entry> wanted) {
        List<Entry> found = new ArrayList<>();
        int start = Math.max(0, entries.indexOf(first));
        for (int i = 0; i < entries.size() && found.size() < limit; i++) {
            Entry entry = entries.get((start + i) % entries.size());
            if (wanted.test(entry)) {
                found.add(entry);
            }
        }
        return found;
    }
}
