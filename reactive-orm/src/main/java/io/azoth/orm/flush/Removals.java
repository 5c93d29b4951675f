package io.azoth.orm.flush;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.orm.Holders;
import io.azoth.orm.mapping.Link;
import io.azoth.orm.state.Entry;
import io.azoth.orm.state.SessionState;
import io.azoth.orm.state.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What goes with what is deleted: children that the deletion cascades to, orphans, and children that lose their parent.
 * Children that the session does not have are asked for. Belongs to one flush.
 */
public final class Removals {
    private final SessionState state;
    private final Set<Entry> removed = new LinkedHashSet<>();
    private final Map<Entry, Set<Link>> detached = new LinkedHashMap<>();
    private final Map<Link, Set<Entry>> asked = new LinkedHashMap<>();
    private final Deque<Entry> open = new ArrayDeque<>();

    private Removals(SessionState state) {
        this.state = state;
    }

    /** Reads the children of owners from the database into the session. */
    @FunctionalInterface
    public interface Children {
        /** The entries of the rows that refer to the owners. */
        Mono<List<Entry>> of(Link link, Collection<Entry> owners);
    }

    /** As far as the session knows. */
    public static Removals known(SessionState state) {
        Removals removals = new Removals(state);
        removals.begin();
        return removals;
    }

    /** With what the database knows besides. */
    public static Mono<Removals> complete(SessionState state, Children children) {
        return Mono.defer(() -> {
            Removals removals = new Removals(state);
            return removals.follow(removals.begin(), children).thenReturn(removals);
        });
    }

    @CanIgnoreReturnValue
    private Map<Link, List<Entry>> begin() {
        synchronized (state) {
            state.deleted().forEach(this::remove);
            for (Entry entry : state.moved()) {
                for (Link link : entry.mapping().links()) {
                    if (link.deletesOrphans() && entry.isOrphan(link)) {
                        remove(entry);
                    }
                }
            }
            return expand();
        }
    }

    private Mono<Void> follow(Map<Link, List<Entry>> missing, Children children) {
        if (missing.isEmpty()) {
            return Mono.empty();
        }
        return Flux.fromIterable(missing.entrySet())
                .concatMap(each -> children.of(each.getKey(), each.getValue())
                        .doOnNext(found -> found.forEach(child -> lose(each.getKey(), child))))
                .then(Mono.defer(() -> follow(next(), children)));
    }

    private Map<Link, List<Entry>> next() {
        synchronized (state) {
            return expand();
        }
    }

    /** Follows the relations of what is removed; gives those whose children have to be asked for. */
    private Map<Link, List<Entry>> expand() {
        Map<Link, List<Entry>> missing = new LinkedHashMap<>();
        while (!open.isEmpty()) {
            Entry owner = open.poll();
            for (Link link : owner.mapping().collections()) {
                for (Object child : Holders.known(link.manyOf(owner.object()))) {
                    Entry entry = state.find(child);
                    if (entry != null) {
                        lose(link, entry);
                    }
                }
                boolean ask = owner.status() != Status.NEW
                        && !link.manyOf(owner.object()).isLoaded()
                        && asked.computeIfAbsent(link, l -> new LinkedHashSet<>())
                                .add(owner);
                if (ask) {
                    missing.computeIfAbsent(link, l -> new ArrayList<>()).add(owner);
                }
            }
        }
        return missing;
    }

    private void lose(Link link, Entry child) {
        synchronized (state) {
            Object parent = state.parent(child, link);
            Entry owner = parent == null ? null : state.find(parent);
            if (owner == null || !removed.contains(owner)) {
                return;
            }
            if (link.deletesChildren()) {
                remove(child);
            } else {
                detached.computeIfAbsent(child, c -> new LinkedHashSet<>()).add(link);
            }
        }
    }

    private void remove(Entry entry) {
        if (removed.add(entry)) {
            open.add(entry);
        }
    }

    /** Whether an object goes. */
    boolean contains(Entry entry) {
        return removed.contains(entry);
    }

    /** All that goes, those without rows included. */
    Set<Entry> all() {
        return removed;
    }

    /** The links over which a child loses its parent. */
    Set<Link> detached(Entry child) {
        return detached.getOrDefault(child, Set.of());
    }

    /** All children that lose parents, with the links. */
    Map<Entry, Set<Link>> detached() {
        return detached;
    }
}
