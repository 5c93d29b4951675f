package io.azoth.orm.session;

import io.azoth.engine.Engine;
import io.azoth.orm.Mapper;
import io.azoth.orm.Mappers;
import io.azoth.orm.Session;
import io.azoth.orm.SessionFactory;
import io.azoth.orm.mapping.Mappings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Opens sessions on one engine, and knows those that are open. Any thread may use it. */
final class EngineSessions implements SessionFactory {
    private final Engine engine;
    private final Mappers mappers;
    private final Set<SessionCore> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Compiled compiled;

    EngineSessions(Engine engine, Mappers mappers) {
        this.engine = engine;
        this.mappers = mappers;
    }

    @Override
    public <T> Mono<T> inSession(Function<? super Session, ? extends Mono<T>> work) {
        return Mono.usingWhen(
                Mono.fromSupplier(this::start),
                session -> work.apply(session)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .flatMap(result -> session.settled().then(Mono.justOrEmpty(result))),
                ReactiveSession::abandon,
                (session, error) -> session.abandon(),
                ReactiveSession::abandon);
    }

    @Override
    public <T> Flux<T> inSessionMany(Function<? super Session, ? extends Flux<T>> work) {
        return Flux.usingWhen(
                Mono.fromSupplier(this::start),
                session -> Flux.<T>from(work.apply(session))
                        .concatWith(session.settled().then(Mono.empty())),
                ReactiveSession::abandon,
                (session, error) -> session.abandon(),
                ReactiveSession::abandon);
    }

    @Override
    public Session open() {
        return start();
    }

    private ReactiveSession start() {
        SessionCore core = new SessionCore(mappings(), engine, open);
        open.add(core);
        return new ReactiveSession(core, null);
    }

    /** What was mapped since the last session makes a new set. */
    private Mappings mappings() {
        List<Mapper<?>> now = mappers.all();
        Compiled known = compiled;
        if (known == null || !known.from.equals(now)) {
            known = new Compiled(now, Mappings.compile(now));
            compiled = known;
        }
        return known.mappings;
    }

    private record Compiled(List<Mapper<?>> from, Mappings mappings) {}
}
