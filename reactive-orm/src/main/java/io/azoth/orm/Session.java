package io.azoth.orm;

import io.azoth.sql.Executor;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * A workspace of objects: it loads them, knows each row as one object, and writes all changes at once.
 *
 * <p>It takes a connection at its first I/O and holds it until it is closed. What is subscribed inside {@code
 * Engine.inTransaction} joins that transaction instead, like everything else of the engine: its flushes are savepoints of it,
 * and where it is rolled back, the objects are as they were when it was joined.
 *
 * <p>It is an {@link Executor} too: {@code statement.executeOn(session)} runs beside its own statements, in the same
 * transaction. The session's objects do not follow what such a statement changes: {@link #expire} or {@link #refresh} them.
 *
 * <p>Whatever gives a {@link Mono} or {@link reactor.core.publisher.Flux} does nothing before it is subscribed; everything
 * else does no I/O. It may be used from any thread, and subscribed to in parallel: its operations run one after another, in
 * order of subscription, and call back on the thread of the driver. It survives an error. The mapped objects themselves are as
 * safe for threads as their classes are.
 */
public interface Session extends Executor {
    /**
     * The object of a key.
     *
     * @param type a mapped class
     * @param id the key, a list of values where it has several columns
     * @return the object, without I/O where the session has it; empty where there is no such row
     */
    <T> Mono<T> get(Class<T> type, Object id);

    /** Asks for objects of a mapped class. */
    <T> Query<T> query(Class<T> type);

    /**
     * Takes a new object, and what its relations cascade to: the next flush inserts it. One that was to be deleted is
     * kept.
     *
     * @throws OrmException if its class is not mapped, or another open session holds it
     */
    void save(Object object);

    /**
     * The next flush deletes the row of an object of this session. One that was never inserted is merely forgotten.
     *
     * @throws OrmException if it is not in this session
     */
    void delete(Object object);

    /** Whether an object is in this session: loaded or saved, and not yet deleted. */
    boolean contains(Object object);

    /**
     * Writes all changes in one transaction, or in the one that is open, and sets generated keys on the objects. Where
     * nothing changed it does nothing. Rows are deleted last: a unique value of an object to be deleted is free for another
     * object with the next flush, so flush the deletion first. After an error or a cancel, database and session are as they were, and the
     * changes still pending.
     */
    Mono<Void> flush();

    /**
     * Reads an object's row anew and forgets the changes made to the object and its relations.
     *
     * @return the same object; an error where its row is gone
     */
    <T> Mono<T> refresh(T object);

    /** Forgets the changes made to an object; it is filled anew by the next result that has its row. */
    void expire(Object object);

    /** Forgets an object and its changes. It is no longer in this session. */
    void expunge(Object object);

    /** Forgets all objects and all changes. */
    void clear();

    /** Whether a flush would do anything. */
    boolean isDirty();

    /** What a flush would do, in its order; what it would have to ask the database for is not in it. */
    List<PlannedChange> plan();

    /**
     * Does work in one transaction, flushes at its end and commits. It takes one place in the session's order: whatever
     * of this session is subscribed within the work belongs to it, and so does all that is called on the session that
     * the work is given; anything else waits for its end. One inside another is a savepoint.
     *
     * @param work what to do
     * @return what the work emitted, after the commit. On an error or a cancel all is rolled back, and fields,
     *     relations, keys and what was pending are as they were before the transaction
     */
    <T> Mono<T> inTransaction(Function<? super Session, ? extends Mono<T>> work);

    /** {@link #inTransaction}. */
    @Override
    default <T> Mono<T> atomically(Function<? super Executor, ? extends Mono<T>> work) {
        return inTransaction(work);
    }

    /**
     * Gives the connection back. The objects can be read on, their relations not loaded any more. Closing again does
     * nothing.
     *
     * @return an error that names them where there are changes that were not flushed; it is closed all the same
     */
    Mono<Void> close();
}
