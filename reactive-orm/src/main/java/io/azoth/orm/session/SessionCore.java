package io.azoth.orm.session;

import io.azoth.engine.Engine;
import io.azoth.engine.Transaction;
import io.azoth.engine.TransactionOutcome;
import io.azoth.error.ErrorCode;
import io.azoth.orm.Holders;
import io.azoth.orm.OrmException;
import io.azoth.orm.flush.FlushPlan;
import io.azoth.orm.flush.Removals;
import io.azoth.orm.loading.RelationLoader;
import io.azoth.orm.mapping.EntityMapping;
import io.azoth.orm.mapping.Link;
import io.azoth.orm.mapping.Mappings;
import io.azoth.orm.state.SessionState;
import io.azoth.sql.Executor;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * What a session and its views within transactions share: the objects, the connection, and which transaction is open.
 * Any thread may use it.
 */
final class SessionCore {
    private final SessionState state;
    private final Engine engine;
    private final SessionConnection connection;
    private final RelationLoader loader;
    private final Scopes scopes;
    private final Set<SessionCore> open;
    private volatile @Nullable Broken broken;

    SessionCore(Mappings mappings, Engine engine, Set<SessionCore> open) {
        this.engine = engine;
        this.connection = new SessionConnection(engine);
        this.scopes = new Scopes(this, engine);
        this.open = open;
        this.state = new SessionState(mappings, new Relations(this, mappings));
        this.loader = new RelationLoader(state);
    }

    SessionState state() {
        return state;
    }

    SessionConnection connection() {
        return connection;
    }

    Engine engine() {
        return engine;
    }

    RelationLoader loader() {
        return loader;
    }

    /** The transaction that a subscriber is in, by its Context or by the view that it uses; null outside of one. */
    @Nullable
    Scope scope(ContextView context, @Nullable Scope view) {
        return scopes.of(context, view);
    }

    /** A transaction that this session has begun. */
    Scope begun(Transaction transaction) {
        return scopes.enter(transaction, true);
    }

    /** Does work on the session's connection, or in the transaction that the subscriber is in. */
    <T> Mono<T> on(@Nullable Scope view, Function<Executor, Mono<T>> work) {
        return Mono.deferContextual(context -> {
            usable();
            Scope scope = scope(context, view);
            return scope != null
                    ? work.apply(scope.transaction())
                    : connection.get().flatMap(work);
        });
    }

    /** The same for many. */
    <T> Flux<T> manyOn(@Nullable Scope view, Function<Executor, Flux<T>> work) {
        return Flux.deferContextual(context -> {
            usable();
            Scope scope = scope(context, view);
            return scope != null
                    ? work.apply(scope.transaction())
                    : connection.get().flatMapMany(work);
        });
    }

    /** Plans and runs a flush; the consumer of the plan decides when the state learns of it. */
    Mono<FlushPlan> write(Executor executor) {
        return Removals.complete(state, (link, owners) -> loader.children(executor, link, owners))
                .flatMap(removals -> {
                    FlushPlan plan = FlushPlan.of(state, removals);
                    return plan.run(executor).thenReturn(plan);
                });
    }

    void usable() {
        Broken why = broken;
        if (why != null) {
            throw new OrmException(why.code, why.message, why.cause);
        }
        if (connection.isClosed()) {
            throw new OrmException(ErrorCode.CLOSED, "The session is closed; open another one for further work");
        }
    }

    /** The end of a transaction reaches the state; what goes wrong here cannot be undone. */
    void end(TransactionOutcome outcome, Runnable committed, Runnable rolledBack) {
        try {
            switch (outcome) {
                case COMMITTED -> committed.run();
                case ROLLED_BACK -> rolledBack.run();
                case UNKNOWN ->
                    broken = new Broken(
                            ErrorCode.OUTCOME_UNKNOWN,
                            "The outcome of this session's transaction is not known, so neither are its objects; open "
                                    + "another session and load them anew",
                            null);
            }
        } catch (RuntimeException e) {
            broken = new Broken(
                    ErrorCode.INVALID_STATE,
                    "The objects of this session could not follow its transaction; open another session. "
                            + e.getMessage(),
                    e);
        }
    }

    /** Refuses to take what another session holds. */
    void refuseOthers(Object object) {
        if (!state.mappings().of(object.getClass()).isAlone()) {
            state.unknown(object).forEach(this::refuseOther);
        } else if (open.size() > 1) {
            refuseOther(object);
        }
    }

    private void refuseOther(Object object) {
        Object held = heldElsewhere(object);
        if (held != null) {
            throw new OrmException(
                    ErrorCode.OTHER_SESSION,
                    "This " + held + " is held by another open session; expunge(..) it there, or close that session "
                            + "first");
        }
    }

    /** The relations of an object know its session; of one without any the open sessions are asked. */
    private @Nullable Object heldElsewhere(Object object) {
        EntityMapping mapping = state.mappings().of(object.getClass());
        if (!mapping.collections().isEmpty()) {
            return Holders.ownerElsewhere(mapping.collections().get(0).manyOf(object), this);
        }
        for (Link link : mapping.links()) {
            if (link.one() != null) {
                return Holders.ownerElsewhere(link.oneOf(object), this);
            }
        }
        return open.stream()
                .filter(other -> other != this)
                .map(other -> other.state.peek(object))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Why the session is of no use any more. */
    private record Broken(
            ErrorCode code, String message, @Nullable Throwable cause) {}

    /** Ends the session for good; its objects are on their own. */
    Mono<Void> close() {
        return Mono.defer(() -> {
            open.remove(this);
            state.end();
            return connection.release();
        });
    }
}
