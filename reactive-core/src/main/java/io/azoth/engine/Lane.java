package io.azoth.engine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.error.AzothException;
import io.azoth.error.EngineException;
import io.azoth.error.ErrorCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

/**
 * Operations on one connection that run one after another, in the order in which they came. A connection has one lane; a
 * transaction takes a place in it and has a lane of its own inside.
 *
 * <p>Any thread may call; operations start on the driver's executor, and waiting ones are refused on the thread that found
 * out.
 */
final class Lane implements Host {
    private final ConnectionQueue queue;
    private final boolean inTransaction;
    private final AtomicInteger advancing = new AtomicInteger();
    private final ArrayDeque<Operation> waiting = new ArrayDeque<>();
    private @Nullable Operation current;
    private @Nullable Operation last;
    private @Nullable AzothException closed;
    private int places;
    private volatile boolean crowded;
    private volatile boolean doomed;
    private volatile boolean failed;
    private volatile @Nullable Deadline deadline;

    Lane(ConnectionQueue queue, boolean inTransaction) {
        this.queue = queue;
        this.inTransaction = inTransaction;
    }

    /** Queues an operation; it is refused where the lane is closed. */
    void submit(Operation operation) {
        AzothException refused;
        Operation ahead;
        synchronized (this) {
            refused = closed;
            ahead = current;
            if (refused == null) {
                limitBehindPlaces(operation);
                waiting.add(operation);
                crowded = true;
            }
        }
        if (refused != null) {
            operation.refuse(refused);
            return;
        }
        if (ahead != null) {
            ahead.press();
        }
        advance();
    }

    /** Lets what is there run, then the given operation, and refuses everything else from now on. */
    void finish(Operation lastOne, AzothException reason) {
        Operation ahead;
        synchronized (this) {
            closed = reason;
            last = lastOne;
            crowded = true;
            ahead = current;
        }
        if (ahead != null) {
            ahead.press();
        }
        advance();
    }

    /** Refuses everything that has not started, ends what runs as soon as that is possible, then runs the given operation. */
    void abandon(Operation lastOne, AzothException reason) {
        List<Operation> refused;
        Operation ahead;
        synchronized (this) {
            doomed = true;
            closed = reason;
            last = lastOne;
            refused = drainWaiting();
            ahead = current;
        }
        refused.forEach(operation -> operation.refuse(reason));
        if (ahead != null) {
            ahead.abort(reason);
        }
        advance();
    }

    /** Nothing new starts any more, and what reads may be stopped at the server. */
    void doom(AzothException reason) {
        List<Operation> refused;
        synchronized (this) {
            doomed = true;
            closed = reason;
            refused = drainWaiting();
        }
        refused.forEach(operation -> operation.refuse(reason));
    }

    @Override
    public void ended(Operation operation) {
        synchronized (this) {
            current = null;
            if (operation instanceof TransactionPlace) {
                places--;
            }
        }
        try {
            operation.conclude();
        } finally {
            advance();
        }
    }

    @Override
    @CanIgnoreReturnValue
    public boolean withdraw(Operation operation) {
        synchronized (this) {
            boolean removed = waiting.remove(operation);
            if (removed) {
                forget(operation);
                crowded = last != null || !waiting.isEmpty();
            }
            return removed;
        }
    }

    @Override
    public boolean someoneWaits() {
        return crowded;
    }

    @Override
    public void overflowed(Operation operation) {
        List<Operation> refused;
        boolean stuck;
        synchronized (this) {
            refused = drainWaiting();
            stuck = last != null;
        }
        EngineException full = queue.resources().bufferFull();
        refused.forEach(waiter -> waiter.refuse(full));
        if (stuck) {
            operation.abort(full);
        }
    }

    @Override
    public boolean mayStop() {
        return doomed || !inTransaction;
    }

    @Override
    @CanIgnoreReturnValue
    public boolean failsFirst() {
        boolean first = inTransaction && !failed;
        failed = true;
        return first;
    }

    @Override
    public boolean inTransaction() {
        return inTransaction;
    }

    @Override
    public @Nullable Deadline deadline() {
        return deadline;
    }

    /** What runs in it has to be over then. Said before anything runs in it. */
    void until(@Nullable Deadline end) {
        deadline = end;
    }

    /** Starts what may start. A loop, not a recursion, however many operations end as soon as they start. */
    private void advance() {
        if (advancing.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            Operation next = next();
            if (next != null) {
                if (crowded) {
                    next.press();
                }
                queue.execute(() -> next.start(queue));
            }
            seen = advancing.addAndGet(-seen);
        } while (seen != 0);
    }

    private synchronized @Nullable Operation next() {
        if (current != null) {
            return null;
        }
        Operation next = waiting.poll();
        if (next == null) {
            next = last;
            last = null;
        }
        if (next != null) {
            next.unlimit();
            current = next;
        }
        crowded = last != null || !waiting.isEmpty();
        return next;
    }

    private List<Operation> drainWaiting() {
        List<Operation> all = new ArrayList<>(waiting);
        all.forEach(this::forget);
        waiting.clear();
        crowded = last != null;
        return all;
    }

    private void forget(Operation operation) {
        operation.unlimit();
        if (operation instanceof TransactionPlace) {
            places--;
        }
    }

    /** Behind a transaction the wait may be for ever: its work may be waiting for this very operation. */
    private void limitBehindPlaces(Operation operation) {
        if (places > 0) {
            long limit = Limits.millis(queue.resources().options().queueTimeout());
            operation.limit(
                    Schedulers.parallel().schedule(() -> expire(operation, limit), limit, TimeUnit.MILLISECONDS));
        }
        if (operation instanceof TransactionPlace) {
            places++;
        }
    }

    private void expire(Operation operation, long limit) {
        if (withdraw(operation)) {
            operation.refuse(new EngineException(
                    ErrorCode.ACQUIRE_TIMEOUT,
                    "Waited " + limit + " ms for its turn on the connection, behind a transaction that has not ended; "
                            + "what belongs to that transaction runs through its Transaction or with its Context, and "
                            + "EngineOptions.withQueueTimeout sets the limit"));
        }
    }
}
