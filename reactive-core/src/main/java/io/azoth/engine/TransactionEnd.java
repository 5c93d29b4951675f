package io.azoth.engine;

import io.azoth.error.AzothException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a transaction ended, and who wants to hear of it: first the listeners, then who waits. Any thread. */
final class TransactionEnd {
    private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

    private final List<Consumer<TransactionOutcome>> listeners = new ArrayList<>();
    private final List<Consumer<@Nullable AzothException>> waiting = new ArrayList<>();
    private @Nullable TransactionOutcome outcome;
    private @Nullable AzothException failure;

    /** Calls back when the transaction has ended, at once where it has. */
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

    /** Waits for the end, with null or why it failed; false where it has ended already. */
    synchronized boolean await(Consumer<@Nullable AzothException> then) {
        return outcome == null && waiting.add(then);
    }

    /** Settles how it ended and tells the listeners; false where that was settled before. */
    boolean settle(TransactionOutcome how, @Nullable AzothException error) {
        List<Consumer<TransactionOutcome>> told;
        synchronized (this) {
            if (outcome != null) {
                return false;
            }
            outcome = how;
            failure = error;
            told = List.copyOf(listeners);
        }
        told.forEach(listener -> tell(() -> listener.accept(how)));
        return true;
    }

    /** Tells who waits. */
    void tell() {
        List<Consumer<@Nullable AzothException>> told;
        AzothException error;
        synchronized (this) {
            told = List.copyOf(waiting);
            error = failure;
        }
        told.forEach(then -> tell(() -> then.accept(error)));
    }

    /** Whatever one of them throws, the others hear too, and the connection is given back. */
    private static void tell(Runnable callback) {
        try {
            callback.run();
        } catch (Throwable e) {
            LOG.warn("A callback at a transaction's end failed", e);
        }
    }
}
