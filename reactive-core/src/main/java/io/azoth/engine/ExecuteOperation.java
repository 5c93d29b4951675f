package io.azoth.engine;

import io.azoth.error.AzothException;
import io.azoth.sql.CompiledSql;
import io.azoth.sql.Row;
import io.azoth.sql.RowShape;
import io.azoth.type.SqlKind;
import io.r2dbc.spi.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.publisher.MonoSink;
import reactor.util.context.Context;

/**
 * Statements for their effect, one after another in one turn on the connection. Once started it runs to its end, whether
 * or not its subscriber still wants to hear of it.
 */
final class ExecuteOperation extends StatementOperation {
    private final MonoSink<io.azoth.sql.Result> sink;
    private final List<CompiledSql> statements;
    private final boolean keysInOrder;
    private final AtomicInteger steps = new AtomicInteger();
    private final List<Row> keys = new ArrayList<>();
    private volatile boolean cancelled;
    private volatile @Nullable AzothException abortedWith;
    private int next;
    private int firstKey;
    private long changed;
    private long changedNow;
    private @Nullable RowDecoder decoder;
    private @Nullable AzothException failure;

    ExecuteOperation(Host host, Workplace.Work work) {
        super(host, Context.of(work.sink().contextView()), work.execution());
        this.sink = work.sink();
        this.statements = work.statements();
        this.keysInOrder = work.keysInOrder();
    }

    /** The subscriber has lost interest: what has not started does not start. */
    void cancel() {
        cancelled = true;
        host().withdraw(this);
    }

    /** What runs is stopped by its limit of time alone; nothing is sent behind it. */
    @Override
    void abort(Throwable error) {
        abortedWith = (AzothException) error;
    }

    @Override
    void start(ConnectionQueue queue) {
        started(queue);
        if (cancelled || statements.isEmpty()) {
            host().ended(this);
            return;
        }
        proceed();
    }

    /** Sends the next statement; a loop, because some drivers answer before this returns. */
    private void proceed() {
        if (steps.getAndIncrement() != 0) {
            return;
        }
        do {
            CompiledSql statement = statements.get(next++);
            firstKey = keys.size();
            changedNow = 0;
            send(statement, 0);
        } while (steps.decrementAndGet() != 0);
    }

    @Override
    void prepare(CompiledSql compiled) {
        decoder = readsKeys(compiled) ? new RowDecoder(queue().driver(), compiled.columns()) : null;
    }

    private static boolean readsKeys(CompiledSql statement) {
        return statement.givesRows() && statement.columns() != RowShape.UNKNOWN;
    }

    @Override
    Publisher<?> read(Result result) {
        RowDecoder rows = decoder;
        return rows == null ? result.getRowsUpdated() : result.map(rows::decode);
    }

    @Override
    void opened(Subscription items) {
        items.request(Long.MAX_VALUE);
    }

    @Override
    void item(Object item) {
        if (item instanceof Row key) {
            keys.add(key);
            changedNow++;
        } else {
            changedNow += ((Number) item).longValue();
        }
    }

    @Override
    long rows() {
        return changedNow;
    }

    @Override
    void finished(@Nullable AzothException error) {
        changed += changedNow;
        if (error == null && keysInOrder && keys.size() - firstKey > 1) {
            sort(keys.subList(firstKey, keys.size()));
        }
        AzothException reason = error;
        if (error == null && next < statements.size()) {
            reason = abortedWith;
            // Between statements a cancel is obeyed where a transaction around takes back what was done.
            if (reason == null && !(cancelled && host().inTransaction())) {
                proceed();
                return;
            }
        }
        failure = reason;
        host().ended(this);
    }

    private static void sort(List<Row> rows) {
        RowShape shape = rows.get(0).shape();
        if (shape.size() == 1
                && isInteger(shape.column(0).type().kind())
                && rows.get(0).get(0) instanceof Number
                && !isSorted(rows)) {
            rows.sort(Comparator.comparingLong(row -> ExecuteOperation.key(row)));
        }
    }

    /** As they most often come. */
    private static boolean isSorted(List<Row> rows) {
        long before = Long.MIN_VALUE;
        for (Row row : rows) {
            long key = key(row);
            if (key < before) {
                return false;
            }
            before = key;
        }
        return true;
    }

    private static long key(Row row) {
        Object key = row.get(0);
        return key instanceof Number number ? number.longValue() : 0;
    }

    private static boolean isInteger(SqlKind kind) {
        return kind == SqlKind.INTEGER || kind == SqlKind.BIGINT || kind == SqlKind.SMALLINT;
    }

    @Override
    void refuse(Throwable error) {
        sink.error(error);
    }

    @Override
    void conclude() {
        AzothException error = failure;
        if (error != null) {
            sink.error(error);
        } else {
            sink.success(new io.azoth.sql.Result(changed, keys));
        }
    }
}
