package io.azoth.engine;

import io.azoth.error.AzothException;
import io.azoth.error.EngineException;
import io.azoth.error.ErrorCode;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * A transaction's place in a lane, from the moment it is reached until COMMIT or ROLLBACK has been replied to; inside it is
 * a lane of its own. A place within a transaction is a savepoint.
 *
 * <p>Any thread may call. BEGIN is sent with the first operation, so that a transaction that does nothing sends nothing.
 */
final class TransactionPlace extends Operation {
    private final @Nullable TransactionPlace parent;
    private final Lane around;
    private final TransactionOptions options;
    private final @Nullable String savepoint;
    private final Grant<TransactionPlace> grant;
    private final ConnectionQueue queue;
    private final Lane lane;
    private final List<Consumer<TransactionOutcome>> listeners = new ArrayList<>();
    private final List<Consumer<@Nullable AzothException>> waiting = new ArrayList<>();

    private volatile boolean begun;
    private volatile boolean open = true;
    private boolean started;
    private @Nullable TransactionOutcome outcome;
    private @Nullable AzothException failure;
    private @Nullable AzothException beginFailure;
    private @Nullable AzothException endedBy;
    private @Nullable Disposable timer;

    /**
     * A transaction in the lane of a connection.
     *
     * @param grant hears when the place is reached, and then has to see to its end
     */
    TransactionPlace(ConnectionQueue queue, TransactionOptions options, Grant<TransactionPlace> grant) {
        this.queue = queue;
        this.around = queue.lane();
        this.parent = null;
        this.options = options;
        this.savepoint = null;
        this.grant = grant;
        this.lane = new Lane(queue, true);
    }

    private TransactionPlace(TransactionPlace parent, TransactionOptions options, Grant<TransactionPlace> grant) {
        this.queue = parent.queue;
        this.around = parent.lane;
        this.parent = parent;
        this.options = options;
        this.savepoint = queue.nextSavepoint();
        this.grant = grant;
        this.lane = new Lane(queue, true);
    }

    ConnectionQueue queue() {
        return queue;
    }

    Lane lane() {
        return lane;
    }

    boolean isOpen() {
        return open;
    }

    boolean isSavepoint() {
        return savepoint != null;
    }

    /** Whether it is the given place, or stands somewhere inside of it. */
    boolean isWithin(TransactionPlace outer) {
        TransactionPlace place = this;
        while (place != outer && place.parent != null) {
            place = place.parent;
        }
        return place == outer;
    }

    /** The innermost transaction of an engine that stands in a Context, or null. */
    static @Nullable TransactionPlace joinedBy(ContextView context, EngineResources key) {
        return context.isEmpty() ? null : context.getOrDefault(key, null);
    }

    Context joined(Context context) {
        return context.put(queue.resources(), this);
    }

    Turn turn() {
        return new Turn(lane, this::submit);
    }

    /** Queues a savepoint in it. */
    void nest(TransactionOptions nested, Grant<TransactionPlace> nestedGrant) {
        submit(new TransactionPlace(this, nested, nestedGrant));
    }

