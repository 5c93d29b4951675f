package io.azoth.engine;

import io.azoth.error.AzothException;
import io.azoth.sql.CompiledSql;
import io.azoth.sql.Row;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.RowMetadata;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * A statement that gives rows, with its reader's demand.
 *
 * <p>While nobody waits behind it, demand goes straight to the driver and rows straight to the reader, on the driver's
 * thread. Once somebody waits, the rest is read into a buffer, and rows reach the reader from there, on the driver's thread
 * or on the one that asks for more. A reader that cancels is not heard any more at once; the operation ends when the driver
 * has nothing more to say.
 */
final class FetchOperation extends StatementOperation implements Subscription {
    private static final int WINDOW = 256;
    private static final Object SKIPPED = new Object();

    private final CoreSubscriber<? super Row> reader;
    private final CompiledSql sql;
    private final ReadStop stop = new ReadStop(this);
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final AtomicInteger draining = new AtomicInteger();

    private volatile boolean unlimited;
    private volatile boolean pressed;
    private volatile @Nullable RowBuffer buffer;
    private volatile @Nullable AzothException abortedWith;
    private volatile long received;
    private volatile long emitted;
    private volatile boolean concluded;

    /** Guarded by this, like the subscription of the rows. */
    private long requested;

    private long passed;
    private boolean over;
    private boolean paged;
    private long taken;
    private @Nullable Subscription rows;
    private @Nullable AzothException failure;
    private @Nullable RowDecoder decoder;

    FetchOperation(Host host, CoreSubscriber<? super Row> reader, CompiledSql sql) {
        super(host, reader.currentContext());
        this.reader = reader;
        this.sql = sql;
    }

    /** Whether the reader takes everything as it comes, so that nobody needs to wait for it to ask. */
    boolean isUnlimited() {
        return unlimited;
    }

    boolean isCancelled() {
        return cancelled.get();
    }

    /** Whether it cannot go on before its reader asks again. */
    synchronized boolean isStuck() {
        RowBuffer kept = buffer;
        return !over && kept != null && kept.room() == 0 && requested == emitted;
    }

    @Override
    void start(ConnectionQueue queue) {
        started(queue);
        if (cancelled.get() || abortedWith != null) {
            host().ended(this);
            return;
        }
        decoder = new RowDecoder(queue.driver(), sql.columns());
        paged = host().inTransaction() && !unlimited && queue.driver().pageSize() > 0;
        send(sql, paged ? queue.driver().pageSize() : 0);
        stop.start();
    }

    /** Whether cancelling the driver's publisher is enough: it then lets nothing overtake what is left. */
    boolean endsByCancel() {
        return (paged && !host().mayStop()) || queue().driver().stop(queue().connection()) == null;
    }

    /** What stops it at the server, or null where it must be read to its end. */
    @Nullable
    Publisher<Void> stopPublisher() {
        return host().mayStop() ? queue().driver().stop(queue().connection()) : null;
    }

    /** Nothing of it is on the connection any more. */
    void end() {
        host().ended(this);
    }

    @Override
    public void request(long count) {
        if (!Operators.validate(count)) {
            return;
        }
        synchronized (this) {
            requested = Operators.addCap(requested, count);
            unlimited = requested == Long.MAX_VALUE;
        }
        drain();
        balance();
    }

    @Override
    public void cancel() {
        if (!cancelled.compareAndSet(false, true) || host().withdraw(this)) {
            return;
        }
        drain();
        stop.request();
    }

    @Override
    void abort(Throwable error) {
        abortedWith = (AzothException) error;
        stop.request();
    }

    @Override
    void press() {
        if (!unlimited) {
            pressed = true;
            balance();
        }
    }

    @Override
    Publisher<?> read(Result result) {
        return result.map(this::decode);
    }

