package io.azoth.dialect.postgres;

import io.azoth.dialect.DriverBinding.ColumnReader;
import io.r2dbc.spi.Row;
import org.jspecify.annotations.Nullable;

/**
 * Asks {@link BindingCodec} once who reads a column right, before it lets the driver read it, or the codec. For one run of
 * a statement, one thread at a time.
 */
final class ProbedBinding implements ColumnReader {
    private final ColumnReader driver;
    private final CellBinding probe = new CellBinding(Cell.Probe.class, Object.class);
    private final CellBinding codec = new CellBinding(Cell.Any.class, Object.class);
    private @Nullable ColumnReader known;

    ProbedBinding(ColumnReader driver) {
        this.driver = driver;
    }

    @Override
    public @Nullable Object read(Row row, int index) {
        if (known == null) {
            Object probed = probe.read(row, index);
            if (probed == null) {
                return null;
            }
            known = Boolean.FALSE.equals(probed) && !probe.isUnknown() ? codec : driver;
        }
        return known.read(row, index);
    }
}