    @Override
    void start(ConnectionQueue on) {
        AzothException aborted;
        synchronized (this) {
            started = true;
            aborted = endedBy;
            Duration limit = options.timeout();
            if (aborted == null && limit != null) {
                timer = Schedulers.parallel().schedule(this::expire, limit.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        if (aborted != null) {
            grant.refused(aborted);
            end(TransactionOutcome.ROLLED_BACK, null);
        } else {
            grant.granted(this);
        }
    }

    @Override
    void refuse(Throwable error) {
        grant.refused(error);
    }

    /** Queues an operation in the transaction, behind its BEGIN. */
    void submit(Operation operation) {
        if (!begun) {
            synchronized (this) {
                if (!begun && open) {
                    lane.submit(beginning(operation instanceof StatementOperation));
                    begun = true;
                }
            }
        }
        if (begun) {
            lane.submit(operation);
        } else {
            operation.refuse(ended());
        }
    }

    private CommandOperation beginning(boolean statementFollows) {
        Connection connection = queue.connection();
        if (savepoint != null) {
            return command("SAVEPOINT " + savepoint, () -> connection.createSavepoint(savepoint), this::began);
        }
        return new CommandOperation(
                lane,
                options.describe(),
                () -> queue.driver().begin(connection, options.definition()),
                statementFollows && queue.driver().beginRides(),
                this::began);
    }

    private CommandOperation command(
            String text, Supplier<Publisher<Void>> command, Consumer<@Nullable AzothException> then) {
        return new CommandOperation(lane, text, command, false, then);
    }

    private void began(@Nullable AzothException error) {
        if (error != null) {
            synchronized (this) {
                beginFailure = error;
            }
            // What rode with it may have run outside of a transaction: nothing else may.
            queue.markBroken();
            lane.doom(error);
        }
    }

    /** Lets what was queued run, then commits. The consumer hears of the end, with null or why it failed. */
    void commit(Consumer<@Nullable AzothException> then) {
        AzothException refused = null;
        boolean nothingToDo = false;
        synchronized (this) {
            if (open) {
                open = false;
                waiting.add(then);
                nothingToDo = !begun;
            } else {
                refused = ended();
            }
        }
        if (refused != null) {
            then.accept(refused);
        } else if (nothingToDo) {
            end(TransactionOutcome.COMMITTED, null);
        } else {
            lane.finish(
                    command(
                            savepoint == null ? "COMMIT" : "RELEASE SAVEPOINT " + savepoint,
                            this::commit,
                            this::committed),
                    ended());
        }
    }

    private Publisher<Void> commit() {
        AzothException neverBegun;
        synchronized (this) {
            neverBegun = beginFailure;
        }
        if (neverBegun != null) {
            return Mono.error(neverBegun);
        }
        Connection connection = queue.connection();
        return savepoint == null ? connection.commitTransaction() : connection.releaseSavepoint(savepoint);
    }

    private void committed(@Nullable AzothException error) {
        if (error == null) {
            end(TransactionOutcome.COMMITTED, null);
        } else if (savepoint == null && isLost(error) && beginFailure == null) {
            queue.markBroken();
            end(TransactionOutcome.UNKNOWN, outcomeUnknown(error));
        } else {
            // A COMMIT that was refused may leave the transaction open; what it said is what counts.
            queue.execute(() -> ConnectionQueue.await(rollback(), ignored -> {
                if (ignored != null) {
                    queue.markBroken();
                }
                end(TransactionOutcome.ROLLED_BACK, error);
            }));
        }
    }

    private static boolean isLost(AzothException error) {
        return error instanceof EngineException;
    }

    private static EngineException outcomeUnknown(AzothException error) {
        return new EngineException(
                ErrorCode.OUTCOME_UNKNOWN,
                "The connection was lost during COMMIT: either everything was kept or nothing; look before you repeat it. "
                        + error.getMessage(),
                error);
    }

    /** Takes everything back, as soon as what runs has ended. After the end it does nothing. */
    void rollback(Consumer<@Nullable AzothException> then) {
        rollback(then, ended());
    }

    private void rollback(Consumer<@Nullable AzothException> then, AzothException reason) {
        boolean over = false;
        boolean first = false;
        synchronized (this) {
            if (outcome != null) {
                over = true;
            } else {
                waiting.add(failed -> then.accept(null));
                first = open && started;
                if (open) {
                    endedBy = reason;
                }
                open = false;
            }
        }
        if (over) {
            then.accept(null);
        } else if (first && begun) {
            lane.abandon(
                    command(
                            savepoint == null ? "ROLLBACK" : "ROLLBACK TO SAVEPOINT " + savepoint,
                            this::rollback,
                            error -> {
                                if (error != null) {
                                    queue.markBroken();
                                }
                                end(TransactionOutcome.ROLLED_BACK, null);
                            }),
                    reason);
        } else if (first) {
            end(TransactionOutcome.ROLLED_BACK, null);
        }
    }

    private Publisher<Void> rollback() {
        Connection connection = queue.connection();
        return savepoint == null
                ? connection.rollbackTransaction()
                : connection.rollbackTransactionToSavepoint(savepoint);
    }

    /** Nothing more starts in it: it is about to be rolled back. */
    void doom() {
        lane.doom(ended());
    }

    @Override
    void abort(Throwable error) {
        rollback(ignored -> {}, (AzothException) error);
    }

    private void expire() {
        rollback(
                ignored -> {},
                new EngineException(
                        ErrorCode.STATEMENT_TIMEOUT,
                        "The transaction took longer than " + options.timeout() + " and was rolled back"));
    }

    private synchronized AzothException ended() {
        AzothException reason = endedBy;
        return reason != null
                ? reason
                : new EngineException(
                        ErrorCode.TRANSACTION_ENDED,
                        "The transaction has ended; what belongs to it runs before its work completes");
    }

    /** Hears of the end, at once where it is over already. */
    void onEnd(Consumer<TransactionOutcome> listener) {
        TransactionOutcome known;
        synchronized (this) {
            known = outcome;
            if (known == null) {
                listeners.add(listener);
            }
        }
        if (known != null) {
            listener.accept(known);
        }
    }

    private void end(TransactionOutcome how, @Nullable AzothException error) {
        List<Consumer<TransactionOutcome>> told;
        synchronized (this) {
            if (outcome != null) {
                return;
            }
            outcome = how;
            failure = error;
            told = List.copyOf(listeners);
            if (timer != null) {
                timer.dispose();
            }
        }
        told.forEach(listener -> listener.accept(how));
        around.ended(this);
    }

    @Override
    void conclude() {
        List<Consumer<@Nullable AzothException>> told;
        AzothException error;
        synchronized (this) {
            told = List.copyOf(waiting);
            error = failure;
        }
        told.forEach(then -> then.accept(error));
    }
}
