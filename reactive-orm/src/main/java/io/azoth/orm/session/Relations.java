package io.azoth.orm.session;

import io.azoth.error.ErrorCode;
import io.azoth.orm.Holders;
import io.azoth.orm.OrmException;
import io.azoth.orm.mapping.EntityMapping;
import io.azoth.orm.mapping.Link;
import io.azoth.orm.mapping.Mappings;
import io.azoth.orm.state.Entry;
import io.azoth.orm.state.SessionState.RelationSides;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What stands behind the relations of a session's objects: one for each end of each link, shared by all owners. */
final class Relations implements RelationSides {
    private final SessionCore core;
    private final Holders.ManySide[] many;
    private final Holders.OneSide[] one;

    Relations(SessionCore core, Mappings mappings) {
        this.core = core;
        this.many = new Holders.ManySide[mappings.linkCount()];
        this.one = new Holders.OneSide[mappings.linkCount()];
        for (EntityMapping mapping : mappings.all()) {
            for (Link link : mapping.links()) {
                many[link.id()] = new ManyEnd(link);
                one[link.id()] = new OneEnd(link);
            }
        }
    }

    @Override
    public Holders.ManySide many(Link link) {
        return many[link.id()];
    }

    @Override
    public Holders.OneSide one(Link link) {
        return one[link.id()];
    }

    private Mono<Void> loadable(Entry entry, String what, Mono<Void> load) {
        return core.state().holds(entry)
                ? load
                : Mono.error(new OrmException(
                        ErrorCode.DETACHED_OBJECT,
                        what + " cannot be loaded: the " + entry.mapping().name()
                                + " is in no open session any more; load it anew in one"));
    }

    private final class ManyEnd implements Holders.ManySide {
        private final Link link;

        ManyEnd(Link link) {
            this.link = link;
        }

        @Override
        public Mono<Void> load(Object owner) {
            Entry entry = (Entry) owner;
            return loadable(entry, describe(owner), core.on(null, executor -> core.loader()
                    .fillMany(executor, link, List.of(entry))));
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
        public String describe(Object owner) {
            return owner + "." + Objects.requireNonNull(link.many()).name();
        }
    }

    private final class OneEnd implements Holders.OneSide {
        private final Link link;

        OneEnd(Link link) {
            this.link = link;
        }

        @Override
        public Mono<Void> load(Object owner) {
            Entry entry = (Entry) owner;
            return loadable(entry, describe(owner), core.on(null, executor -> core.loader()
                    .fillOne(executor, link, List.of(entry))));
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
        public String describe(Object owner) {
            return owner + "." + Objects.requireNonNull(link.one()).name();
        }
    }
}
