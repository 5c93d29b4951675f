package io.azoth.orm.state;

import java.util.AbstractCollection;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one mapping by key, in order of their coming: a hash table with open addressing, because a session that
 * loads much holds nothing for an entry but a slot and a place. Guarded by the {@link SessionState}.
 */
final class EntryTable extends AbstractCollection<Entry> {
    private static final int FEW = 16;

    /** In place of a slot that was never taken. */
    private static final long FREE = 0;

    private static final long HASH = 0xFFFF_FFFF_0000_0000L;

    /** The upper half is the key's hash, the lower half the place in order, from 1. A power of two, at most half full. */
    private long[] slots = new long[2 * FEW];

    /** Null where an entry was removed; its slot stays until the table is built anew. */
    private @Nullable Entry[] places = new Entry[FEW];

    private int taken;
    private int size;

    @Nullable
    Entry get(Object key) {
        int place = place(key, key.hashCode());
        return place < 0 ? null : places[place];
    }

    /** Puts an entry under its key, in the place of one that had the same. */
    void put(Entry entry) {
        Object key = entry.presentKey();
        int place = place(key, key.hashCode());
        if (place >= 0) {
            places[place] = entry;
        } else {
            append(entry);
        }
    }

    /** Puts an entry under a key that is not there. */
    void append(Entry entry) {
        if (taken == places.length) {
            makeRoom();
        }
        places[taken] = entry;
        taken++;
        size++;
        occupy(slots, entry.presentKey().hashCode(), taken);
    }

    /** Removes an entry, where it is the one that the table has for the key. */
    void remove(Object key, Entry entry) {
        int place = place(key, key.hashCode());
        if (place >= 0 && places[place] == entry) {
            places[place] = null;
            size--;
        }
    }

    @Override
    public void clear() {
        slots = new long[2 * FEW];
        places = new Entry[FEW];
        taken = 0;
        size = 0;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Iterator<Entry> iterator() {
        return new Present();
    }

    private int place(Object key, int hash) {
        long wanted = (long) hash << 32;
        int mask = slots.length - 1;
        for (int i = start(hash, mask); slots[i] != FREE; i = (i + 1) & mask) {
            if ((slots[i] & HASH) == wanted) {
                int place = (int) slots[i] - 1;
                Entry entry = places[place];
                if (entry != null && key.equals(entry.key)) {
                    return place;
                }
            }
        }
        return -1;
    }

    /**
     * Keys in a row lie side by side, eight in a line of the processor's cache, and the lines are spread evenly: ranges of
     * keys that lie far apart do not fall on each other.
     */
    private static int start(int hash, int mask) {
        int line = ((hash >>> 3) * 0x9E37_79B9) >>> Integer.numberOfLeadingZeros(mask >>> 3);
        return line << 3 | (hash & 7);
    }

    private static void occupy(long[] slots, int hash, int placeFrom1) {
        int mask = slots.length - 1;
        int i = start(hash, mask);
        while (slots[i] != FREE) {
            i = (i + 1) & mask;
        }
        slots[i] = (long) hash << 32 | placeFrom1;
    }

    /** Doubles the table, or drops the places of what was removed where they are many. */
    private void makeRoom() {
        if (size == taken) {
            grow();
        } else {
            rebuild(size > taken / 2 ? 2 * places.length : places.length);
        }
    }

    /** All places stay, and hashes are known: neither entries nor keys are touched. */
    private void grow() {
        long[] from = slots;
        long[] into = new long[2 * from.length];
        for (long slot : from) {
            if (slot != FREE) {
                occupy(into, (int) (slot >>> 32), (int) slot);
            }
        }
        slots = into;
        places = Arrays.copyOf(places, 2 * places.length);
    }

    private void rebuild(int length) {
        @Nullable Entry[] to = new Entry[length];
        long[] into = new long[2 * length];
        int count = 0;
        for (Entry entry : places) {
            if (entry != null) {
                to[count] = entry;
                count++;
                occupy(into, entry.presentKey().hashCode(), count);
            }
        }
        places = to;
        slots = into;
        taken = count;
    }

    private final class Present implements Iterator<Entry> {
        private int at = next(0);

        private int next(int from) {
            int next = from;
            while (next < taken && places[next] == null) {
                next++;
            }
            return next;
        }

        @Override
        public boolean hasNext() {
            return at < taken;
        }

        @Override
        public Entry next() {
            if (at >= taken) {
                throw new NoSuchElementException();
            }
            Entry entry = Objects.requireNonNull(places[at]);
            at = next(at + 1);
            return entry;
        }
    }
}
