package io.azoth.orm.loading;

import io.azoth.orm.Holders;
import io.azoth.orm.mapping.EntityMapping;
import io.azoth.orm.mapping.Link;
import io.azoth.orm.state.Entry;
import io.azoth.orm.state.SessionState;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Executor;
import io.azoth.sql.Select;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Loads what relations hold, one query for any number of owners. Any thread may call it. */
public final class RelationLoader {
    private static final int KEYS_PER_QUERY = 10_000;

    private final SessionState state;

    public RelationLoader(SessionState state) {
        this.state = state;
    }

    /** Fills the {@link io.azoth.orm.Many} of owners that have rows. */
    public Mono<Void> fillMany(Executor executor, Link link, List<Entry> owners) {
        return children(executor, link, owners)
                .doOnNext(children -> spread(link, owners, children))
                .then();
    }

    private void spread(Link link, List<Entry> owners, List<Entry> children) {
        synchronized (state) {
            IdentityHashMap<Object, List<Object>> byParent = new IdentityHashMap<>();
            owners.forEach(owner -> byParent.put(owner.object(), new ArrayList<>()));
            for (Entry child : children) {
                Object parent = state.parent(child, link);
                List<Object> of = parent == null ? null : byParent.get(parent);
                if (of != null) {
                    of.add(child.object());
                }
            }
            for (Entry owner : owners) {
                // What was loaded meanwhile may have changed since.
                if (state.holds(owner) && !link.manyOf(owner.object()).isLoaded()) {
                    Holders.fill(link.manyOf(owner.object()), byParent.getOrDefault(owner.object(), List.of()));
                }
            }
        }
    }

    /** The entries of all rows that refer to owners, in order of their keys. */
    public Mono<List<Entry>> children(Executor executor, Link link, Collection<Entry> owners) {
        RowAssembler assembler = new RowAssembler(state, link.child(), true);
        List<Object> keys = owners.stream().map(Entry::presentKey).distinct().collect(Collectors.toList());
        return inParts(executor, link.child(), link.foreignKey().column(), keys)
                .map(assembler::entry)
                .collectList();
    }

    /** Brings the parents of children into the session; fills the {@link io.azoth.orm.One} of each. */
    public Mono<Void> fillOne(Executor executor, Link link, List<Entry> children) {
        RowAssembler assembler = new RowAssembler(state, link.parent(), true);
        Set<Object> keys = new LinkedHashSet<>();
        synchronized (state) {
            for (Entry child : children) {
                Object key = state.foreignKey(child, link);
                if (key != null) {
                    keys.add(key);
                }
            }
        }
        return inParts(executor, link.parent(), link.parent().key().get(0).column(), List.copyOf(keys))
                .map(assembler::entry)
                .then(Mono.fromRunnable(() -> {
                    for (Entry child : children) {
                        Holders.fill(link.oneOf(child.object()), state.parent(child, link));
                    }
                }));
    }

    private static Flux<io.azoth.sql.Row> inParts(
            Executor executor, EntityMapping mapping, ColumnExpression<?> column, List<Object> keys) {
        List<List<Object>> parts = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += KEYS_PER_QUERY) {
            parts.add(keys.subList(from, Math.min(from + KEYS_PER_QUERY, keys.size())));
        }
        return Flux.fromIterable(parts)
                .concatMap(part -> where(mapping, column, part).executeOn(executor));
    }

    @SuppressWarnings("unchecked")
    private static Select where(EntityMapping mapping, ColumnExpression<?> column, List<Object> keys) {
        ColumnExpression<Object> typed = (ColumnExpression<Object>) column;
        return mapping.select()
                .where(keys.size() == 1 ? typed.eq(keys.get(0)) : typed.in(keys))
                .orderBy(mapping.key().stream().map(key -> key.column().asc()).toArray(io.azoth.sql.OrderTerm[]::new));
    }
}
