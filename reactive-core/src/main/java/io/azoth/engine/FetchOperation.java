package io.azoth.engine;

import io.azoth.error.AzothException;
import io.azoth.sql.CompiledSql;
import io.azoth.sql.Row;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.RowMetadata;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * A statement that gives rows, as the subscription of its reader.
 *
 * <p>Any thread may ask and cancel; rows come on the driver's thread, or on the one that asks where they were buffered. A
 * reader that cancels hears nothing more at once; the operation ends when the driver has nothing more to say.
 */
final class FetchOperation extends StatementOperation implements Subscription {
    private static final Object SKIPPED = new Object();

    private final CompiledSql sql;
    private final boolean first;
    private final RowFlow flow;
    private final ReadStop stop = new ReadStop(this);
    private volatile @Nullable AzothException abortedWith;
    private @Nullable AzothException failure;
    private @Nullable RowDecoder decoder;
    private boolean paged;
    private volatile boolean expired;

    /**
     * @param first whether the reader leaves at the first row
     */
    FetchOperation(Host host, CoreSubscriber<? super Row> reader, CompiledSql sql, Execution execution, boolean first) {
        super(host, reader.currentContext(), execution);
        this.sql = sql;
        this.first = first;
        this.flow = new RowFlow(this, reader);
    }

    RowFlow flow() {
        return flow;
    }

    @Override
    void start(ConnectionQueue queue) {
        started(queue);
        if (flow.isSilent() || abortedWith != null) {
            host().ended(this);
            return;
        }
        int largest = queue.driver().pageSize();
        int wanted = execution().fetchSize();
        int size = wanted > 0 || !host().inTransaction() ? wanted : page(largest);
        paged = size > 0 && largest > 0;
        send(sql, size);
    }

    /** A transaction has to go on, so a part of a result must not leave the rest of it in the way. */
    private int page(int largest) {
        if (first) {
            return Math.min(1, largest);
        }
        return flow.isUnlimited() ? 0 : largest;
    }

    @Override
    void sent() {
        stop.start();
    }

    /** Nobody can go on behind a statement that is past its limit, so it is stopped inside a transaction too. */
    @Override
    void expired(TimeLimit exceeded) {
        expired = true;
        if (abortedWith == null) {
            abort(timeoutError(exceeded, null));
        } else {
            stop.request();
        }
    }

    @Override
    Verdict verdict(@Nullable AzothException error) {
        AzothException reason = abortedWith;
        if (reason != null) {
            return new Verdict(StatementOutcome.FAILED, reason);
        }
        return stop.isRequested() ? new Verdict(StatementOutcome.CANCELLED, null) : super.verdict(error);
    }

    @Override
    void prepare(CompiledSql compiled) {
        decoder = new RowDecoder(queue().driver(), compiled.columns());
    }

    @Override
    public void request(long count) {
        if (Operators.validate(count)) {
            flow.request(count);
        }
    }

    @Override
    public void cancel() {
        if (flow.silence() && !host().withdraw(this)) {
            stop.request();
        }
    }

    @Override
    void abort(Throwable error) {
        abortedWith = (AzothException) error;
        stop.request();
    }

    @Override
    void press() {
        flow.press();
    }

    boolean someoneWaits() {
        return host().someoneWaits();
    }

    void overflowed() {
        host().overflowed(this);
    }

    EngineOptions options() {
        return queue().resources().options();
    }

    /** Asks the driver for rows, where the driver wants to be asked. */
    void ask(Subscription rows, long count) {
        queue().execute(() -> rows.request(count));
    }

    /** Whether cancelling the driver's publisher is enough: it then lets nothing overtake what is left. */
    boolean endsByCancel() {
        return (paged && !mayStop()) || queue().driver().stop(queue().connection()) == null;
    }

    /** Whether the driver fetches by pages, between which there is nothing at the server that could be stopped. */
    boolean isPaged() {
        return paged;
    }

    /** Has the driver close its portal behind the page that is on its way. */
    void leaveDriver() {
        leaveDriver(Flux.defer(
                        () -> queue().connection().createStatement("SELECT 1").execute())
                .flatMap(Result::getRowsUpdated));
    }

    /** What stops it at the server, or null where it must be read to its end. */
    @Nullable
    Publisher<Void> stopPublisher() {
        return mayStop() ? queue().driver().stop(queue().connection()) : null;
    }

    /** Whether it may be stopped at the server. */
    boolean mayStop() {
        return expired || host().mayStop();
    }

    /** Nothing of it is on the connection any more. */
    void end() {
        host().ended(this);
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
        } catch (Throwable e) {
            abort(DriverErrors.unreadable(e));
            return SKIPPED;
        }
    }

    @Override
    void opened(Subscription items) {
        flow.opened(items);
        stop.opened(items);
    }

    @Override
    void item(Object item) {
        if (item instanceof Row row && !stop.isRequested()) {
            flow.row(row);
        } else {
            stop.skipped();
        }
    }

    @Override
    void finished(@Nullable AzothException error) {
        flow.closed();
        failure = error;
        stop.over();
    }

    @Override
    long rows() {
        return flow.rows();
    }

    @Override
    void refuse(Throwable error) {
        flow.end((AzothException) error);
    }

    @Override
    void conclude() {
        flow.end(abortedWith == null ? failure : abortedWith);
    }
}
