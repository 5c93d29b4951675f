package io.azoth.engine;

import io.azoth.engine.CommandOperation.Reply;
import io.azoth.error.AzothException;
import io.azoth.error.EngineException;
import io.azoth.error.ErrorCode;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
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
    private final ConnectionQueue queue;
    private final @Nullable TransactionPlace parent;
    private final Lane around;
    private final TransactionOptions options;
    private final ExecutionOptions execution;
    private final TransactionCommands commands;
    private final Grant<TransactionPlace> grant;
    private final Lane lane;
    private final TransactionEnd end = new TransactionEnd();

    /** Completes when the reply to BEGIN has come, whatever it was. */
    private final Sinks.Empty<Void> beginReply = Sinks.empty();

    private volatile boolean begun;
    private volatile boolean open = true;
    private boolean doomed;
    private volatile @Nullable AzothException beginFailure;
    private boolean started;
    private @Nullable AzothException endedBy;
    private @Nullable AzothException forcedBy;
    private @Nullable Consumer<AzothException> onForced;
    private @Nullable Disposable timer;
    private @Nullable Deadline deadline;
    private boolean rode;
    private boolean over;

    /**
     * A transaction in the lane of a connection.
     *
     * @param grant hears when the place is reached, and then has to see to its end
     */
    TransactionPlace(ConnectionQueue queue, Beginning beginning, Grant<TransactionPlace> grant) {
        this(queue, null, beginning, grant);
    }

    private TransactionPlace(
            ConnectionQueue queue,
            @Nullable TransactionPlace parent,
            Beginning beginning,
            Grant<TransactionPlace> grant) {
        this.queue = queue;
        this.parent = parent;
        this.around = parent == null ? queue.lane() : parent.lane;
        this.options = beginning.transaction();
        this.execution = beginning.execution();
        this.commands = new TransactionCommands(queue, options, parent == null ? null : queue.nextSavepoint());
        this.grant = grant;
        this.lane = new Lane(queue, true);
    }

    ConnectionQueue queue() {
        return queue;
    }

    /** The options of what runs in it. */
    ExecutionOptions execution() {
        return execution;
    }

    boolean isOpen() {
        return open;
    }

    boolean isSavepoint() {
        return parent != null;
    }

    /** The place that it is a savepoint in, or null. */
    @Nullable
    TransactionPlace parent() {
        return parent;
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
        return new Turn(lane, this::submit, execution);
    }

    /** Queues a savepoint in it. */
    void nest(Beginning nested, Grant<TransactionPlace> nestedGrant) {
        submit(new TransactionPlace(queue, this, nested.within(this), nestedGrant));
    }

    @Override
    void start(ConnectionQueue on) {
        AzothException aborted;
        synchronized (this) {
            started = true;
            aborted = endedBy;
            deadline = Deadline.earlier(Deadline.after(options.timeout()), around.deadline());
            lane.until(deadline);
            if (aborted == null && deadline != null) {
                timer = Schedulers.parallel()
                        .schedule(this::expire, Math.max(0, deadline.remaining().toNanos()), TimeUnit.NANOSECONDS);
            }
        }
        if (aborted != null) {
            grant.refused(aborted);
            ended(TransactionOutcome.ROLLED_BACK, null);
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
                if (!begun && open && !doomed) {
                    Reply reply = operation instanceof StatementOperation && commands.rides()
                            ? Reply.UNAWAITED
                            : Reply.DECIDING;
                    rode = reply == Reply.UNAWAITED;
                    lane.submit(new CommandOperation(
                            lane,
                            commands.beginText(),
                            () -> commands.begin(lane.deadline()),
                            reply,
                            this::beginReplied));
                    begun = true;
                }
            }
        }
        if (begun) {
            lane.submit(operation);
        } else {
            operation.refuse(endedError());
        }
    }

    private void beginReplied(@Nullable AzothException error) {
        if (error != null) {
            beginFailure = error;
            if (rode) {
                // What rode with it may have run outside of a transaction: nothing else may.
                queue.markBroken();
            }
            lane.doom(error);
        }
        beginReply.tryEmitEmpty().orThrow();
    }

    /**
     * A driver takes no end of a transaction of whose begin it has not heard, but says that it did. What rode with BEGIN may be
     * over before the reply: it was cancelled, or never sent because a value could not be bound.
     */
    private Mono<Void> afterBegin(Supplier<Publisher<Void>> command) {
        return beginReply.asMono().then(Mono.defer(() -> Mono.from(command.get())));
    }

    /** Lets what was queued run, then commits. The consumer hears of the end, with null or why it failed. */
    void commit(Consumer<@Nullable AzothException> then) {
        boolean refused;
        boolean nothingToDo;
        synchronized (this) {
            refused = !open;
            open = false;
            nothingToDo = !begun;
        }
        AzothException reason = endedError();
        if (refused) {
            if (!end.await(ignored -> then.accept(reason))) {
                then.accept(reason);
            }
            return;
        }
        boolean waits = end.await(then);
        if (nothingToDo || !waits) {
            ended(TransactionOutcome.COMMITTED, null);
        } else {
            lane.finish(
                    new CommandOperation(
                            lane,
                            commands.commitText(),
                            () -> afterBegin(this::commit),
                            Reply.AWAITED,
                            this::committed),
                    reason);
        }
    }

    private Publisher<Void> commit() {
        AzothException neverBegun = beginFailure;
        return neverBegun == null ? commands.commit() : Mono.error(neverBegun);
    }

    private void committed(@Nullable AzothException error) {
        if (error == null) {
            ended(TransactionOutcome.COMMITTED, null);
        } else if (mayHaveCommitted(error)) {
            queue.markBroken();
            ended(TransactionOutcome.UNKNOWN, outcomeUnknown(error));
        } else {
            // A COMMIT that was refused may leave the transaction open; what it said is what counts.
            queue.execute(() -> ConnectionQueue.await(Mono.defer(this::takeBack), failed -> rolledBack(failed, error)));
        }
    }

    private boolean mayHaveCommitted(AzothException error) {
        Throwable cause = error.getCause();
        boolean sent = beginFailure == null && (cause == null || !queue.driver().wasNeverSent(cause));
        return sent && !isSavepoint() && error instanceof EngineException;
    }

    private Mono<Void> takeBack() {
        return Mono.from(commands.rollback());
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
        rollback(then, endedError());
    }

    private void rollback(Consumer<@Nullable AzothException> then, AzothException reason) {
        boolean first;
        synchronized (this) {
            first = open && started;
            if (open) {
                endedBy = reason;
            }
            open = false;
        }
        if (!end.await(failed -> then.accept(null))) {
            then.accept(null);
        } else if (first && begun) {
            lane.abandon(
                    new CommandOperation(
                            lane,
                            commands.rollbackText(),
                            () -> afterBegin(commands::rollback),
                            Reply.AWAITED,
                            failed -> rolledBack(failed, null)),
                    reason);
        } else if (first) {
            ended(TransactionOutcome.ROLLED_BACK, null);
        }
    }

    private void rolledBack(@Nullable Throwable failed, @Nullable AzothException error) {
        if (failed != null) {
            queue.markBroken();
        }
        ended(TransactionOutcome.ROLLED_BACK, error);
    }

    /** Nothing more starts in it: it is about to be rolled back. */
    void doom() {
        synchronized (this) {
            doomed = true;
        }
        lane.doom(endedError());
    }

    @Override
    void abort(Throwable error) {
        force((AzothException) error);
    }

    private void expire() {
        Deadline passed;
        synchronized (this) {
            passed = deadline;
            if (!open || passed == null) {
                return; // it is ending by itself, and the connection may be somebody else's soon
            }
            timer = Schedulers.parallel().schedule(this::sever, Limits.SEVER_MILLIS, TimeUnit.MILLISECONDS);
        }
        force(passed.exceeded());
    }

    /** What ends in this moment finds the connection broken, so that nobody gets it who is not meant. */
    private void sever() {
        synchronized (this) {
            if (over) {
                return;
            }
            queue.markBroken();
        }
        queue.sever();
    }

    /** Rolls back from outside; the work hears of it last, for it may wait for something that never comes. */
    private void force(AzothException reason) {
        rollback(
                ignored -> {
                    Consumer<AzothException> worker;
                    synchronized (this) {
                        forcedBy = reason;
                        worker = onForced;
                    }
                    if (worker != null) {
                        worker.accept(reason);
                    }
                },
                reason);
    }

    /** Calls back when something other than its work has ended it, at once where it has. */
    void onForced(Consumer<AzothException> worker) {
        AzothException reason;
        synchronized (this) {
            onForced = worker;
            reason = forcedBy;
        }
        if (reason != null) {
            worker.accept(reason);
        }
    }

    private synchronized AzothException endedError() {
        AzothException reason = endedBy;
        return reason != null
                ? reason
                : new EngineException(
                        ErrorCode.TRANSACTION_ENDED,
                        "The transaction has ended; what belongs to it runs before its work completes");
    }

    void onEnd(Consumer<TransactionOutcome> listener) {
        end.onEnd(listener);
    }

    private void ended(TransactionOutcome how, @Nullable AzothException error) {
        synchronized (this) {
            over = true;
            if (timer != null) {
                timer.dispose();
            }
        }
        if (end.settle(how, error)) {
            around.ended(this);
        }
    }

    @Override
    void conclude() {
        end.tell();
    }
}
