package io.azoth.orm.session;

import io.azoth.engine.Transaction;
import io.azoth.error.ErrorCode;
import io.azoth.orm.OrmException;
import io.azoth.orm.loading.GatheredLoads;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A transaction that a session takes part in. Any thread may use it. */
final class Scope {
    private final Transaction transaction;
    private final boolean own;
    private final AtomicReference<@Nullable FlushTurn> lastFlush = new AtomicReference<>();
    private final Map<Object, GatheredLoads> loads = new ConcurrentHashMap<>();
    private volatile boolean torn;

    /**
     * @param own whether the session has begun it, and so sees to its end
     */
    Scope(Transaction transaction, boolean own) {
        this.transaction = transaction;
        this.own = own;
    }

    /** The loads of a relation within the transaction, which do not mix with those that wait for its end. */
    GatheredLoads loads(Object side, Supplier<GatheredLoads> first) {
        return loads.computeIfAbsent(side, key -> first.get());
    }

    Transaction transaction() {
        return transaction;
    }

    /** Whether the session has begun it, and not somebody else whose transaction it has joined. */
    boolean isOwn() {
        return own;
    }

    /** One flush after another: a second one writes what the first one left. */
    Mono<Void> inTurn(Mono<Void> flush) {
        return Mono.defer(() -> {
            FlushTurn turn = new FlushTurn();
            FlushTurn before = lastFlush.getAndSet(turn);
            return turn.run(before == null ? Mono.empty() : before.ended(), flush);
        });
    }

    /** A flush was cut off: some of its statements may have run, so that nothing of the transaction can be kept. */
    void tear() {
        torn = true;
    }

    /** Empty where the transaction can be committed. */
    Mono<Void> intact() {
        return Mono.defer(() -> torn
                ? Mono.error(new OrmException(
                        ErrorCode.INVALID_STATE,
                        "A flush failed or was cancelled in this transaction, which is rolled back: half of the flush "
                                + "cannot be kept"))
                : Mono.empty());
    }
}
