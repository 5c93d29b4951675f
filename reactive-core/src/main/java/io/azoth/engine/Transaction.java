package io.azoth.engine;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * A transaction on one connection, which holds its place in that connection's queue until its end. Statements run in it in
 * order of subscription; a transaction inside is a savepoint.
 *
 * <p>It comes from {@code inTransaction}, which ends it by itself, or from {@link SqlConnection#begin()}, whose caller does.
 * Any thread may use it; signals come on the driver's thread.
 */
public final class Transaction extends Workplace {
    private final TransactionPlace place;

    Transaction(TransactionPlace place) {
        this(place, place.execution());
    }

    private Transaction(TransactionPlace place, ExecutionOptions own) {
        super(place.queue().resources(), own);
        this.place = place;
    }

    /**
     * The same transaction with other options for whatever runs through it.
     *
     * @param options they take the place of this one's where they say something
     */
    public Transaction with(ExecutionOptions options) {
        return new Transaction(place, options.over(own()));
    }

    /**
     * Lets what was subscribed to before run, then commits. It is not for the work of {@code inTransaction}, which commits
     * by itself.
     *
     * @return completes when the database has confirmed it. Errors: what the database refused, after which all is rolled
     *     back; {@code OUTCOME_UNKNOWN} where the connection was lost meanwhile; {@code TRANSACTION_ENDED} where it has
     *     ended before. Cancelling the subscription stops nothing.
     */
    public Mono<Void> commit() {
        return Mono.create(sink -> place.commit(error -> TransactionScope.tell(sink, error)));
    }

    /**
     * Takes everything back as soon as what runs has ended; what waits is refused. After the end it does nothing.
     *
     * @return completes when it is done. Cancelling the subscription stops nothing.
     */
    public Mono<Void> rollback() {
        return Mono.create(sink -> place.rollback(ignored -> sink.success()));
    }

    /** False once a commit or a rollback has begun. */
    public boolean isOpen() {
        return place.isOpen();
    }

    /**
     * Calls back exactly once when the transaction has ended, before anyone else hears of it, and also when whoever waited
     * has cancelled meanwhile. On the driver's thread; at once where it has ended already.
     */
    public void onEnd(Consumer<TransactionOutcome> callback) {
        place.onEnd(callback);
    }

    /** The Context with this transaction in it: {@code publisher.contextWrite(tx::joined)} makes its statements join. */
    public Context joined(Context context) {
        return place.joined(context);
    }

    /** The transaction that this one is a savepoint of; empty where it is none. */
    public Optional<Transaction> outer() {
        return Optional.ofNullable(place.parent()).map(Transaction::new);
    }

    /** Whether it is the given transaction, or a savepoint somewhere inside of it. */
    public boolean isWithin(Transaction other) {
        return place.isWithin(other.place);
    }

    /** Two views of one transaction are equal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Transaction that && place == that.place;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(place);
    }

    @Override
    Turn turn(ContextView context) {
        TransactionPlace inner = TransactionPlace.joinedBy(context, resources());
        return (inner != null && inner.isWithin(place) ? inner : place).turn();
    }

    @Override
    void begin(ContextView context, Beginning beginning, Grant<TransactionPlace> grant) {
        TransactionPlace inner = TransactionPlace.joinedBy(context, resources());
        (inner != null && inner.isWithin(place) ? inner : place).nest(beginning, grant);
    }

    @Override
    void leave(TransactionPlace ended, Runnable then) {
        then.run();
    }
}
