package io.azoth.orm.state;

import io.azoth.orm.mapping.EntityMapping;
import io.azoth.orm.mapping.Mappings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a session by object and by key. Holds its objects strongly; guarded by the {@link SessionState}.
 *
 * <p>What is loaded is found by its key; the look-up by object is filled when an object is first asked for, because many
 * sessions load much and never ask.
 */
final class IdentityMap {
    private IdentityHashMap<Object, Entry> byObject = new IdentityHashMap<>();
    private List<Entry> notByObject = new ArrayList<>();
    private final List<EntryTable> byKey = new ArrayList<>();

    IdentityMap(Mappings mappings) {
        mappings.all().forEach(mapping -> byKey.add(new EntryTable()));
    }

    @Nullable
    Entry ofObject(Object object) {
        return byObject().get(object);
    }

    @Nullable
    Entry ofKey(EntityMapping mapping, Object key) {
        return byKey.get(mapping.position()).get(key);
    }

    /** The entry of an object that is found by its key, or was not loaded: without indexing all that was. */
    @Nullable
    Entry ofObjectOrKey(EntityMapping mapping, Object object) {
        Object key = mapping.keyIn(object);
        Entry keyed = key == null ? null : ofKey(mapping, key);
        return keyed != null && keyed.object() == object ? keyed : byObject.get(object);
    }

    /** One that was made for a row whose key nobody has. */
    void addLoaded(Entry entry) {
        notByObject.add(entry);
        byKey.get(entry.mapping().position()).append(entry);
    }

    void add(Entry entry) {
        if (entry.key != null && entry.status != Status.NEW) {
            notByObject.add(entry);
            byKey.get(entry.mapping().position()).put(entry);
        } else {
            byObject.put(entry.object(), entry);
        }
    }

    private IdentityHashMap<Object, Entry> byObject() {
        if (!notByObject.isEmpty()) {
            notByObject.forEach(entry -> byObject.put(entry.object(), entry));
            notByObject = new ArrayList<>();
        }
        return byObject;
    }

    /** One that is here already has got its key. */
    void keyed(Entry entry) {
        byKey.get(entry.mapping().position()).put(entry);
    }

    void remove(Entry entry) {
        byObject().remove(entry.object());
        if (entry.key != null) {
            byKey.get(entry.mapping().position()).remove(entry.key, entry);
        }
    }

    /** Those with a row, class by class, in order of loading. */
    Collection<Entry> withRows(EntityMapping mapping) {
        return byKey.get(mapping.position());
    }

    Collection<Entry> all() {
        return byObject().values();
    }

    void clear() {
        byObject = new IdentityHashMap<>();
        notByObject = new ArrayList<>();
        byKey.forEach(EntryTable::clear);
    }
}
