package io.azoth.dialect.postgres;

import io.azoth.dialect.DriverBinding.ColumnReader;
import io.r2dbc.spi.Row;
import org.jspecify.annotations.Nullable;

/**
 * Asks {@link BindingCodec} once whether the driver reads a column right before it lets the driver read it. For one run of
 * a statement, one thread at a time.
 */
final class ProbedBinding implements ColumnReader {
    private final ColumnReader driver;
    private final CellBinding probe = new CellBinding(Cell.Probe.class, Object.class);
    private boolean isProbed;

    ProbedBinding(ColumnReader driver) {
        this.driver = driver;
    }

    @Override
    public @Nullable Object read(Row row, int index) {
        if (!isProbed) {
            isProbed = probe.read(row, index) != null;
        }
        return driver.read(row, index);
    }
}
