package io.azoth.orm.state;

import io.azoth.error.ErrorCode;
import io.azoth.orm.Holders;
import io.azoth.orm.Many;
import io.azoth.orm.One;
import io.azoth.orm.OrmException;
import io.azoth.orm.mapping.EntityMapping;
import io.azoth.orm.mapping.Link;
import io.azoth.orm.mapping.Mappings;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one session: which there are, what their rows hold, what is new, changed or to be deleted.
 *
 * <p>Any thread may call it: each method holds the state's own monitor while it works, and none waits for I/O. A caller
 * that needs several steps to be one synchronizes on the state itself.
 */
public final class SessionState {
    private final Mappings mappings;
    private final IdentityMap identities;
    private final Parents parents;
    private final Intake intake;
    private final Set<Entry> created = new LinkedHashSet<>();
    private final Set<Entry> deleted = new LinkedHashSet<>();
    private final Set<Entry> moved = new LinkedHashSet<>();

    /** Those that were inserted in a transaction which may still be rolled back. */
    private final Set<Entry> undoable = new LinkedHashSet<>();

    private final Dropped dropped = new Dropped();
    private boolean ended;

    public SessionState(Mappings mappings, RelationSides sides) {
        this.mappings = mappings;
        this.identities = new IdentityMap(mappings);
        this.parents = new Parents(identities, moved, sides);
        this.intake = new Intake(this, identities, parents);
    }

    /** What stands behind the holders of a session's objects. */
    public interface RelationSides {
        /** For the {@link Many} of a link. */
        Holders.ManySide many(Link link);

        /** For the {@link One} of a link. */
        Holders.OneSide one(Link link);
    }

    /** The mappings of the session. */
    public Mappings mappings() {
        return mappings;
    }

    /** The entry of an object, or null. */
    public synchronized @Nullable Entry find(Object object) {
        return identities.ofObject(object);
    }

    /**
     * The entry of an object, or null, at little cost to a session that is busy: one that was loaded is found by the key in
     * its fields.
     */
    public synchronized @Nullable Entry peek(Object object) {
        return identities.ofObjectOrKey(mappings.of(object.getClass()), object);
    }

    /** The entry of a key, or null. */
    public synchronized @Nullable Entry find(EntityMapping mapping, Object key) {
        return identities.ofKey(mapping, key);
    }

    /**
     * The entry of an object that is to be in the session.
     *
     * @throws OrmException if it is not
     */
    public synchronized Entry require(Object object) {
        EntityMapping mapping = mappings.of(object.getClass());
        Entry entry = identities.ofObject(object);
        if (entry == null) {
            throw new OrmException(
                    ErrorCode.DETACHED_OBJECT,
                    "This " + mapping.name() + " is not in this session; load it here with get(..) or a query, or "
                            + "save(..) it where it is new");
        }
        return entry;
    }

    /** Takes over an object that was made for a row, since {@link #find(EntityMapping, Object)} has found none for its key. */
    public synchronized Entry load(EntityMapping mapping, Object object, Object key, @Nullable Object[] row) {
        Entry entry = new Entry(mapping, object, Status.MANAGED);
        entry.key = key;
        entry.snapshot = row;
        identities.addLoaded(entry);
        parents.attach(entry, true);
        return entry;
    }

    /** An entry has come with a result; one that belongs to an earlier result stays with it. */
    public synchronized void join(Entry entry, Cohort cohort) {
        if (entry.cohort == null) {
            entry.cohort = cohort;
            cohort.add(entry);
        }
    }

    /** The entries with rows that came with the same result as an entry and are wanted, so many at most. */
    public synchronized List<Entry> siblings(Entry entry, int limit, Predicate<Entry> wanted) {
        return entry.cohort == null
                ? List.of()
                : entry.cohort.from(
                        entry, limit, other -> other.status == Status.MANAGED && !ended && wanted.test(other));
    }

    /** A row has come for an entry that is to be filled anew; changes made since stay changes. */
    public synchronized void reload(Entry entry, @Nullable Object[] row) {
        new Refill(this, parents, entry).take(row);
    }

    /** Takes a new object, and what its relations cascade to. */
    public synchronized void save(Object object) {
        intake.save(object);
    }

    /** The objects that saving one would take: itself and what is reached from it, as far as they are not here. */
    public synchronized List<Object> unknown(Object object) {
        return intake.unknown(object);
    }

    /** The parent of a child where the session has it, else null. */
    public synchronized @Nullable Object parent(Entry child, Link link) {
        return parents.parent(child, link);
    }

    /** The foreign key as it is now; null where there is none, or the parent's key is not made yet. */
    public synchronized @Nullable Object foreignKey(Entry child, Link link) {
        return parents.foreignKey(child, link);
    }

