package io.azoth.orm.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTableTest {
    private final EntryTable table = new EntryTable();

    /** A key whose hash says little: equal hashes are no equal keys. */
    private record Poor(int number) {
        @Override
        public int hashCode() {
            return number % 5;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void holdsWhatAMapInOrderOfInsertionHolds(int seed) {
        Random random = new Random(seed);
        Map<Object, Entry> model = new LinkedHashMap<>();
        for (int step = 0; step < 4_000; step++) {
            Object key = key(random.nextInt(300));
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    Entry entry = entry(key);
                    model.put(key, entry);
                    table.put(entry);
                }
                case 2, 3 -> {
                    Entry removed = model.remove(key);
                    table.remove(key, removed == null ? entry(key) : removed);
                }
                default -> table.remove(key, entry(key));
            }
            assertThat(table.get(key)).isSameAs(model.get(key));
        }
        assertThat(table).containsExactlyElementsOf(model.values()).hasSize(model.size());
    }

    @Test
    void rangesOfKeysThatLieFarApartAreFoundAtOnce() {
        // With the low bits of the keys as slots each range would stand on the others, and this would not end for
        // minutes.
        for (int range = 0; range < 8; range++) {
            int first = range << 20;
            IntStream.range(first, first + 50_000).forEach(number -> table.put(entry(number)));
        }
        assertThat(table).hasSize(400_000);
        assertThat(table.get((3 << 20) + 77)).isNotNull();
        assertThat(table.get((3 << 20) - 1)).isNull();
    }

    @Test
    void forgetsWhatWasRemovedHoweverOftenItComesAndGoes() {
        for (int i = 0; i < 100_000; i++) {
            Entry entry = entry(i);
            table.put(entry);
            table.remove(i, entry);
        }
        assertThat(table).isEmpty();
        assertThat(table.get(99_999)).isNull();
        table.clear();
        table.put(entry(7));
        assertThat(table).hasSize(1);
    }

    private static Object key(int number) {
        return number % 2 == 0 ? number : new Poor(number);
    }

    private static Entry entry(Object key) {
        Entry entry = new Entry(null, new Object(), Status.MANAGED);
        entry.key = key;
        return entry;
    }
}
