package io.azoth.orm.state;

import io.azoth.orm.Holders;
import io.azoth.orm.mapping.Attribute;
import io.azoth.orm.mapping.Link;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes into a session's state what a flush has written. Used by one thread while it holds the state's monitor. */
public final class Flushed {
    private final SessionState state;
    private final boolean undoable;

    /**
     * @param undoable whether it may be taken back, for which the fields of inserted objects are kept as they were
     */
    public Flushed(SessionState state, boolean undoable) {
        this.state = state;
        this.undoable = undoable;
    }

    /**
     * A row was inserted.
     *
     * @param entry whose
     * @param key the key that it has now
     * @param row its values in order of the attributes, the key among them
     */
    public void inserted(Entry entry, Object key, @Nullable Object[] row) {
        if (entry.status != Status.NEW) {
            return;
        }
        if (undoable) {
            entry.beforeInsert = entry.values();
            state.undoableSet().add(entry);
        }
        for (Attribute attribute : entry.mapping().key()) {
            attribute.write(entry.object(), row[attribute.index()]);
        }
        entry.snapshot = row;
        entry.key = key;
        entry.status = Status.MANAGED;
        state.createdSet().remove(entry);
        state.identities().keyed(entry);
    }

    /**
     * A row was updated.
     *
     * @param entry whose
     * @param columns the positions of the attributes that were written
     * @param row their values, at their positions
     */
    public void updated(Entry entry, BitSet columns, @Nullable Object[] row) {
        if (!entry.isInSession()) {
            return;
        }
        @Nullable Object[] snapshot = Objects.requireNonNull(entry.snapshot).clone();
        for (int i = columns.nextSetBit(0); i >= 0; i = columns.nextSetBit(i + 1)) {
            snapshot[i] = row[i];
        }
        entry.snapshot = snapshot;
        for (Link link : entry.mapping().links()) {
            if (columns.get(link.foreignKey().index()) && link.one() != null && !entry.hasNewParent(link)) {
                followField(entry, link);
            }
        }
    }

    /** The program changed the foreign key by its own field: what the relation held is of the past. */
    private static void followField(Entry entry, Link link) {
        if (entry.stored(link.foreignKey()) == null) {
            Holders.fill(link.oneOf(entry.object()), null);
        } else {
            Holders.unload(link.oneOf(entry.object()));
        }
    }

    /** New parents whose keys are in the row now are new no more, and their keys stand in the fields. */
    public void settle(Entry entry) {
        for (Link link : entry.mapping().links()) {
            Attribute foreignKey = link.foreignKey();
            if (entry.hasNewParent(link) && foreignKey.same(state.foreignKey(entry, link), entry.stored(foreignKey))) {
                entry.keepParent(link);
                if (entry.isChanged(foreignKey)) {
                    foreignKey.write(entry.object(), entry.stored(foreignKey));
                }
            }
        }
        if (!entry.hasNewParents()) {
            state.movedSet().remove(entry);
        }
    }

    /** A child's foreign key was set to NULL because its parent was deleted. */
    public void detached(Entry child, Link link) {
        child.keepParent(link);
        if (child.isChanged(link.foreignKey())) {
            link.foreignKey().write(child.object(), null);
        }
        if (link.one() != null) {
            Holders.fill(link.oneOf(child.object()), null);
        }
        settle(child);
    }

    /** A row was deleted, or an object that was never inserted is not wanted any more. */
    public void removed(Entry entry) {
        for (Link link : entry.mapping().links()) {
            Object parent = link.many() == null ? null : state.parent(entry, link);
            if (parent != null) {
                Holders.remove(link.manyOf(parent), entry.object());
            }
        }
        state.drop(entry, Status.TRANSIENT);
    }
}
