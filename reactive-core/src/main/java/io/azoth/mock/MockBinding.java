package io.azoth.mock;

import io.azoth.dialect.DriverBinding;
import io.azoth.error.ErrorCode;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import io.r2dbc.spi.ColumnMetadata;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Binds and reads the values that the program has, whatever the real driver would make of them.
 *
 * @param real knows what the errors of the real driver mean
 */
record MockBinding(DriverBinding real) implements DriverBinding {
    @Override
    public void bind(Statement statement, int index, SqlType<?> type, @Nullable Object stored) {
        ((BoundStatement) statement).set(index, type.fromStored(stored));
    }

    @Override
    public ColumnReader reader(SqlType<?> type) {
        return (row, index) -> stored(type, row.get(index), index);
    }

    private static @Nullable Object stored(SqlType<?> type, @Nullable Object value, int index) {
        type.check(value, "Column " + (index + 1) + " of the mock database's answer");
        return type.toStored(value);
    }

    @Override
    public SqlType<?> typeOf(ColumnMetadata column) {
        return SqlTypes.ANY;
    }

    @Override
    public Publisher<Void> limit(Connection connection, Duration limit) {
        return connection.setStatementTimeout(limit);
    }

    @Override
    public ErrorCode classify(R2dbcException error) {
        return error instanceof MockFailure failure ? failure.code() : real.classify(error);
    }
}