    /** Never throws: an error in the middle of a result would leave the rest of it unread. */
    private Object decode(io.r2dbc.spi.Row row, RowMetadata metadata) {
        RowDecoder known = decoder;
        if (known == null || stop.isRequested()) {
            return SKIPPED;
        }
        try {
            return known.decode(row, metadata);
        } catch (RuntimeException e) {
            abort(DriverErrors.unreadable(e));
            return SKIPPED;
        }
    }

    @Override
    void opened(Subscription items) {
        long outstanding;
        synchronized (this) {
            rows = items;
            outstanding = passed == Long.MAX_VALUE ? passed : passed - received;
        }
        if (outstanding > 0) {
            items.request(outstanding);
        }
        balance();
        stop.opened(items);
    }

    @Override
    void item(Object item) {
        if (!(item instanceof Row row) || stop.isRequested()) {
            stop.skipped();
            return;
        }
        RowBuffer kept = buffer;
        if (kept == null && unlimited) {
            taken++;
            reader.onNext(row);
            return;
        }
        long count = received + 1;
        if (kept == null && !pressed) {
            received = count;
            reader.onNext(row);
            if (pressed) {
                balance();
            }
            return;
        }
        if (kept == null) {
            kept = new RowBuffer(queue().resources().options());
            emitted = received;
            buffer = kept;
        }
        received = count;
        kept.add(row);
        drain();
        balance();
    }

    /** Gives the reader what is buffered and asked for; one thread at a time, others leave it their work. */
    private void drain() {
        RowBuffer kept = buffer;
        if (kept == null || draining.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            if (cancelled.get()) {
                kept.clear();
            } else {
                emit(kept);
            }
            seen = draining.addAndGet(-seen);
        } while (seen != 0);
    }

    private void emit(RowBuffer kept) {
        long asked;
        synchronized (this) {
            asked = requested;
        }
        while (emitted != asked && !cancelled.get()) {
            Row row = kept.poll();
            if (row == null) {
                break;
            }
            long given = emitted + 1;
            emitted = given;
            reader.onNext(row);
        }
        if (concluded && kept.isEmpty() && cancelled.compareAndSet(false, true)) {
            signalEnd();
        }
    }

    /** Asks the driver for what the reader wants and, if somebody waits, for what the buffer takes. */
    private void balance() {
        Subscription source;
        long ask = 0;
        boolean full = false;
        synchronized (this) {
            source = rows;
            if (over || source == null || passed == Long.MAX_VALUE) {
                return;
            }
            long outstanding = passed - received;
            long target = unlimited ? Long.MAX_VALUE : Math.max(0, requested - received);
            if (pressed && host().someoneWaits()) {
                RowBuffer kept = buffer;
                long room = kept == null ? WINDOW : Math.min(WINDOW, kept.room());
                full = room == 0 && outstanding <= 0 && requested == emitted;
                target = Math.max(target, room);
            }
            if (outstanding <= 0 || buffer == null || outstanding <= target / 2) {
                ask = target - Math.max(0, outstanding);
            }
            passed = ask > 0 ? Operators.addCap(passed, ask) : passed;
        }
        if (ask > 0) {
            ask(source, unlimited ? Long.MAX_VALUE : ask);
        } else if (full) {
            host().overflowed(this);
        }
    }

    private void ask(Subscription source, long count) {
        queue().execute(() -> source.request(count));
    }

    @Override
    void finished(@Nullable AzothException error) {
        synchronized (this) {
            over = true;
            rows = null;
        }
        failure = error;
        stop.over();
    }

    @Override
    long rows() {
        return received + taken;
    }

    @Override
    void refuse(Throwable error) {
        if (cancelled.compareAndSet(false, true)) {
            reader.onError(error);
        }
    }

    @Override
    void conclude() {
        concluded = true;
        if (buffer != null) {
            drain();
        } else if (cancelled.compareAndSet(false, true)) {
            signalEnd();
        }
    }

    private void signalEnd() {
        AzothException error = abortedWith == null ? failure : abortedWith;
        if (error == null) {
            reader.onComplete();
        } else {
            reader.onError(error);
        }
    }
}
