package io.azoth.engine;

import io.azoth.engine.Slices.Slice;
import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.error.ResultException;
import io.azoth.schema.Column;
import io.azoth.sql.Executor;
import io.azoth.sql.Expression;
import io.azoth.sql.Function;
import io.azoth.sql.Row;
import io.azoth.sql.SelectItem;
import io.azoth.sql.Sql;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.Set;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One large text or binary value, in and out as a stream: a column, and a condition that holds for one row.
 *
 * <pre>{@code
 * LargeValue<byte[]> photo = LargeValue.bytes(pictures.photo, pictures.id.eq(7));
 * Flux<byte[]> slices = photo.read(db);
 * Mono<Long> size = photo.write(db, slices);
 * }</pre>
 *
 * <p>A {@code Row} is detached from its connection, so a value that is read as a part of one is whole in memory. This one
 * is read and written in slices, one statement each: the client holds two of them at most, on every database, and no
 * connection is held while nobody asks for more. The database may hold more: H2 has the whole value in memory, and each of
 * its states until the transaction ends; PostgreSQL takes a compressed value, and any text, apart anew for each slice, which
 * {@code ALTER TABLE ... ALTER COLUMN ... SET STORAGE EXTERNAL} spares it for bytes.
 * Slices that are written wait in a large object of PostgreSQL, or in a temporary table of SQLite, until all are there: a write
 * of twice the size takes twice as long. H2 appends each to the value, so that many small ones cost time there.
 *
 * <p>Immutable; any thread may subscribe, any number at the same time.
 *
 * @param <T> {@code byte[]} or {@code String}
 */
public final class LargeValue<T> {
    private static final int DEFAULT_SLICE = 1 << 20;
    private static final Set<SqlKind> TEXT = Set.of(SqlKind.VARCHAR, SqlKind.TEXT); // CHAR is filled up with blanks

    private final Column<T> column;
    private final Expression<Boolean> row;
    private final Slices<T> slices;
    private final int sliceSize;

    private LargeValue(Column<T> column, Expression<Boolean> row, Slices<T> slices, int sliceSize) {
        this.column = column;
        this.row = row;
        this.slices = slices;
        this.sliceSize = sliceSize;
    }

    /**
     * Bytes.
     *
     * @param column a column of {@link SqlTypes#BYTES} or {@link SqlTypes#varbinary}
     * @param row what holds for the one row that is meant, most often its key
     * @throws DefinitionException if the column stores anything else
     */
    public static LargeValue<byte[]> bytes(Column<byte[]> column, Expression<Boolean> row) {
        check(column, Set.of(SqlKind.BINARY));
        return new LargeValue<>(column, row, Slices.BYTES, DEFAULT_SLICE);
    }

    /**
     * Text. Its slices end between characters, never inside a surrogate pair, wherever those that are written do.
     *
     * @param column a column of {@link SqlTypes#TEXT} or {@link SqlTypes#varchar}
     * @param row what holds for the one row that is meant, most often its key
     * @throws DefinitionException if the column stores anything else
     */
    public static LargeValue<String> text(Column<String> column, Expression<Boolean> row) {
        check(column, TEXT);
        return new LargeValue<>(column, row, Slices.TEXT, DEFAULT_SLICE);
    }

    private static void check(Column<?> column, Set<SqlKind> kinds) {
        SqlType<?> type = column.type();
        if (type.isAdapted() || !kinds.contains(type.kind())) {
            throw new DefinitionException(
                    ErrorCode.WRONG_TYPE,
                    column + " is " + type + (type.isAdapted() ? " with a conversion" : "")
                            + ", which is not read in slices; read its value whole");
        }
    }

    /**
     * The same value in slices of another size; 1 MiB by default.
     *
     * @param bytes the size in bytes, text counted in UTF-8; at least 16
     * @throws DefinitionException if it is less
     */
    public LargeValue<T> inSlicesOf(int bytes) {
        if (bytes < 16) {
            throw new DefinitionException(ErrorCode.WRONG_TYPE, "A slice has at least 16 bytes, not " + bytes);
        }
        return new LargeValue<>(column, row, slices, bytes);
    }

