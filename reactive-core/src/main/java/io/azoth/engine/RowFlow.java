package io.azoth.engine;

import io.azoth.error.AzothException;
import io.azoth.sql.Row;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * The way of rows from the driver to their reader, and of demand the other way.
 *
 * <p>As long as the reader asks for enough at a time and nobody waits behind it, demand goes straight to the driver and rows
 * straight to the reader. A reader that asks for a few is read ahead of by a window; once somebody waits, as much is read
 * ahead as the buffer takes. Rows then reach the reader from the buffer, on the driver's thread or on the one that asks.
 *
 * <p>The driver's thread alone calls {@link #opened}, {@link #row} and {@link #closed}; any thread may call the rest.
 */
final class RowFlow {
    /** A reader that asks for so many at a time is not read ahead of. */
    private static final int ENOUGH = 64;

    private final CoreSubscriber<? super Row> reader;
    private final FetchOperation operation;
    private final AtomicBoolean silent = new AtomicBoolean();
    private final AtomicInteger draining = new AtomicInteger();

    private volatile boolean unlimited;
    private volatile boolean pressed;
    private volatile boolean ended;
    private volatile long requested;
    private volatile long received;
    private volatile long emitted;
    private volatile @Nullable RowBuffer buffer;
    private @Nullable AzothException failure;
    private long taken;

    /** What was asked of the driver in all; guarded by this, like the subscription. */
    private long passed;

    private @Nullable Subscription source;

    RowFlow(FetchOperation operation, CoreSubscriber<? super Row> reader) {
        this.operation = operation;
        this.reader = reader;
    }

    /** Whether the reader takes everything as it comes, so that nobody needs to wait for it to ask. */
    boolean isUnlimited() {
        return unlimited;
    }

    boolean isSilent() {
        return silent.get();
    }

    /** Whether it cannot go on before its reader asks again. */
    synchronized boolean isStuck() {
        RowBuffer kept = buffer;
        return source != null && kept != null && kept.room() == 0 && requested == emitted;
    }

    long rows() {
        return received + taken;
    }

    void request(long count) {
        synchronized (this) {
            long now = Operators.addCap(requested, count);
            requested = now;
            unlimited = now == Long.MAX_VALUE;
        }
        drain();
        balance();
    }

    /** Somebody waits for the rest to be out of the way. */
    void press() {
        if (!unlimited) {
            pressed = true;
            balance();
        }
    }

    /** The reader hears nothing any more; true for the first who says so. */
    boolean silence() {
        boolean first = silent.compareAndSet(false, true);
        if (first) {
            drain();
        }
        return first;
    }

    void opened(Subscription rows) {
        long outstanding;
        synchronized (this) {
            source = rows;
            outstanding = passed == Long.MAX_VALUE ? passed : passed - received;
        }
        if (outstanding > 0) {
            rows.request(outstanding);
        }
        balance();
    }

    void row(Row row) {
        RowBuffer kept = buffer;
        if (kept == null && unlimited) {
            taken++;
            reader.onNext(row);
            return;
        }
        long count = received + 1;
        if (kept == null && !pressed && count <= requested) {
            received = count;
            reader.onNext(row);
            if (pressed) {
                balance();
            }
            return;
        }
        if (kept == null) {
            kept = new RowBuffer(operation.options());
            emitted = received;
            buffer = kept;
        }
        received = count;
        kept.add(row);
        drain();
        balance();
    }

    /** No row comes any more; what is buffered still goes to the reader. */
    synchronized void closed() {
        source = null;
    }

    /** The last signal, behind what is buffered. */
    void end(@Nullable AzothException error) {
        failure = error;
        ended = true;
        if (buffer != null) {
            drain();
        } else if (silent.compareAndSet(false, true)) {
            signalEnd();
        }
    }

    /** Gives the reader what is buffered and asked for; one thread at a time, others leave it their work. */
    private void drain() {
        RowBuffer kept = buffer;
        if (kept == null || draining.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            if (silent.get()) {
                kept.clear();
            } else {
                emit(kept);
            }
            seen = draining.addAndGet(-seen);
        } while (seen != 0);
    }

    private void emit(RowBuffer kept) {
        while (emitted != requested && !silent.get()) {
            Row row = kept.poll();
            if (row == null) {
                break;
            }
            long given = emitted + 1;
            emitted = given;
            reader.onNext(row);
        }
        if (ended && kept.isEmpty() && silent.compareAndSet(false, true)) {
            signalEnd();
        }
    }

    private void signalEnd() {
        AzothException error = failure;
        if (error == null) {
            reader.onComplete();
        } else {
            reader.onError(error);
        }
    }

    /** Asks the driver for what the reader wants and for what is read ahead. */
    private void balance() {
        Subscription rows;
        long ask = 0;
        boolean full = false;
        synchronized (this) {
            rows = source;
            if (rows == null || passed == Long.MAX_VALUE) {
                return;
            }
            long outstanding = Math.max(0, passed - received);
            long target = target();
            full = target == 0 && outstanding == 0 && pressed && requested == emitted && operation.someoneWaits();
            if (outstanding == 0 || buffer == null || outstanding <= target / 2) {
                ask = target - outstanding;
            }
            if (ask > 0) {
                passed = unlimited ? Long.MAX_VALUE : passed + ask;
            }
        }
        if (ask > 0) {
            operation.ask(rows, unlimited ? Long.MAX_VALUE : ask);
        } else if (full) {
            operation.overflowed();
        }
    }

    /** How many rows should be on their way. */
    private long target() {
        if (unlimited) {
            return Long.MAX_VALUE;
        }
        long wanted = Math.max(0, requested - received);
        boolean waited = pressed && operation.someoneWaits();
        if (!waited && (requested == 0 || wanted >= ENOUGH)) {
            return wanted;
        }
        RowBuffer kept = buffer;
        if (kept == null) {
            return Math.max(wanted, RowBuffer.FIRST_WINDOW);
        }
        long ahead = waited ? Math.min(kept.window(), kept.room()) : kept.window() - (received - emitted);
        return Math.max(wanted, ahead);
    }
}
