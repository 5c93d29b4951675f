package io.azoth.engine;

import io.azoth.sql.Row;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.util.concurrent.Queues;

/**
 * Rows that were read before their reader asked for them. One thread adds at a time, one takes at a time, any thread asks
 * for the room that is left.
 */
final class RowBuffer {
    /** How many rows are read ahead before any has been seen. */
    static final int FIRST_WINDOW = 16;

    private static final int LARGEST_WINDOW = 256;
    private static final long WINDOW_BYTES = 1024L * 1024;
    private static final int ROW_OVERHEAD = 64;
    private static final int VALUE_OVERHEAD = 24;

    private final Queue<Row> rows = Queues.<Row>unbounded(256).get();
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final EngineOptions limits;
    private volatile long lastWindow = FIRST_WINDOW;

    RowBuffer(EngineOptions limits) {
        this.limits = limits;
    }

    void add(Row row) {
        count.incrementAndGet();
        bytes.addAndGet(estimate(row));
        rows.offer(row);
    }

    @Nullable
    Row poll() {
        Row row = rows.poll();
        if (row != null) {
            count.decrementAndGet();
            bytes.addAndGet(-estimate(row));
        }
        return row;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    void clear() {
        while (poll() != null) {
            // Each poll counts itself out.
        }
    }

    /** How many more rows may come: by the bound of rows, and by that of bytes if they are like those that are here. */
    long room() {
        long have = count.get();
        long left = limits.bufferedRows() - have;
        long used = bytes.get();
        if (have > 0) {
            left = Math.min(left, (limits.bufferedBytes() - used) / Math.max(1, used / have));
        }
        return Math.max(0, left);
    }

    /** How many rows to have on their way: a few large ones, many small ones. */
    long window() {
        long have = count.get();
        if (have == 0) {
            return lastWindow;
        }
        long each = Math.max(1, bytes.get() / have);
        long fits = Math.max(1, Math.min(LARGEST_WINDOW, WINDOW_BYTES / each));
        lastWindow = fits;
        return fits;
    }

    /** The heap that a row takes, roughly: what matters is that a megabyte counts as a megabyte. */
    private static long estimate(Row row) {
        long size = ROW_OVERHEAD;
        for (int i = 0; i < row.size(); i++) {
            size += VALUE_OVERHEAD + payload(row.get(i));
        }
        return size;
    }

    private static long payload(@Nullable Object value) {
        if (value instanceof String text) {
            return text.length() * 2L;
        } else if (value instanceof byte[] binary) {
            return binary.length;
        } else if (value instanceof Object[] array) {
            long size = 0;
            for (Object element : array) {
                size += VALUE_OVERHEAD + payload(element);
            }
            return size;
        }
        return 0;
    }
}
