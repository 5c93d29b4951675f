package io.azoth.mock;

import io.azoth.error.ErrorCode;
import io.azoth.error.ResultException;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row as a driver gives it.
 *
 * @param metadata its columns
 * @param values its values in order
 */
record MockRow(MockMetadata metadata, List<@Nullable Object> values) implements Row {
    @Override
    public RowMetadata getMetadata() {
        return metadata;
    }

    @Override
    public <T> @Nullable T get(int index, Class<T> type) {
        if (index < 0 || index >= values.size()) {
            throw new ResultException(
                    ErrorCode.UNKNOWN_COLUMN,
                    "The statement reads column " + (index + 1) + ", and the mock database answers with "
                            + metadata.names());
        }
        return type.cast(values.get(index));
    }

    @Override
    public <T> @Nullable T get(String name, Class<T> type) {
        return get(metadata.indexOf(name), type);
    }
}
