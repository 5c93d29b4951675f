package io.azoth.engine;

import io.azoth.error.AzothException;
import io.azoth.sql.ClauseElement;
import io.azoth.sql.EffectStatement;
import io.azoth.sql.Returning;
import io.azoth.sql.Row;
import io.azoth.sql.TextStatement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The transaction that one query takes for itself: its rows come in windows of demand, the end after the commit. It is left
 * once, by whoever ends it first: the last row, the reader that goes, or its time limit, which frees the connection of a
 * reader that has stopped asking and hears of nothing.
 *
 * <p>Any thread may call.
 */
final class StatementTransaction {
    private final TransactionPlace place;
    private final Workplace workplace;
    private final AtomicBoolean left = new AtomicBoolean();

    StatementTransaction(TransactionPlace place, Workplace workplace) {
        this.place = place;
        this.workplace = workplace;
    }

    /**
     * Whether nothing but rows is expected of a statement. A reader may leave such a one at any row, while a change is to be
     * kept though its reader takes one row of it; a text may be either.
     */
    static boolean onlyReads(ClauseElement element) {
        return !(element instanceof EffectStatement || element instanceof Returning || element instanceof TextStatement)
                && element.children().stream().allMatch(StatementTransaction::onlyReads);
    }

    /**
     * The rows of a query in a transaction of its own.
     *
     * @param begun begins it, and takes it back where it comes too late
     * @param rows what is read in it
     */
    static Flux<Row> rows(Mono<StatementTransaction> begun, Function<Transaction, Flux<Row>> rows) {
        return Flux.usingWhen(
                begun,
                own -> own.rows(rows),
                own -> Mono.empty(),
                (own, failure) -> own.rollback(),
                StatementTransaction::rollback);
    }

    private Flux<Row> rows(Function<Transaction, Flux<Row>> rows) {
        place.onForced(reason -> leave(() -> {}));
        // The commit belongs to the rows: its failure is theirs, as it is.
        return rows.apply(new Transaction(place)).concatWith(Mono.defer(this::commit));
    }

    private Mono<Row> commit() {
        return Mono.create(sink -> place.commit(error -> leave(() -> TransactionScope.tell(sink, error))));
    }

    private Mono<Void> rollback() {
        return Mono.create(sink -> rollback(sink::success));
    }

    /** Nobody wants it any more. */
    void abandon() {
        rollback(() -> {});
    }

    private void rollback(Runnable then) {
        place.rollback((@Nullable AzothException ignored) -> leave(then));
    }

    private void leave(Runnable then) {
        if (left.compareAndSet(false, true)) {
            workplace.leave(place, then);
        } else {
            then.run();
        }
    }
}
