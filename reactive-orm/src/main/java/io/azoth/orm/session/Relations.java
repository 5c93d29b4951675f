package io.azoth.orm.session;

import io.azoth.error.ErrorCode;
import io.azoth.orm.Holders;
import io.azoth.orm.OrmException;
import io.azoth.orm.loading.GatheredLoads;
import io.azoth.orm.mapping.Link;
import io.azoth.orm.mapping.Mappings;
import io.azoth.orm.state.Entry;
import io.azoth.orm.state.SessionState.RelationSides;
import io.azoth.sql.Executor;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What stands behind the relations of a session's objects: one for each end of each link, shared by all owners. Made when
 * the state first attaches one, under the state's monitor.
 */
final class Relations implements RelationSides {
    private final SessionCore core;
    private final Holders.@Nullable ManySide[] many;
    private final Holders.@Nullable OneSide[] one;

    Relations(SessionCore core, Mappings mappings) {
        this.core = core;
        this.many = new Holders.ManySide[mappings.linkCount()];
        this.one = new Holders.OneSide[mappings.linkCount()];
    }

    @Override
    public Holders.ManySide many(Link link) {
        Holders.ManySide known = many[link.id()];
        if (known == null) {
            known = new ManyEnd(link);
            many[link.id()] = known;
        }
        return known;
    }

    @Override
    public Holders.OneSide one(Link link) {
        Holders.OneSide known = one[link.id()];
        if (known == null) {
            known = new OneEnd(link);
            one[link.id()] = known;
        }
        return known;
    }

    private Mono<Void> loadable(Entry entry, String what, Mono<Void> load) {
        return core.state().holds(entry)
                ? load
                : Mono.error(new OrmException(
                        ErrorCode.DETACHED_OBJECT,
                        what + " cannot be loaded: the " + entry.mapping().name()
                                + " is in no open session any more; load it anew in one"));
    }

    /** Loads in the transaction that the subscriber is in, or on the session's connection. */
    private Mono<Void> gathered(
            Object side, GatheredLoads outside, Function<Executor, GatheredLoads> within, Entry entry) {
        return Mono.deferContextual(context -> {
            core.usable();
            Scope scope = core.scope(context, null);
            return scope == null
                    ? outside.load(entry)
                    : scope.loads(side, () -> within.apply(scope.transaction())).load(entry);
        });
    }

    private final class ManyEnd implements Holders.ManySide {
        private final Link link;
        private final GatheredLoads outside;

        ManyEnd(Link link) {
            this.link = link;
            this.outside = loads(owners ->
                    core.connection().get().flatMap(executor -> core.loader().fillMany(executor, link, owners)));
        }

        private GatheredLoads loads(Function<List<Entry>, Mono<Void>> query) {
            return new GatheredLoads(
                    core.state(), entry -> !link.manyOf(entry.object()).isLoaded(), query);
        }

        private GatheredLoads within(Executor executor) {
            return loads(owners -> core.loader().fillMany(executor, link, owners));
        }

        @Override
        public Mono<Void> load(Object owner) {
            Entry entry = (Entry) owner;
            return loadable(entry, describe(owner), gathered(this, outside, this::within, entry));
        }

        @Override
        public boolean add(Object owner, Object child) {
            core.refuseOthers(child);
            return core.state().add((Entry) owner, link, child);
        }

        @Override
        public boolean remove(Object owner, Object child) {
            return core.state().remove((Entry) owner, link, child);
        }

        @Override
        public boolean isHeldElsewhere(Object owner, Object session) {
            return core != session && core.state().holds((Entry) owner);
        }

        @Override
        public String describe(Object owner) {
            return owner + "." + Objects.requireNonNull(link.many()).name();
        }
    }

    private final class OneEnd implements Holders.OneSide {
        private final Link link;
        private final GatheredLoads outside;

        OneEnd(Link link) {
            this.link = link;
            this.outside = loads(children ->
                    core.connection().get().flatMap(executor -> core.loader().fillOne(executor, link, children)));
        }

        private GatheredLoads loads(Function<List<Entry>, Mono<Void>> query) {
            return new GatheredLoads(
                    core.state(), entry -> !link.oneOf(entry.object()).isLoaded(), query);
        }

        private GatheredLoads within(Executor executor) {
            return loads(children -> core.loader().fillOne(executor, link, children));
        }

        @Override
        public Mono<Void> load(Object owner) {
            Entry entry = (Entry) owner;
            return loadable(entry, describe(owner), gathered(this, outside, this::within, entry));
        }

        @Override
        public void set(Object owner, @Nullable Object target) {
            if (target != null) {
                core.refuseOthers(target);
            }
            core.state().refer((Entry) owner, link, target);
        }

        @Override
        public @Nullable Object known(Object owner) {
            return core.state().parent((Entry) owner, link);
        }

        @Override
        public @Nullable Object id(Object owner) {
            return core.state().foreignKey((Entry) owner, link);
        }

        @Override
        public boolean isHeldElsewhere(Object owner, Object session) {
            return core != session && core.state().holds((Entry) owner);
        }

        @Override
        public String describe(Object owner) {
            return owner + "." + Objects.requireNonNull(link.one()).name();
        }
    }
}
