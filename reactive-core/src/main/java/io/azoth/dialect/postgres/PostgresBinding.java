package io.azoth.dialect.postgres;

import io.azoth.dialect.DriverBinding;
import io.azoth.dialect.StoredValues;
import io.azoth.error.ErrorCode;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import io.netty.util.ReferenceCounted;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.codec.Interval;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.spi.ColumnMetadata;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** PostgreSQL through r2dbc-postgresql. */
final class PostgresBinding implements DriverBinding {
    @Override
    public void bind(Statement statement, int index, SqlType<?> type, @Nullable Object stored) {
        SqlKind kind = type.kind();
        SqlType<?> unknown = unknownElements(type);
        Parameter infinity = stored == null ? null : InfinityBinding.parameter(type, stored);
        if (stored == null) {
            statement.bindNull(index, isInferred(type) ? Object.class : storedClass(type));
        } else if (stored instanceof String text && isInferred(type)) {
            // The server takes the type from where the parameter stands: an enum, jsonb, a range.
            statement.bind(index, Parameters.in(PostgresqlObjectId.UNSPECIFIED, text));
        } else if (infinity != null) {
            statement.bind(index, infinity);
        } else if (stored instanceof Duration amount && kind == SqlKind.INTERVAL) {
            statement.bind(index, Parameters.in(PostgresqlObjectId.INTERVAL, amount.toString()));
        } else if (unknown != null) {
            String literal = ArrayLiteral.write(unknown, (Object[]) stored);
            statement.bind(index, Parameters.in(PostgresqlObjectId.UNSPECIFIED, literal));
        } else if (kind == SqlKind.ARRAY && hasAdaptedElements(type)) {
            statement.bind(index, storedArray(type, stored));
        } else {
            statement.bind(index, stored);
        }
    }

    /** Types of whose values the driver knows nothing, but the server does. */
    private static boolean isInferred(SqlType<?> type) {
        SqlKind kind = type.kind();
        return kind == SqlKind.JSON
                || kind == SqlKind.ENUM
                || (kind == SqlKind.OTHER && type.shape().name() != null);
    }

    private static Class<?> storedClass(SqlType<?> type) {
        if (type.kind() == SqlKind.ARRAY) {
            SqlType<?> element = type.shape().element();
            return element == null || !ArrayBinds.fit(element)
                    ? Object.class
                    : ArrayTypes.arrayOf(element).javaType();
        }
        return ArrayBinds.fit(type)
                ? ArrayTypes.stored(type).javaType()
                : type.kind() == SqlKind.BINARY ? byte[].class : Object.class;
    }

    /** The type of an array's elements where the driver has no such arrays. */
    private static @Nullable SqlType<?> unknownElements(SqlType<?> array) {
        SqlType<?> element = array.shape().element();
        return element == null || element.kind() == SqlKind.OTHER || ArrayBinds.fit(element) ? null : element;
    }

    private static boolean hasAdaptedElements(SqlType<?> type) {
        SqlType<?> element = type.shape().element();
        return element != null && element.isAdapted();
    }

    private static Object storedArray(SqlType<?> type, Object array) {
        SqlType<?> element = type.shape().element();
        if (element == null) {
            return array;
        }
        Object[] values = (Object[]) array;
        Object stored = Array.newInstance(ArrayTypes.stored(element).javaType(), values.length);
        for (int i = 0; i < values.length; i++) {
            Array.set(stored, i, element.toStored(values[i]));
        }
        return stored;
    }

    @Override
    public ColumnReader reader(SqlType<?> type) {
        return switch (type.kind()) {
            case ARRAY -> arrays(type);
            case JSON -> PostgresBinding::json;
            case ENUM -> new CellBinding(Cell.Label.class, String.class);
            case OTHER -> new ProbedBinding(PostgresBinding::other);
            case BINARY -> typed(byte[].class);
            case INTEGER -> new CellBinding(Cell.Whole.class, Integer.class);
            case BIGINT -> new CellBinding(Cell.Big.class, Long.class);
            case SMALLINT -> new CellBinding(Cell.Small.class, Short.class);
            case CHAR, VARCHAR, TEXT -> new CellBinding(Cell.Text.class, String.class);
            case DECIMAL -> new CellBinding(Cell.Exact.class, BigDecimal.class);
            case DATE -> new CellBinding(Cell.Date.class, LocalDate.class);
            case INTERVAL -> intervals();
            case TIME -> new CellBinding(Cell.Time.class, LocalTime.class);
            case TIMESTAMP -> new CellBinding(Cell.Timestamp.class, LocalDateTime.class);
            case TIMESTAMP_TZ -> new CellBinding(Cell.Moment.class, OffsetDateTime.class);
            default -> typed(ArrayTypes.stored(type).javaType());
        };
    }

    /** The driver's own reading of arrays is for connections that do not know our codec: it loses NaN and infinities. */
    private static ColumnReader arrays(SqlType<?> type) {
        SqlType<?> element = Objects.requireNonNull(type.shape().element());
        boolean fits = ArrayBinds.fit(element);
        ColumnReader cells = new CellBinding(Cell.Elements.class, fits ? Object.class : String.class);
        return (row, index) -> {
            Object read = cells.read(row, index);
            if (read instanceof ArrayBinding cell) {
                return cell.of(element);
            }
            return read instanceof String literal
                    ? ArrayLiteral.read(ValueBinding.NO_DRIVER, element, literal)
                    : StoredValues.as(type, read);
        };
    }

    /** Of the driver's own class on connections that do not know our codec. */
    private static ColumnReader intervals() {
        ColumnReader cells = new CellBinding(Cell.Amount.class, Interval.class);
        return (row, index) -> {
            Object read = cells.read(row, index);
            return read instanceof Interval interval ? IntervalBinding.of(interval) : read;
        };
    }

    private static ColumnReader typed(Class<?> stored) {
        return (row, index) -> row.get(index, stored);
    }

    private static @Nullable Object json(Row row, int index) {
        Object value = row.get(index);
        return value instanceof Json json ? json.asString() : value == null ? null : value.toString();
    }

    private static @Nullable Object other(Row row, int index) {
        Object value = row.get(index);
        return value instanceof Json json ? json.asString() : StoredValues.as(SqlTypes.ANY, value);
    }

    @Override
    public SqlType<?> typeOf(ColumnMetadata column) {
        Class<?> javaType = column.getJavaType();
        return javaType == null || javaType.isArray() ? SqlTypes.ANY : SqlTypes.forClass(javaType);
    }

    @Override
    public boolean beginRides() {
        return true;
    }

    @Override
    public int pageSize() {
        return 1_000;
    }

    @Override
    public @Nullable Publisher<Void> stop(Connection connection) {
        PostgresqlConnection postgres = DriverBinding.unwrapped(connection, PostgresqlConnection.class);
        return postgres == null ? null : postgres.cancelRequest();
    }

    /** The driver's windows of messages, cancelled with messages in them, leave it to the reader's Context to release these. */
    @Override
    public Consumer<Object> discarded() {
        return unread -> {
            if (unread instanceof ReferenceCounted message && message.refCnt() > 0) {
                message.release();
            }
        };
    }

    @Override
    public ErrorCode classify(R2dbcException error) {
        return PostgresErrors.classify(error);
    }

    /** The driver has no better sign of it than its words. */
    @Override
    public boolean wasNeverSent(Throwable error) {
        String message = error.getMessage();
        return message != null && message.startsWith("Cannot exchange messages because the connection is closed");
    }
}
