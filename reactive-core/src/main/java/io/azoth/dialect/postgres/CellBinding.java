package io.azoth.dialect.postgres;

import io.azoth.dialect.DriverBinding.ColumnReader;
import io.r2dbc.spi.Row;
import org.jspecify.annotations.Nullable;

/**
 * Reads a column through {@link BindingCodec}, or by the driver's own codec on a connection that does not know it, which
 * one of {@code autodetectExtensions(false)} does not. For one run of a statement, one thread at a time.
 */
final class CellBinding implements ColumnReader {
    private final Class<? extends Cell> cell;
    private final Class<?> plain;
    private boolean isKnown;
    private boolean isUnknown;

    CellBinding(Class<? extends Cell> cell, Class<?> plain) {
        this.cell = cell;
        this.plain = plain;
    }

    @Override
    public @Nullable Object read(Row row, int index) {
        if (isKnown) {
            return value(row.get(index, cell));
        }
        return isUnknown ? row.get(index, plain) : first(row, index);
    }

    /** Whether the connection does not know our codec. */
    boolean isUnknown() {
        return isUnknown;
    }

    /** The driver says that it knows no codec as it says that it has no such column. */
    private @Nullable Object first(Row row, int index) {
        Object value;
        try {
            value = value(row.get(index, cell));
        } catch (IllegalArgumentException e) {
            value = row.get(index, plain);
            isUnknown = true;
            return value;
        }
        isKnown = value != null;
        return value;
    }

    private static @Nullable Object value(@Nullable Cell read) {
        return read == null ? null : read.take();
    }
}
