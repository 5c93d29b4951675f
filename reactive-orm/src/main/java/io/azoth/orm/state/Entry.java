package io.azoth.orm.state;

import io.azoth.orm.mapping.Attribute;
import io.azoth.orm.mapping.EntityMapping;
import io.azoth.orm.mapping.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a session knows of one object: its key, its row as the database has it, and the parents that it was given since.
 *
 * <p>Guarded by the {@link SessionState} that it is in.
 */
public final class Entry {
    /** In place of a parent: it was taken from the one that it had. */
    private static final Object NO_PARENT = new Object();

    private final EntityMapping mapping;
    private final Object object;
    Status status;

    @Nullable
    Object key;

    /** The row, in order of the attributes; null before it is inserted. Replaced, never changed. */
    @Nullable
    Object @Nullable [] snapshot;

    /** By position of the link: null where the parent did not change, else the new parent or {@link #NO_PARENT}. */
    private @Nullable Object @Nullable [] parents;

    /** The values that the fields had before they were inserted; kept for a transaction that rolls back. */
    @Nullable
    Object @Nullable [] beforeInsert;

    boolean expired;

    /** Who came with the same result; null for one that came alone. */
    @Nullable
    Cohort cohort;

    /** Whether it came because another object was given it, and not by a call of its own. */
    boolean cascaded;

    Entry(EntityMapping mapping, Object object, Status status) {
        this.mapping = mapping;
        this.object = object;
        this.status = status;
    }

    /** How its class is mapped. */
    public EntityMapping mapping() {
        return mapping;
    }

    /** The object. */
    public Object object() {
        return object;
    }

    /** Where it stands. */
    public Status status() {
        return status;
    }

    /** Whether it is in a session. */
    public boolean isInSession() {
        return status == Status.NEW || status == Status.MANAGED || status == Status.DELETED;
    }

    /** The key, or null where it has none yet. */
    public @Nullable Object key() {
        return key;
    }

    /** The key of one that is in the database. */
    public Object presentKey() {
        return Objects.requireNonNull(key);
    }

    /** Whether the next row is to fill it anew. */
    public boolean isExpired() {
        return expired;
    }

    /** A value of its row as the database has it; null before it is inserted. */
    public @Nullable Object stored(Attribute attribute) {
        return snapshot == null ? null : snapshot[attribute.index()];
    }

    /** A value as it is now; that of a column without a field is what the database has. */
    public @Nullable Object current(Attribute attribute) {
        return attribute.hasField() ? attribute.read(object) : stored(attribute);
    }

    /** Whether a value differs from what the database has. */
    public boolean isChanged(Attribute attribute) {
        return attribute.hasField() && !attribute.same(attribute.read(object), stored(attribute));
    }

    /** Whether a parent was changed and not yet written. */
    public boolean hasNewParent(Link link) {
        return parents != null && parents[link.index()] != null;
    }

    /** Whether any parent was changed and not yet written. */
    public boolean hasNewParents() {
        return parents != null;
    }

    /** The new parent; null where it has none now, or did not change. */
    public @Nullable Object newParent(Link link) {
        Object parent = parents == null ? null : parents[link.index()];
        return parent == NO_PARENT ? null : parent;
    }

    /** Whether it was taken from a parent and not given to another. */
    public boolean isOrphan(Link link) {
        return parents != null && parents[link.index()] == NO_PARENT;
    }

    void giveParent(Link link, @Nullable Object parent) {
        if (parents == null) {
            parents = new Object[mapping.links().size()];
        }
        parents[link.index()] = parent == null ? NO_PARENT : parent;
    }

    void keepParent(Link link) {
        if (parents != null) {
            parents[link.index()] = null;
            for (Object parent : parents) {
                if (parent != null) {
                    return;
                }
            }
            parents = null;
        }
    }

    void keepParents() {
        parents = null;
    }

    @Nullable
    Object @Nullable [] captureParents() {
        return parents == null ? null : parents.clone();
    }

    void restoreParents(@Nullable Object @Nullable [] before) {
        parents = before == null ? null : before.clone();
    }

    /** Whether a flush would update it. */
    public boolean isDirty() {
        if (parents != null) {
            return true;
        }
        return snapshot == null || !mapping.isAsIn(snapshot, object);
    }

    /** The names of the attributes and relations that changed. */
    public List<String> changes() {
        List<String> changed = new ArrayList<>();
        for (Attribute attribute : mapping.attributes()) {
            if (isChanged(attribute)) {
                changed.add(attribute.name());
            }
        }
        for (Link link : mapping.links()) {
            if (hasNewParent(link) && !changed.contains(link.childName())) {
                changed.add(link.childName());
            }
        }
        return changed;
    }

    /** All values as they are now, in order of the attributes. */
    public @Nullable Object[] values() {
        @Nullable Object[] values = new Object[mapping.size()];
        for (int i = 0; i < values.length; i++) {
            Attribute attribute = mapping.attribute(i);
            values[i] = attribute.keep(current(attribute));
        }
        return values;
    }

    /** Class and key, as {@code User#1}. */
    @Override
    public String toString() {
        return key == null ? mapping.name() : mapping.name() + "#" + key;
    }
}
