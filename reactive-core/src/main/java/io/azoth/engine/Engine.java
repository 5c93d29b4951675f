package io.azoth.engine;

import io.azoth.error.AzothException;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * A database that can be reached: where statements run, and where connections and transactions come from.
 *
 * <pre>{@code
 * Engine db = Engine.create("r2dbc:sqlite:///tutorial.db");
 * Mono<Void> moved = db.inTransaction(tx -> debit.executeOn(tx).then(credit.executeOn(tx)).then());
 * }</pre>
 *
 * <p>Nothing connects before the first use. Any thread may use it, and everything at the same time; signals come on the
 * driver's threads. A statement outside of a transaction runs on a connection of its own and is committed by itself; inside
 * {@code inTransaction} it joins the transaction through the Reactor Context.
 */
public final class Engine extends Workplace {
    private final Leases leases;
    private final Mono<Void> disposal;

    private Engine(Source source) {
        this(source.resources(), source.leases(), source.disposal(), ExecutionOptions.DEFAULT);
    }

    private Engine(EngineResources resources, Leases leases, Mono<Void> disposal, ExecutionOptions own) {
        super(resources, own);
        this.leases = leases;
        this.disposal = disposal;
    }

    /**
     * An engine for an R2DBC URL, such as {@code r2dbc:postgresql://user:secret@host/db}.
     *
     * @throws io.azoth.error.EngineException if the URL cannot be read, or no driver knows it
     */
    public static Engine create(String url) {
        return create(url, EngineOptions.DEFAULT);
    }

    /** {@link #create(String)} with options. */
    public static Engine create(String url, EngineOptions options) {
        return new Engine(Source.of(url, options));
    }

    /**
     * An engine on a connection factory that is there already.
     *
     * @param factory the factory; a pool, or what stands around one, stays as it is and is not closed with the engine; another
     *     one is pooled
     */
    public static Engine create(ConnectionFactory factory) {
        return create(factory, EngineOptions.DEFAULT);
    }

    /** {@link #create(ConnectionFactory)} with options. */
    public static Engine create(ConnectionFactory factory, EngineOptions options) {
        return new Engine(Source.of(factory, options));
    }

    /** What it was created with. */
    public EngineOptions options() {
        return resources().options();
    }

    /**
     * The same engine with other options for whatever runs through it: connections, transactions and sessions included. It
     * shares everything with this one, and closing either closes both.
     *
     * @param options they take the place of this one's where they say something
     */
    public Engine with(ExecutionOptions options) {
        return new Engine(resources(), leases, disposal, options.over(own()));
    }

    /** Logs SQL, parameters, row counts and times from now on, or no longer: logger {@code io.azoth.engine.echo}, level INFO. */
    public void echo(boolean on) {
        resources().echo(on);
    }

    /**
     * Does work on one connection, and gives it back when the work completes, fails or is cancelled.
     *
     * @param work what to do; it is called when the connection is there
     * @return what the work emitted, when the connection was given back
     */
    public <T> Mono<T> inConnection(Function<? super SqlConnection, ? extends Mono<T>> work) {
        return Mono.create(sink -> {
            ScopedWork<SqlConnection, T> scoped = new ScopedWork<>(sink, work, ConnectionScope::new);
            leases.acquire(new Grant<>() {
                @Override
                public void granted(ConnectionQueue queue) {
                    scoped.granted(new SqlConnection(queue, leases, own()));
                }

                @Override
                public void refused(Throwable error) {
                    scoped.refused(error);
                }
            });
        });
    }

    /** {@link #inConnection(Function)} for many elements, which are passed on as they come. */
    public <T> Flux<T> inConnectionMany(Function<? super SqlConnection, ? extends Flux<T>> work) {
        return Flux.usingWhen(
                connect(), work, SqlConnection::close, (connection, error) -> connection.close(), SqlConnection::close);
    }

    /**
     * A connection that the caller closes.
     *
     * @return the connection. Cancelled before it is there, it is given back as soon as it comes.
     */
    public Mono<SqlConnection> connect() {
        return new Handover<ConnectionQueue, SqlConnection>(
                (context, grant) -> leases.acquire(grant),
                queue -> new SqlConnection(queue, leases, own()),
                queue -> leases.release(queue, () -> {}));
    }

    /**
     * The innermost transaction of this engine that a subscriber is in: what is subscribed to with the same Context runs in
     * it.
     *
     * @param context the Context of the subscriber, as {@code Mono.deferContextual} gives it
     * @return empty outside of a transaction
     */
    public Optional<Transaction> transaction(ContextView context) {
        return Optional.ofNullable(TransactionPlace.joinedBy(context, resources()))
                .map(Transaction::new);
    }

    /**
     * Closes the connections: idle ones now, others when they are given back. What waits for a connection, and whatever is
     * subscribed to later, fails.
     *
     * @return completes when the idle ones are closed; closing again does nothing
     */
    public Mono<Void> close() {
        return Mono.defer(() -> {
            leases.close();
            return disposal;
        });
    }

    @Override
    Turn turn(ContextView context) {
        TransactionPlace joined = TransactionPlace.joinedBy(context, resources());
        if (joined != null) {
            return joined.turn();
        }
        SoloRun solo = new SoloRun(leases);
        return new Turn(solo, solo::run, ExecutionOptions.DEFAULT);
    }

    @Override
    void begin(ContextView context, Beginning beginning, Grant<TransactionPlace> grant) {
        TransactionPlace joined = TransactionPlace.joinedBy(context, resources());
        if (joined != null) {
            joined.nest(beginning, grant);
            return;
        }
        leases.acquire(new Grant<>() {
            @Override
            public void granted(ConnectionQueue queue) {
                queue.lane().submit(new TransactionPlace(queue, beginning, grant));
            }

            @Override
            public void refused(Throwable error) {
                grant.refused(error);
            }
        });
    }

    @Override
    void leave(TransactionPlace ended, Runnable then) {
        if (ended.isSavepoint()) {
            then.run();
        } else {
            leases.release(ended.queue(), then);
        }
    }

    private record ConnectionScope(SqlConnection connection) implements ScopedWork.Scope {
        @Override
        public void complete(Consumer<@Nullable AzothException> then) {
            ConnectionQueue.await(connection.close(), ignored -> then.accept(null));
        }

        @Override
        public void fail(Consumer<@Nullable AzothException> then) {
            complete(then);
        }

        @Override
        public void doom() {}

        /** Nobody but the work ends its connection. */
        @Override
        public void onForced(Consumer<AzothException> worker) {}

        @Override
        public Context inside(Context context) {
            return context;
        }
    }
}
