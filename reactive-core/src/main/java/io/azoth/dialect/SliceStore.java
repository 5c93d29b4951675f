package io.azoth.dialect;

import io.azoth.sql.Executor;
import io.azoth.sql.Expression;
import io.azoth.type.SqlType;
import reactor.core.publisher.Mono;

/**
 * Where the slices of one large value wait in the database until they are put together at once: appending each to the value
 * itself would move what is there with each. All of it is done in one transaction, with which it goes where that is rolled
 * back. Stateless and safe for any thread.
 */
public interface SliceStore {
    /**
     * Begins a value.
     *
     * @param within the transaction
     * @return the number of the value, which the other methods take
     */
    Mono<Long> open(Executor within);

    /**
     * Adds a slice behind those that are there.
     *
     * @param within the transaction
     * @param number the number of the value
     * @param offset how many bytes are there
     * @param type bytes or text, as all slices of the value
     * @param slice the slice
     */
    <T> Mono<Void> add(Executor within, long number, long offset, SqlType<T> type, T slice);

    /** All slices as one value. */
    <T> Expression<T> whole(long number, SqlType<T> type);

    /**
     * Forgets a value.
     *
     * @param within the transaction
     * @param number the number of the value
     */
    Mono<Void> close(Executor within, long number);
}
