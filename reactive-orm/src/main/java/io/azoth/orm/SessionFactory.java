package io.azoth.orm;

import io.azoth.engine.Engine;
import io.azoth.sql.Services;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Opens sessions on an engine for a set of mappings. One for an application; any thread may use it.
 *
 * <pre>{@code
 * SessionFactory sessions = SessionFactory.of(db, mappers);
 * Mono<Void> work = sessions.inSession(session -> session.get(User.class, 1)
 *         .doOnNext(mary -> mary.password = "new")
 *         .then(session.flush()));
 * }</pre>
 */
public interface SessionFactory {
    /**
     * Sessions on an engine, with the options of that engine: {@code of(db.with(options), mappers)} gives them others. The
     * mappings are resolved when the first session is opened.
     */
    static SessionFactory of(Engine engine, Mappers mappers) {
        return Services.load(SessionProvider.class).sessions(engine, mappers);
    }

    /**
     * Does work in a session of its own and closes it, whatever the end.
     *
     * @param work what to do
     * @return what the work emitted; an error where it left changes that were not flushed
     */
    <T> Mono<T> inSession(Function<? super Session, ? extends Mono<T>> work);

    /** The same for work that emits more than one value; they are passed on as they come. */
    <T> Flux<T> inSessionMany(Function<? super Session, ? extends Flux<T>> work);

    /**
     * A session that the caller closes. No I/O happens before it is used.
     *
     * @throws OrmException if a mapping is not valid
     */
    Session open();
}
