package io.azoth.jdbc;

import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/**
 * Pulls rows out of a cursor for one subscriber.
 *
 * <p>A turn steps through at most {@value #TURN} rows and then lets other work of the connection run; the cursor
 * stays open, so a statement that the subscriber runs per row does not wait for the end of the result.
 */
final class RowSubscription<T> extends WorkerSubscription<T> implements BooleanSupplier {

    private static final int TURN = 256;

    private final ResultSource source;
    private final BiFunction<Row, RowMetadata, ? extends T> mapper;
    private @Nullable Cursor cursor;
    private @Nullable JdbcRowMetadata metadata;
    private boolean started;
    private long emitted;

    RowSubscription(
            CoreSubscriber<? super T> actual, ResultSource source, BiFunction<Row, RowMetadata, ? extends T> mapper) {
        super(actual, source.context());
        this.source = source;
        this.mapper = mapper;
    }

    @Override
    void submit() {
        if (!started && context().worker().isCurrent()) {
            context().worker().submitNext(this); // in the place of the statement that it reads, not behind others
        } else {
            super.submit();
        }
        started = true;
    }

    @Override
    boolean turn() {
        if (requested() == 0) {
            return true;
        }
        emitted = 0;
        boolean more;
        try {
            more = context().interruptible(token(), this::fetch);
        } catch (Throwable failure) {
            failUnlessCancelled(failure);
            return true;
        }
        if (emitted > 0) {
            produced(emitted);
        }
        return finishTurn(more);
    }

    private boolean finishTurn(boolean more) {
        if (token().cancelled()) {
            finish();
        } else if (token().stopped()) {
            failUnlessCancelled(new SQLException("interrupted"));
        } else if (!more) {
            complete();
        }
        return done() || requested() == 0;
    }

    private boolean fetch() throws SQLException {
        Cursor open = cursor;
        if (open == null) {
            open = source.open(token());
            cursor = open;
            context().opened(this);
            metadata = new JdbcRowMetadata(open.columns());
        }
        return open.fetch(TURN, this);
    }

    /** Maps and emits the row that the cursor stands on; false ends the turn. */
    @Override
    public boolean getAsBoolean() {
        JdbcRowMetadata known = Objects.requireNonNull(metadata);
        JdbcRow row = new JdbcRow(context().database(), Objects.requireNonNull(cursor), known, Thread.currentThread());
        T value = mapper.apply(row, known);
        row.invalidate();
        emitted++;
        emit(Objects.requireNonNull(value, "The mapping function returned null"));
        return emitted < requested() && !token().stopped(); // demand that arrived meanwhile counts
    }

    private void failUnlessCancelled(Throwable failure) {
        if (token().cancelled()) {
            finish();
        } else {
            fail(context().translate(failure, source.sql(), token()));
        }
    }

    @Override
    void release() {
        Cursor open = cursor;
        cursor = null;
        if (open != null) {
            open.close();
            context().finished(this);
        }
        source.ended();
    }

    /** Ends the result because its connection closes. Worker thread only. */
    void abandon() {
        failUnlessCancelled(ConnectionContext.closedFailure());
    }
}
