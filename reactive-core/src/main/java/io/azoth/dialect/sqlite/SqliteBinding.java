package io.azoth.dialect.sqlite;

import io.azoth.dialect.DriverBinding;
import io.azoth.dialect.StoredValues;
import io.azoth.dialect.TemporalText;
import io.azoth.error.ErrorCode;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import io.r2dbc.spi.ColumnMetadata;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.Wrapped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** SQLite through an R2DBC driver that has a thread for each connection; it stores numbers, text and bytes. */
final class SqliteBinding implements DriverBinding {
    /** A database in memory has one connection: what one changes would lock the others out. */
    @Override
    public int poolSize(ConnectionFactoryOptions url, int wanted) {
        boolean inMemory = ":memory:".equals(url.getValue(ConnectionFactoryOptions.DATABASE))
                || "memory".equals(url.getValue(Option.valueOf("mode")));
        return inMemory ? 1 : wanted;
    }

    @Override
    public void bind(Statement statement, int index, SqlType<?> type, @Nullable Object stored) {
        if (stored == null) {
            statement.bindNull(index, Object.class);
        } else if (stored instanceof Object[] array && type.shape().element() != null) {
            statement.bind(index, ArrayText.write(type.shape().element(), array));
        } else {
            statement.bind(index, storable(DecimalText.bare(type, stored)));
        }
    }

    /** Exact decimals and moments are text: a number would lose digits, and a driver's text would not sort. */
    static Object storable(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        } else if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        } else if (value instanceof OffsetDateTime moment) {
            return TemporalText.of(moment);
        } else if (value instanceof LocalDateTime timestamp) {
            return TemporalText.of(timestamp);
        } else if (value instanceof LocalDate date) {
            return TemporalText.of(date);
        } else if (value instanceof LocalTime time) {
            return TemporalText.of(time);
        }
        if (value instanceof Duration amount) {
            return StoredValues.micros(amount);
        } else if (value instanceof Number number && Double.isNaN(number.doubleValue())) {
            return number.toString(); // as a number it would become NULL
        }
        return value instanceof UUID uuid ? uuid.toString() : value;
    }

    @Override
    public ColumnReader reader(SqlType<?> type) {
        if (type.kind() == SqlKind.ARRAY) {
            return (row, index) -> array(type, row.get(index, String.class));
        }
        return type.kind() == SqlKind.DECIMAL && type.shape().length() > 0
                ? (row, index) -> type.stored().toStored(StoredValues.as(type, row.get(index)))
                : (row, index) -> StoredValues.as(type, row.get(index));
    }

    private static @Nullable Object array(SqlType<?> type, @Nullable String json) {
        return json == null ? null : ArrayText.read(type, json);
    }

    /** The limit of the URL, where the driver tells it, holds besides and again afterwards. */
    @Override
    public Publisher<Void> limit(Connection connection, Duration limit) {
        Duration own = ownLimit(connection);
        boolean shorter = !limit.isZero() && (own.isZero() || limit.compareTo(own) < 0);
        return connection.setStatementTimeout(shorter ? limit : own);
    }

    private static Duration ownLimit(Connection connection) {
        Object inner = connection;
        while (inner instanceof Wrapped<?> wrapped) {
            ConnectionFactoryOptions options = wrapped.unwrap(ConnectionFactoryOptions.class);
            if (options != null) {
                Object limit = options.getValue(ConnectionFactoryOptions.STATEMENT_TIMEOUT);
                return limit instanceof Duration duration ? duration : Duration.ZERO;
            }
            Object next = wrapped.unwrap();
            if (next == inner) {
                break;
            }
            inner = next;
        }
        return Duration.ZERO;
    }

    /** A column of SQLite holds values of any class. */
    @Override
    public SqlType<?> typeOf(ColumnMetadata column) {
        return SqlTypes.ANY;
    }

    @Override
    public ErrorCode classify(R2dbcException error) {
        return SqliteErrors.classify(error);
    }
}