    /**
     * The size in bytes, that of text in UTF-8; empty for NULL.
     *
     * @return fails with {@code NO_ROW} where no row is met, with {@code TOO_MANY_ROWS} where two are
     */
    public Mono<Long> size(Executor executor) {
        Function<Long> size = Sql.func("octet_length", SqlTypes.BIGINT, slices.asBytes(column));
        return row(executor, size.as("size")).flatMap(read -> {
            Long bytes = read.get(0, Long.class);
            if (bytes == null || slices.isCounted(read)) {
                return Mono.justOrEmpty(bytes);
            }
            return read(executor).map(slices::size).reduce(0L, Long::sum);
        });
    }

    /**
     * The value from its beginning, slice by slice, each when it is asked for or, at most one, ahead of that. NULL and the
     * empty value have no slices; {@link #size} tells them apart.
     *
     * <p>Each slice is a statement of its own. What others commit in between is seen, unless all of them run in a
     * transaction that sees none of it: one of {@code REPEATABLE READ} or more on PostgreSQL and H2, any on SQLite.
     *
     * @param executor an engine, which lends a connection for each slice, a connection or a transaction
     * @return fails with {@code NO_ROW} where no row is met, with {@code TOO_MANY_ROWS} where two are
     */
    public Flux<T> read(Executor executor) {
        return Flux.defer(() -> slices.joined(Flux.range(0, Integer.MAX_VALUE / sliceSize)
                .concatMap(number -> slice(executor, number), 0)
                .takeUntil(slice -> slice.bytes().length < sliceSize)));
    }

    private Mono<Slice> slice(Executor executor, int number) {
        Function<byte[]> slice = Sql.func(
                "substr",
                SqlTypes.BYTES,
                slices.asBytes(column),
                Sql.value(number * sliceSize + 1, SqlTypes.INTEGER),
                Sql.value(sliceSize, SqlTypes.INTEGER));
        return row(executor, slice.as("slice")).map(Slice::new);
    }

    private Mono<Row> row(Executor executor, SelectItem item) {
        return Sql.select(slices.beside(item)).where(row).oneOn(executor).switchIfEmpty(Mono.error(this::noRow));
    }

    /**
     * Replaces the value by the parts one behind the other; no part at all is the empty value. Small parts are gathered to
     * slices, large ones sent as they come, one after the other, and more are asked for when one is stored.
     *
     * <p>It takes many statements and does them {@linkplain Executor#atomically as one}: what fails or is cancelled on the
     * way leaves the value as it was, in a transaction that goes on afterwards too. The row's lock lasts as long as the parts
     * take to come.
     *
     * @param executor where it is written: in a transaction of its own on an engine, a connection or a session, as a savepoint
     *     inside of one
     * @param parts the parts, subscribed to once the row is known, and once more by each further attempt of the transaction
     * @return the number of bytes, those of text in UTF-8; fails with {@code NO_ROW} where no row is met, with {@code
     *     TOO_MANY_ROWS} where two are, and with the error of the parts
     */
    public Mono<Long> write(Executor executor, Publisher<? extends T> parts) {
        return executor.atomically(within -> emptied(within)
                .flatMap(rows -> Mono.defer(() -> {
                    SliceWrite<T> write =
                            new SliceWrite<>(within, column.type(), value -> changed(within, column.concat(value)));
                    return slices.gathered(parts, sliceSize)
                            .concatMap(slice -> write.add(slice, slices.size(slice)), 0)
                            .then(Mono.defer(write::finished));
                })));
    }

    private Mono<Long> emptied(Executor executor) {
        return changed(executor, Sql.value(slices.empty(), column.type()));
    }

    private Mono<Long> changed(Executor executor, Expression<T> value) {
        return column.table()
                .update()
                .set(column, value)
                .where(row)
                .executeOn(executor)
                .map(result -> onlyRow(result.rowCount()));
    }

    private long onlyRow(long rows) {
        if (rows == 0) {
            throw noRow();
        } else if (rows > 1) {
            throw new ResultException(
                    ErrorCode.TOO_MANY_ROWS,
                    "The condition for " + column + " holds for " + rows + " rows; give it the key of one");
        }
        return rows;
    }

    private ResultException noRow() {
        return new ResultException(
                ErrorCode.NO_ROW, "The condition for " + column + " holds for no row; insert the row first");
    }

    /** For example {@code pictures.photo WHERE pictures.id = :id_1}. */
    @Override
    public String toString() {
        return column + " WHERE " + row;
    }
}
