package io.azoth.orm.state;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.error.ErrorCode;
import io.azoth.orm.Cascade;
import io.azoth.orm.Holders;
import io.azoth.orm.OrmException;
import io.azoth.orm.mapping.EntityMapping;
import io.azoth.orm.mapping.Link;
import io.azoth.orm.mapping.Mappings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Takes new objects into a session, and what their relations cascade to. Guarded by the {@link SessionState}. */
final class Intake {
    private final SessionState state;
    private final Mappings mappings;
    private final IdentityMap identities;
    private final Parents parents;

    Intake(SessionState state, IdentityMap identities, Parents parents) {
        this.state = state;
        this.mappings = state.mappings();
        this.identities = identities;
        this.parents = parents;
    }

    /** Takes a new object, and what its relations cascade to. */
    void save(Object object) {
        Entry known = identities.ofObject(object);
        if (known != null) {
            known.cascaded = false;
        } else if (mappings.of(object.getClass()).isAlone()) {
            create(mappings.of(object.getClass()), object);
            return;
        }
        List<Entry> taken = new ArrayList<>();
        try {
            Deque<Entry> open = new ArrayDeque<>();
            register(object, open, taken);
            while (!open.isEmpty()) {
                connect(open.pop(), open, taken);
            }
        } catch (RuntimeException e) {
            taken.forEach(state::forget);
            throw e;
        }
    }

    /** The objects that saving one would take: itself and what is reached from it, as far as they are not here. */
    List<Object> unknown(Object object) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Object> found = new ArrayList<>();
        Deque<Object> open = new ArrayDeque<>(List.of(object));
        while (!open.isEmpty()) {
            Object next = open.pop();
            if (identities.ofObject(next) == null && seen.add(next)) {
                found.add(next);
                EntityMapping mapping = mappings.of(next.getClass());
                mapping.collections()
                        .forEach(link -> Holders.known(link.manyOf(next)).forEach(open::push));
                for (Link link : mapping.links()) {
                    Object parent = link.one() == null ? null : Holders.known(link.oneOf(next));
                    if (parent != null) {
                        open.push(parent);
                    }
                }
            }
        }
        return found;
    }

    @CanIgnoreReturnValue
    private Entry create(EntityMapping mapping, Object object) {
        Entry entry = new Entry(mapping, object, Status.NEW);
        identities.add(entry);
        state.createdSet().add(entry);
        return entry;
    }

    @CanIgnoreReturnValue
    private Entry register(Object object, Deque<Entry> open, List<Entry> taken) {
        EntityMapping mapping = mappings.of(object.getClass());
        Entry entry = identities.ofObject(object);
        if (entry == null) {
            entry = create(mapping, object);
            taken.add(entry);
            parents.attach(entry, false);
            open.push(entry);
        } else if (entry.status == Status.DELETED) {
            entry.status = Status.MANAGED;
            state.deletedSet().remove(entry);
        }
        return entry;
    }

    /** What a new object held before it was in a session becomes known to both sides. */
    void connect(Entry entry, Deque<Entry> open, List<Entry> taken) {
        for (Link link : entry.mapping().collections()) {
            Link.End many = Objects.requireNonNull(link.many());
            for (Object child : List.copyOf(Holders.known(link.manyOf(entry.object())))) {
                parents.setParent(related(child, many, entry, open, taken), link, entry.object());
            }
        }
        for (Link link : entry.mapping().links()) {
            Link.End one = link.one();
            Object parent = one == null ? null : Holders.known(link.oneOf(entry.object()));
            if (one != null && parent != null) {
                related(parent, one, entry, open, taken);
                parents.setParent(entry, link, parent);
            }
        }
    }

    @CanIgnoreReturnValue
    private Entry related(Object object, Link.End end, Entry from, Deque<Entry> open, List<Entry> taken) {
        Entry known = identities.ofObject(object);
        if (known == null && !end.cascades(Cascade.SAVE)) {
            throw new OrmException(
                    ErrorCode.DETACHED_OBJECT,
                    from + "." + end.name() + " refers to a "
                            + object.getClass().getSimpleName()
                            + " that is in no session; save(..) it first, or let the relation cascade SAVE");
        }
        return register(object, open, taken);
    }

    @CanIgnoreReturnValue
    Entry taken(Object object, Link.End end, Entry from) {
        Entry known = identities.ofObject(object);
        if (known == null && !end.cascades(Cascade.SAVE)) {
            return related(object, end, from, new ArrayDeque<>(), new ArrayList<>());
        }
        boolean cascaded = known == null || known.cascaded;
        save(object);
        Entry entry = state.require(object);
        entry.cascaded = cascaded;
        return entry;
    }
}
