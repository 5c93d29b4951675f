package io.azoth.orm;

import io.azoth.sql.Expression;
import io.azoth.sql.SortKey;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks a session for objects of one class. Immutable: each method that adds something gives a new query, and each
 * subscription runs it again.
 *
 * <p>A row whose object the session has already gives that object as it is, with the changes made to it. What was not
 * flushed is not in the database and is not found.
 *
 * @param <T> the class
 */
public interface Query<T> {
    /**
     * Only objects whose attributes have these values.
     *
     * @param attribute the name of a field; that of a {@link One} is compared with an object
     * @param value its value; null finds those that have none
     * @param more further names and values in turn
     * @throws OrmException if the class has no such attribute, or the value is of another class
     */
    Query<T> by(String attribute, @Nullable Object value, @Nullable Object... more);

    /** Only objects for whose rows a condition holds, besides those given already. */
    Query<T> where(Expression<Boolean> condition);

    /** Orders by expressions, small values first, and terms that say their direction, behind those given already. */
    Query<T> orderBy(SortKey... keys);

    /** At most so many objects. */
    Query<T> limit(long rows);

    /** Leaves out so many objects. */
    Query<T> offset(long rows);

    /** The first object, in order of the keys where no order is given; empty where there is none. */
    Mono<T> first();

    /** The only object; empty where there is none, an error where there are two. */
    Mono<T> one();

    /**
     * All objects. The result is read to its end before the first is emitted, so that other work of the session can
     * follow from within.
     */
    Flux<T> all();

    /** All objects, read in windows as they are asked for. What the session does meanwhile waits, or is buffered. */
    Flux<T> stream();

    /** How many objects there are in the database. */
    Mono<Long> count();
}