    /** Gives an owner a child; true where it had it not. */
    public synchronized boolean add(Entry owner, Link link, Object child) {
        if (!holds(owner)) {
            return Holders.add(link.manyOf(owner.object()), child);
        }
        Entry entry = intake.taken(child, Objects.requireNonNull(link.many()), owner);
        return parents.setParent(entry, link, owner.object());
    }

    /** Takes a child from an owner; true where it had it. */
    public synchronized boolean remove(Entry owner, Link link, Object child) {
        Entry entry = identities.ofObject(child);
        if (!holds(owner) || entry == null) {
            return Holders.remove(link.manyOf(owner.object()), child);
        }
        return parents.parent(entry, link) == owner.object() && parents.setParent(entry, link, null);
    }

    /** Gives a child another parent, or none. */
    public synchronized void refer(Entry child, Link link, @Nullable Object parent) {
        if (!holds(child)) {
            Holders.fill(link.oneOf(child.object()), parent);
            return;
        }
        if (parent != null) {
            intake.taken(parent, Objects.requireNonNull(link.one()), child);
        }
        parents.setParent(child, link, parent);
    }

    /** The row of an object is to be deleted; a new one is forgotten, with what it cascades deletion to. */
    public synchronized void delete(Object object) {
        Entry entry = require(object);
        if (entry.status == Status.MANAGED) {
            entry.status = Status.DELETED;
            deleted.add(entry);
        } else if (entry.status == Status.NEW) {
            forget(entry);
            for (Link link : entry.mapping().collections()) {
                for (Object child : Holders.known(link.manyOf(object))) {
                    Entry other = identities.ofObject(child);
                    if (link.deletesChildren() && other != null && other.status == Status.NEW) {
                        delete(child);
                    }
                }
            }
        }
    }

    /** Whether an object is here and is to stay. */
    public synchronized boolean contains(Object object) {
        Entry entry = identities.ofObject(object);
        return entry != null && entry.status != Status.DELETED;
    }

    /** Forgets an object and its changes. */
    public synchronized void forget(Entry entry) {
        for (Link link : entry.mapping().links()) {
            Object parent = entry.status == Status.NEW && link.many() != null ? parents.parent(entry, link) : null;
            if (parent != null) {
                Holders.remove(link.manyOf(parent), entry.object());
            }
        }
        drop(entry, entry.status == Status.NEW ? Status.TRANSIENT : Status.DETACHED);
    }

    void drop(Entry entry, Status left) {
        dropped.add(entry);
        identities.remove(entry);
        created.remove(entry);
        deleted.remove(entry);
        moved.remove(entry);
        undoable.remove(entry);
        entry.status = left;
    }

    /** The session is over: objects are on their own, and what is done to them is not followed any more. */
    public synchronized void end() {
        ended = true;
        undoable.forEach(dropped::add);
        forgetAll();
    }

    /** Whether an entry's object is in this session. */
    public synchronized boolean holds(Entry entry) {
        return !ended && entry.isInSession();
    }

    /** Forgets everything. */
    public synchronized void clear() {
        undoable.forEach(dropped::add);
        for (Entry entry : identities.all()) {
            entry.status = entry.status == Status.NEW ? Status.TRANSIENT : Status.DETACHED;
        }
        forgetAll();
    }

    private void forgetAll() {
        identities.clear();
        created.clear();
        deleted.clear();
        moved.clear();
        undoable.clear();
    }

    /** Forgets the changes of an object; the next row fills it anew. */
    public synchronized void expire(Entry entry) {
        if (entry.status == Status.NEW) {
            throw new OrmException(
                    ErrorCode.INVALID_STATE,
                    "This " + entry + " was not inserted yet; there is no row to fill it from. flush() first");
        }
        new Refill(this, parents, entry).undo();
        entry.expired = true;
    }

    /** Whether a flush would do anything. */
    public synchronized boolean isDirty() {
        if (!created.isEmpty() || !deleted.isEmpty() || !moved.isEmpty()) {
            return true;
        }
        for (EntityMapping mapping : mappings.all()) {
            for (Entry entry : identities.withRows(mapping)) {
                if (entry.isDirty()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The new ones, in order of saving. */
    public synchronized List<Entry> created() {
        return List.copyOf(created);
    }

    /** Those to be deleted, in order. */
    public synchronized List<Entry> deleted() {
        return List.copyOf(deleted);
    }

    /** Those whose parents changed. */
    public synchronized List<Entry> moved() {
        return List.copyOf(moved);
    }

    /** Those of a class that have a row, in order of loading. For a caller that holds the monitor. */
    public synchronized Collection<Entry> withRows(EntityMapping mapping) {
        return Collections.unmodifiableCollection(identities.withRows(mapping));
    }

    IdentityMap identities() {
        return identities;
    }

    Dropped dropped() {
        return dropped;
    }

    Set<Entry> createdSet() {
        return created;
    }

    Set<Entry> deletedSet() {
        return deleted;
    }

    Set<Entry> movedSet() {
        return moved;
    }

    Set<Entry> undoableSet() {
        return undoable;
    }
}
