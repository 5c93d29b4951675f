package io.azoth.orm.state;

import io.azoth.orm.Holders;
import io.azoth.orm.Many;
import io.azoth.orm.One;
import io.azoth.orm.mapping.EntityMapping;
import io.azoth.orm.mapping.Link;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session's objects at the start of a transaction: which there were, what their fields and relations held, what was
 * pending. Immutable; {@link #restore} puts all of it back.
 */
public final class Memento {
    private final SessionState state;
    private final List<Saved> entries = new ArrayList<>();
    private final List<Entry> created;
    private final List<Entry> deleted;
    private final List<Entry> moved;
    private final int dropped;

    private Memento(SessionState state) {
        this.state = state;
        this.created = state.created();
        this.deleted = state.deleted();
        this.moved = state.moved();
        this.dropped = state.dropped().mark();
        for (EntityMapping mapping : state.mappings().all()) {
            state.withRows(mapping).forEach(entry -> entries.add(new Saved(entry)));
        }
        created.forEach(entry -> entries.add(new Saved(entry)));
    }

    /** What a session's objects are now. */
    public static Memento of(SessionState state) {
        synchronized (state) {
            return new Memento(state);
        }
    }

    private static Object[] holders(Entry entry) {
        EntityMapping mapping = entry.mapping();
        List<Object> captured =
                new ArrayList<>(mapping.collections().size() + mapping.links().size());
        for (Link link : mapping.collections()) {
            captured.add(Holders.capture(link.manyOf(entry.object())));
        }
        for (Link link : mapping.links()) {
            if (link.one() != null) {
                captured.add(Holders.capture(link.oneOf(entry.object())));
            }
        }
        return captured.toArray();
    }

    /** Puts everything back: what was loaded or saved since is in the session no more. */
    public void restore() {
        synchronized (state) {
            IdentityMap identities = state.identities();
            List<Entry> now = List.copyOf(identities.all());
            now.forEach(entry -> entry.status =
                    entry.beforeInsert != null || entry.status == Status.NEW ? Status.TRANSIENT : Status.DETACHED);
            now.stream().filter(entry -> entry.status == Status.TRANSIENT).forEach(Memento::unInsert);
            state.dropped().undo(dropped);
            identities.clear();
            state.undoableSet().clear();
            entries.forEach(saved -> saved.restore(state));
            replace(state.createdSet(), created);
            replace(state.deletedSet(), deleted);
            replace(state.movedSet(), moved);
        }
    }

    /** What happened is kept: a row that was inserted is there to stay. */
    public static void keep(SessionState state) {
        synchronized (state) {
            state.undoableSet().forEach(entry -> entry.beforeInsert = null);
            state.undoableSet().clear();
            state.dropped().clear();
        }
    }

    private static void unInsert(Entry entry) {
        @Nullable Object[] before = entry.beforeInsert;
        if (before != null) {
            Dropped.writeBack(entry.mapping(), entry.object(), before);
            entry.beforeInsert = null;
            entry.key = null;
        }
    }

    private static void replace(java.util.Set<Entry> set, List<Entry> with) {
        set.clear();
        set.addAll(with);
    }

    private static final class Saved {
        private final Entry entry;
        private final Status status;
        private final @Nullable Object key;
        private final @Nullable Object @Nullable [] snapshot;
        private final @Nullable Object @Nullable [] parents;
        private final boolean expired;
        private final @Nullable Object @Nullable [] values;
        private final @Nullable Object @Nullable [] beforeInsert;
        private final Object[] holders;

        Saved(Entry entry) {
            this.entry = entry;
            this.status = entry.status;
            this.key = entry.key;
            this.snapshot = entry.snapshot;
            this.parents = entry.captureParents();
            this.expired = entry.expired;
            this.values = entry.status == Status.MANAGED && !entry.isDirty() ? null : entry.values();
            this.beforeInsert = entry.beforeInsert;
            this.holders = holders(entry);
        }

        void restore(SessionState state) {
            entry.status = status;
            entry.key = key;
            entry.snapshot = snapshot;
            entry.beforeInsert = beforeInsert;
            if (beforeInsert != null) {
                state.undoableSet().add(entry);
            }
            entry.restoreParents(parents);
            entry.expired = expired;
            @Nullable Object[] fields = values == null ? snapshot : values;
            if (fields != null) {
                Dropped.writeBack(entry.mapping(), entry.object(), fields);
            }
            restoreHolders();
            state.identities().add(entry);
        }

        private void restoreHolders() {
            int at = 0;
            for (Link link : entry.mapping().collections()) {
                Many<?> many = link.manyOf(entry.object());
                Holders.restore(many, holders[at++]);
            }
            for (Link link : entry.mapping().links()) {
                if (link.one() != null) {
                    One<?> one = link.oneOf(entry.object());
                    Holders.restore(one, holders[at++]);
                }
            }
        }
    }
}
