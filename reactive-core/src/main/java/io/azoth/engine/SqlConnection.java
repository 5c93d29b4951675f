package io.azoth.engine;

import io.azoth.error.EngineException;
import io.azoth.error.ErrorCode;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.ContextView;

/**
 * One connection to the database, and its queue: whatever is subscribed to at the same time runs one after another, in order
 * of subscription.
 *
 * <p>Any thread may use it; signals come on the driver's thread. It comes from {@code inConnection}, which closes it, or from
 * {@link Engine#connect()}, whose caller does.
 */
public final class SqlConnection extends Workplace {
    private final ConnectionQueue queue;
    private final Leases leases;

    private final AtomicBoolean closing;
    private final Sinks.Empty<Void> closed;

    SqlConnection(ConnectionQueue queue, Leases leases, ExecutionOptions own) {
        super(queue.resources(), own);
        this.queue = queue;
        this.leases = leases;
        this.closing = new AtomicBoolean();
        this.closed = Sinks.empty();
    }

    private SqlConnection(SqlConnection same, ExecutionOptions own) {
        super(same.resources(), own);
        this.queue = same.queue;
        this.leases = same.leases;
        this.closing = same.closing;
        this.closed = same.closed;
    }

    /**
     * The same connection with other options for whatever runs through it. Closing either closes both.
     *
     * @param options they take the place of this one's where they say something
     */
    public SqlConnection with(ExecutionOptions options) {
        return new SqlConnection(this, options.over(own()));
    }

    /** {@link #begin(TransactionOptions)} with what the options say of transactions. */
    public Mono<Transaction> begin() {
        return begin(alone().transactionOrDefault());
    }

    /**
     * Takes a place for a transaction in the queue of the connection. Whoever gets it has to end it.
     *
     * @return the transaction, when its turn has come; BEGIN itself is sent with its first statement. Cancelled before that,
     *     the place is given up.
     */
    public Mono<Transaction> begin(TransactionOptions options) {
        return new Handover<TransactionPlace, Transaction>(
                (context, grant) -> begin(context, new Beginning(options, own()), grant),
                Transaction::new,
                place -> place.rollback(ignored -> {}));
    }

    /**
     * Gives the connection back: what waits is refused, what runs ends, what is half-read is stopped, an open transaction is
     * rolled back.
     *
     * @return completes when the connection is back in the pool, or destroyed where its state was not known. Closing again
     *     waits for the same. Cancelling the subscription stops nothing.
     */
    public Mono<Void> close() {
        return Mono.defer(() -> {
            if (closing.compareAndSet(false, true)) {
                queue.lane()
                        .abandon(
                                new Closing(),
                                new EngineException(
                                        ErrorCode.CLOSED, "The connection is closed; nothing runs on it any more"));
            }
            return closed.asMono();
        });
    }

    @Override
    Turn turn(ContextView context) {
        TransactionPlace joined = TransactionPlace.joinedBy(context, resources());
        if (joined != null && joined.queue() == queue) {
            return joined.turn();
        }
        return new Turn(queue.lane(), queue.lane()::submit, ExecutionOptions.DEFAULT);
    }

    @Override
    void begin(ContextView context, Beginning beginning, Grant<TransactionPlace> grant) {
        TransactionPlace joined = TransactionPlace.joinedBy(context, resources());
        if (joined != null && joined.queue() == queue) {
            joined.nest(beginning, grant);
        } else {
            queue.lane().submit(new TransactionPlace(queue, beginning, grant));
        }
    }

    @Override
    void leave(TransactionPlace ended, Runnable then) {
        then.run();
    }

    /** The last thing on the connection. */
    private final class Closing extends Operation {
        @Override
        void start(ConnectionQueue on) {
            on.lane().ended(this);
        }

        @Override
        void refuse(Throwable error) {
            throw new IllegalStateException(error);
        }

        @Override
        void conclude() {
            leases.release(queue, () -> closed.tryEmitEmpty().orThrow());
        }
    }
}
