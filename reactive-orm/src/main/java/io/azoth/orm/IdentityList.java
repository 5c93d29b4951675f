package io.azoth.orm;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A list without duplicates, by identity: what a class's {@code equals} says does not matter to a relation. */
final class IdentityList<T> {
    private static final int SMALL = 16;

    private List<T> items;
    private @Nullable Set<T> index;
    private boolean handedOut;

    IdentityList(List<T> items) {
        this.items = items;
        this.handedOut = true;
    }

    static <T> IdentityList<T> empty() {
        return new IdentityList<>(List.of());
    }

    /** The items, unmodifiable; what was handed out does not change any more. */
    List<T> view() {
        handedOut = true;
        return Collections.unmodifiableList(items);
    }

    boolean contains(T item) {
        if (items.size() > SMALL) {
            return index().contains(item);
        }
        return indexOf(item) >= 0;
    }

    @CanIgnoreReturnValue
    boolean add(T item) {
        if (contains(item)) {
            return false;
        }
        own();
        items.add(item);
        if (index != null) {
            index.add(item);
        }
        return true;
    }

    boolean remove(T item) {
        int at = indexOf(item);
        if (at < 0) {
            return false;
        }
        own();
        items.remove(at);
        if (index != null) {
            index.remove(item);
        }
        return true;
    }

    private void own() {
        if (handedOut) {
            items = new ArrayList<>(items);
            handedOut = false;
        }
    }

    private int indexOf(T item) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) == item) {
                return i;
            }
        }
        return -1;
    }

    private Set<T> index() {
        Set<T> known = index;
        if (known == null) {
            known = Collections.newSetFromMap(new IdentityHashMap<>());
            known.addAll(items);
            index = known;
        }
        return known;
    }
}
