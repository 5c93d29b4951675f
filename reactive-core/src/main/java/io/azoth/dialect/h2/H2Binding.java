package io.azoth.dialect.h2;

import io.azoth.dialect.DriverBinding;
import io.azoth.dialect.StoredValues;
import io.azoth.error.ErrorCode;
import io.azoth.type.DurationText;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import io.r2dbc.spi.Blob;
import io.r2dbc.spi.Clob;
import io.r2dbc.spi.ColumnMetadata;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.Wrapped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** H2 through r2dbc-h2, which calls the database's engine on the thread that subscribes. */
final class H2Binding implements DriverBinding {
    /** Connections that a user's own pool has made. */
    private static final Map<Object, Foreign> FOREIGN = Collections.synchronizedMap(new WeakHashMap<>());

    /** What is kept of a connection that does not keep it itself. */
    private record Foreign(SerialWorker worker, ConnectionLimits limits) {}

    @Override
    public ConnectionFactory prepare(ConnectionFactory factory) {
        return new WorkerConnectionFactory(factory);
    }

    @Override
    public Executor executor(Connection connection) {
        WorkerConnection known = worker(connection);
        return known == null ? foreign(connection).worker() : known.worker();
    }

    private static Foreign foreign(Connection connection) {
        return FOREIGN.computeIfAbsent(
                inner(connection), ignored -> new Foreign(new SerialWorker(), new ConnectionLimits()));
    }

    private static Object inner(Connection connection) {
        Object inner = connection;
        while (inner instanceof Wrapped<?> wrapped) {
            inner = wrapped.unwrap();
        }
        return inner;
    }

    @Override
    public Publisher<Void> begin(Connection connection, TransactionDefinition definition) {
        WorkerConnection known = worker(connection);
        return known == null ? connection.beginTransaction(definition) : known.begin(definition);
    }

    private static @Nullable WorkerConnection worker(Connection connection) {
        return DriverBinding.unwrapped(connection, WorkerConnection.class);
    }

    static Mono<Void> run(Connection connection, String sql) {
        return run(connection.createStatement(sql));
    }

    static Mono<Void> run(Statement statement) {
        return Flux.<Result>from(statement.execute())
                .concatMap(Result::getRowsUpdated)
                .then();
    }

    @Override
    public void bind(Statement statement, int index, SqlType<?> type, @Nullable Object stored) {
        if (stored == null) {
            statement.bindNull(index, String.class); // H2 has one NULL for all types
        } else if (type.kind() == SqlKind.JSON) {
            // A string would become a JSON string instead of a document.
            statement.bind(index, stored.toString().getBytes(StandardCharsets.UTF_8));
        } else if (stored instanceof Object[] array && type.kind() == SqlKind.ARRAY) {
            statement.bind(index, storedArray(type, array));
        } else {
            statement.bind(index, stored);
        }
    }

    /** The driver takes a null among the elements as a parameter that has no value, and only so. */
    private static Object[] storedArray(SqlType<?> type, Object[] array) {
        SqlType<?> element = type.shape().element();
        Object[] stored = new Object[array.length];
        for (int i = 0; i < array.length; i++) {
            Object value = element == null ? array[i] : element.toStored(array[i]);
            if (value == null) {
                stored[i] = Parameters.in(R2dbcType.VARCHAR);
            } else if (element != null && element.kind() == SqlKind.JSON) {
                stored[i] = value.toString().getBytes(StandardCharsets.UTF_8);
            } else {
                stored[i] = element != null && value instanceof Object[] inner ? storedArray(element, inner) : value;
            }
        }
        return stored;
    }

    @Override
    public ColumnReader reader(SqlType<?> type) {
        return switch (type.kind()) {
            case CHAR, VARCHAR, TEXT, ENUM -> (row, index) -> row.get(index, String.class);
            case OTHER -> H2Binding::other;
            case INTERVAL -> (row, index) -> row.get(index, Duration.class);
            case BINARY -> (row, index) -> StoredValues.as(type, binary(row, index));
            case ARRAY -> (row, index) -> StoredValues.as(type, elements(row.get(index)));
            case DECIMAL -> decimals(type);
            default -> (row, index) -> StoredValues.as(type, row.get(index));
        };
    }

    /** A bind, and what is computed from one, has digits of its own behind the point, and not those of the type. */
    private static ColumnReader decimals(SqlType<?> type) {
        SqlType<?> stored = type.stored();
        return type.shape().length() == 0
                ? (row, index) -> StoredValues.as(type, row.get(index))
                : (row, index) -> stored.toStored(StoredValues.as(stored, row.get(index)));
    }

    /** The driver gives amounts of time among elements in the database's own class, which writes itself in SQL. */
    private static @Nullable Object elements(@Nullable Object value) {
        if (value instanceof Object[] array) {
            return Arrays.stream(array).map(H2Binding::elements).toArray();
        }
        return value != null && value.getClass().getName().equals("org.h2.api.Interval")
                ? DurationText.standard(value.toString())
                : value;
    }

    private static @Nullable Object other(Row row, int index) {
        Object value = row.get(index);
        if (value instanceof Clob) {
            return row.get(index, String.class);
        }
        return StoredValues.as(SqlTypes.ANY, binary(row, index));
    }

    private static @Nullable Object binary(Row row, int index) {
        Object value = row.get(index);
        return value instanceof Blob ? row.get(index, ByteBuffer.class) : value;
    }

    @Override
    public SqlType<?> typeOf(ColumnMetadata column) {
        Class<?> javaType = column.getJavaType();
        return javaType == null || javaType.isArray() ? SqlTypes.ANY : SqlTypes.forClass(javaType);
    }

    /** The database runs on the thread that asks it, which nobody can reach while it does. */
    @Override
    public Publisher<Void> limit(Connection connection, Duration limit) {
        WorkerConnection known = worker(connection);
        return (known == null ? foreign(connection).limits() : known.limits()).set(connection, limit);
    }

    @Override
    public ErrorCode classify(R2dbcException error) {
        return H2Errors.classify(error);
    }
}
