package io.azoth.jdbc;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Cells that were copied out of a cursor and may be kept. */
final class DetachedCells implements Cells {

    private final @Nullable Object[] values;

    DetachedCells(@Nullable Object[] values) {
        this.values = values;
    }

    /** Copies the row that a cursor stands on. */
    static DetachedCells copyOf(Cells cells, int count) {
        @Nullable Object[] values = new Object[count];
        for (int i = 0; i < count; i++) {
            values[i] = cells.value(i);
        }
        return new DetachedCells(values);
    }

    @Override
    public Storage storage(int index) {
        Object value = values[index];
        if (value == null) {
            return Storage.NULL;
        }
        if (value instanceof Long) {
            return Storage.INTEGER;
        }
        if (value instanceof String) {
            return Storage.TEXT;
        }
        return value instanceof Double ? Storage.REAL : Storage.BLOB;
    }

    @Override
    public long longValue(int index) {
        return (Long) present(index);
    }

    @Override
    public double doubleValue(int index) {
        return (Double) present(index);
    }

    @Override
    public String text(int index) {
        return (String) present(index);
    }

    @Override
    public byte[] bytes(int index) {
        return ((byte[]) present(index)).clone();
    }

    private Object present(int index) {
        return Objects.requireNonNull(values[index]);
    }
}
