package io.azoth.orm.state;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.orm.Holders;
import io.azoth.orm.Many;
import io.azoth.orm.One;
import io.azoth.orm.mapping.Link;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which parent each child has, and the holders of both that show it. Guarded by the {@link SessionState}. */
final class Parents {
    private final IdentityMap identities;
    private final Set<Entry> moved;
    private final SessionState.RelationSides sides;

    Parents(IdentityMap identities, Set<Entry> moved, SessionState.RelationSides sides) {
        this.identities = identities;
        this.moved = moved;
        this.sides = sides;
    }

    /** From now on the session answers for an object's holders; of one with a row they are to be loaded. */
    void attach(Entry entry, boolean stored) {
        for (Link link : entry.mapping().collections()) {
            Many<?> many = link.manyOf(entry.object());
            Holders.attach(many, sides.many(link), entry);
            if (stored) {
                Holders.unload(many);
            }
        }
        for (Link link : entry.mapping().links()) {
            if (link.one() != null) {
                One<?> one = link.oneOf(entry.object());
                Holders.attach(one, sides.one(link), entry);
                if (stored) {
                    unload(one, entry.stored(link.foreignKey()));
                }
            }
        }
    }

    static void unload(One<?> one, @Nullable Object foreignKey) {
        if (foreignKey == null) {
            Holders.fill(one, null);
        } else {
            Holders.unload(one);
        }
    }

    /** Gives a child a parent, or none; false where it had that one. */
    @CanIgnoreReturnValue
    boolean setParent(Entry child, Link link, @Nullable Object parent) {
        Object before = parent(child, link);
        if (before == parent && (parent != null || foreignKey(child, link) == null)) {
            if (link.one() != null) {
                Holders.fill(link.oneOf(child.object()), parent);
            }
            return parent != null
                    && link.many() != null
                    && link.manyOf(parent).isLoaded()
                    && Holders.add(link.manyOf(parent), child.object());
        }
        if (before != null && link.many() != null) {
            Holders.remove(link.manyOf(before), child.object());
        }
        Entry target = parent == null ? null : identities.ofObject(parent);
        Object key = target == null ? null : target.key;
        boolean asStored = child.snapshot != null
                && (parent == null || key != null)
                && link.foreignKey().same(key, child.stored(link.foreignKey()));
        if (asStored && !child.isChanged(link.foreignKey())) {
            child.keepParent(link);
        } else {
            child.giveParent(link, parent);
        }
        if (child.hasNewParents()) {
            moved.add(child);
        } else {
            moved.remove(child);
        }
        if (link.one() != null) {
            Holders.fill(link.oneOf(child.object()), parent);
        }
        if (parent != null && link.many() != null) {
            Holders.add(link.manyOf(parent), child.object());
        }
        return true;
    }

    /** The parent of a child where the session has it, else null. */
    @Nullable
    Object parent(Entry child, Link link) {
        if (child.hasNewParent(link)) {
            return child.newParent(link);
        }
        Object key = child.current(link.foreignKey());
        Entry parent = key == null ? null : identities.ofKey(link.parent(), key);
        return parent == null ? null : parent.object();
    }

    /** The foreign key as it is now; null where there is none, or the parent's key is not made yet. */
    @Nullable
    Object foreignKey(Entry child, Link link) {
        if (child.hasNewParent(link)) {
            Object parent = child.newParent(link);
            Entry entry = parent == null ? null : identities.ofObject(parent);
            return entry == null ? null : entry.key;
        }
        return child.current(link.foreignKey());
    }
}
