package io.azoth.engine;

import io.azoth.dialect.DialectAware;
import io.azoth.dialect.SliceStore;
import io.azoth.sql.Executor;
import io.azoth.sql.Expression;
import io.azoth.sql.Sql;
import io.azoth.type.SqlType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One write of a large value, slice by slice in one transaction. The first slice is the value; where the database has a place
 * for them, the others are put behind it at once when all are there. Each method is called when the Mono of the one before
 * has completed, which orders the threads.
 */
final class SliceWrite<T> {
    private final Executor within;
    private final SqlType<T> type;
    private final Function<Expression<T>, Mono<Long>> append;
    private final @Nullable SliceStore store;
    private long first;
    private long written;
    private @Nullable Long number;

    /**
     * A write.
     *
     * @param within the transaction
     * @param type the type of the column
     * @param append puts something behind the value
     */
    SliceWrite(Executor within, SqlType<T> type, Function<Expression<T>, Mono<Long>> append) {
        this.within = within;
        this.type = type;
        this.append = append;
        this.store = within instanceof DialectAware aware ? aware.dialect().slices() : null;
    }

    Mono<Void> add(T slice, long size) {
        Mono<Void> added = store == null || written == 0
                ? append.apply(Sql.value(slice, type)).then()
                : kept(store, slice);
        return added.doOnSuccess(done -> written += size);
    }

    private Mono<Void> kept(SliceStore slices, T slice) {
        if (number != null) {
            return slices.add(within, number, written - first, type, slice);
        }
        first = written;
        return slices.open(within)
                .single() // without a number the slice would be lost
                .doOnNext(opened -> number = opened)
                .flatMap(opened -> slices.add(within, opened, 0, type, slice));
    }

    /** Puts together what is kept; the number of all bytes. */
    Mono<Long> finished() {
        if (store == null || number == null) {
            return Mono.just(written);
        }
        return append.apply(store.whole(number, type))
                .then(store.close(within, number))
                .thenReturn(written);
    }
}
