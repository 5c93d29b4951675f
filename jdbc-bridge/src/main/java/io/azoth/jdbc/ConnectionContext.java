package io.azoth.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/**
 * What the publishers of one connection share: its worker, its session and the guard around running work.
 *
 * <p>The session belongs to the worker. Other threads reach it only through {@link #cancel}, which interrupts what
 * runs if, and only if, that is the work of the given token: the guard's lock keeps an interrupt from hitting the
 * next statement or a closed handle.
 */
final class ConnectionContext {

    /** An interrupt that arrives a moment before the database starts is lost, so it is repeated. */
    private static final long REPEAT_MILLIS = 10;

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private final Database database;
    private final SerialWorker worker;
    private final Session session;
    private final Object guard = new Object();
    private @Nullable CancelToken running;
    private long runs;
    private final Set<RowSubscription<?>> openResults = new LinkedHashSet<>();
    private volatile boolean closing;
    private volatile long statementNanos;
    private final AtomicInteger lending = new AtomicInteger();
    private volatile Sinks.Empty<Void> leaving = Sinks.empty();
    private boolean closed;
    private boolean released;
    private boolean leftOut;

    ConnectionContext(Database database, SerialWorker worker, Session session) {
        this.database = database;
        this.worker = worker;
        this.session = session;
        restoreStatementTimeout();
    }

    Database database() {
        return database;
    }

    SerialWorker worker() {
        return worker;
    }

    Session session() {
        return session;
    }

    /** Sets the statement timeout; zero means no limit. */
    void statementTimeout(Duration timeout) {
        statementNanos = timeout.compareTo(LONGEST) < 0 ? timeout.toNanos() : Long.MAX_VALUE;
    }

    private void restoreStatementTimeout() {
        Duration timeout = database.statementTimeout();
        statementTimeout(timeout == null ? Duration.ZERO : timeout);
    }

    /** Returns the number of times that the connection went back to its pool. */
    int lending() {
        return lending.get();
    }

    /** Completes when the connection is told to close or goes back to its pool, on whichever thread does it. */
    Mono<Void> leaving() {
        Sinks.Empty<Void> sink = leaving;
        return closing ? Mono.empty() : sink.asMono();
    }

    /** Returns why nothing more is done for somebody who came at a number of lendings; null where it is. */
    @Nullable
    R2dbcException refusal(int lending) {
        if (closing) {
            return closedFailure();
        }
        return lending == this.lending.get() ? null : givenBack();
    }

    /** Remembers that something of a connection that closes was not done. Worker thread only. */
    void failed() {
        leftOut |= closing;
    }

    /** Fails for the commit of a transaction of which the closing of its connection left something out. */
    void requireWhole() {
        if (leftOut) {
            throw closedFailure();
        }
    }

    /** Lends the connection to its next user. Worker thread only. */
    void lend() {
        released = false;
    }

    /**
     * Fails for work on a connection that went back to its pool. A pool whose acquisition is cancelled may give a
     * connection back twice, the second time under the hands of its next user, whose transaction that ends.
     */
    void requireLent() {
        if (released) {
            throw givenBack();
        }
    }

    /** Makes the connection as good as new for its next user. Worker thread only. */
    void reset() throws SQLException {
        released = true;
        Sinks.Empty<Void> left = leaving;
        leaving = Sinks.empty();
        lending.incrementAndGet(); // in this order nobody takes an end for that of his stream
        Sinks.EmitResult unused = left.tryEmitEmpty();
        closeResults();
        restoreStatementTimeout();
        session.reset();
    }

    boolean limitsStatements() {
        return statementNanos > 0;
    }

    boolean closing() {
        return closing;
    }

    /** Returns whether the session's handles are gone. Worker thread only. */
    boolean closed() {
        return closed;
    }

    /** Runs a part of a statement so that cancelling its token, or the statement timeout, interrupts it. */
    @CanIgnoreReturnValue
    <T extends @Nullable Object> T interruptible(CancelToken token, Session.Work<T> work) throws SQLException {
        requireLent();
        long limit = statementNanos;
        token.resume();
        synchronized (guard) {
            running = token;
            runs++;
        }
        Disposable timer = null;
        long start = 0;
        if (limit > 0) {
            start = System.nanoTime();
            long left = Math.max(0, limit - token.spentNanos());
            long run = runs;
            timer = Schedulers.parallel().schedule(() -> timeOut(token, run), left, TimeUnit.NANOSECONDS);
        }
        try {
            return session.together(work);
        } finally {
            synchronized (guard) {
                running = null;
            }
            if (timer != null) {
                timer.dispose();
                token.spent(System.nanoTime() - start);
            }
        }
    }

    /** Cancels the work of a token, from any thread. */
    void cancel(CancelToken token) {
        token.cancel();
        interrupt(token);
    }

    /** A timer that comes too late is not for the statement that its token runs next. */
    private void timeOut(CancelToken token, long run) {
        synchronized (guard) {
            if (running != token || runs != run) {
                return;
            }
            token.timeOut();
        }
        interrupt(token);
    }

    private void interrupt(CancelToken token) {
        if (worker.isCurrent()) {
            return; // between two rows: the loop looks at the token next
        }
        synchronized (guard) {
            if (running != token) {
                return;
            }
            session.interrupt();
        }
        Schedulers.parallel().schedule(() -> interrupt(token), REPEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Remembers a result that holds a cursor. Worker thread only. */
    void opened(RowSubscription<?> result) {
        openResults.add(result);
    }

    /** Forgets a result whose cursor is closed. Worker thread only. */
    void finished(RowSubscription<?> result) {
        openResults.remove(result);
    }

    /** Makes statements that are queued fail, and stops the one that runs. Any thread. */
    void startClosing() {
        closing = true;
        CancelToken token;
        synchronized (guard) {
            token = running;
        }
        if (token != null) {
            token.abandon();
            interrupt(token);
        }
        Sinks.EmitResult unused = leaving.tryEmitEmpty(); // refused where another thread does it
    }

    /** Closes cursors, session and worker. Worker thread only; idempotent. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        closeResults();
        try {
            session.close();
        } finally {
            worker.stop();
        }
    }

    /** Ends the cursors that earlier users of a pooled connection left open. Worker thread only. */
    private void closeResults() {
        for (RowSubscription<?> result : List.copyOf(openResults)) {
            try {
                result.abandon();
            } catch (Throwable thrown) { // by a subscriber, which must not keep the rest from being closed
                Operators.onErrorDropped(thrown, Context.empty());
            }
        }
    }

    /** Turns whatever a statement failed with into what its subscriber gets. */
    Throwable translate(Throwable failure, @Nullable String sql, CancelToken token) {
        if (!(failure instanceof SQLException sqlFailure)) {
            return failure;
        }
        if (closing && token.stopped()) {
            return closedFailure();
        }
        R2dbcException translated = database.translate(sqlFailure, sql);
        if (token.timedOut()) {
            return new R2dbcTimeoutException(
                    "The statement was stopped because it ran longer than the statement timeout",
                    translated.getSqlState(),
                    translated.getErrorCode(),
                    sql,
                    failure);
        }
        return translated;
    }

    static R2dbcException givenBack() {
        return new R2dbcNonTransientResourceException("The connection was given back to its pool", "08003");
    }

    static R2dbcException closedFailure() {
        return new R2dbcNonTransientResourceException("The connection is closed", "08003");
    }
}
