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
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

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

    private final Database database;
    private final SerialWorker worker;
    private final Session session;
    private final Object guard = new Object();
    private @Nullable CancelToken running;
    private final Set<RowSubscription<?>> openResults = new LinkedHashSet<>();
    private volatile boolean closing;
    private volatile @Nullable Duration statementTimeout;
    private boolean closed;
    private boolean released;

    ConnectionContext(Database database, SerialWorker worker, Session session) {
        this.database = database;
        this.worker = worker;
        this.session = session;
        this.statementTimeout = database.statementTimeout();
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
        statementTimeout = timeout.isZero() ? null : timeout;
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
            throw new R2dbcNonTransientResourceException("The connection was given back to its pool", "08003");
        }
    }

    /** Makes the connection as good as new for its next user. Worker thread only. */
    void reset() throws SQLException {
        released = true;
        closeResults();
        statementTimeout = database.statementTimeout();
        session.reset();
    }

    boolean limitsStatements() {
        return statementTimeout != null;
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
        Duration timeout = statementTimeout;
        token.resume();
        synchronized (guard) {
            running = token;
        }
        Disposable timer = null;
        long start = 0;
        if (timeout != null) {
            start = System.nanoTime();
            long left = Math.max(0, timeout.toNanos() - token.spentNanos());
            timer = Schedulers.parallel().schedule(() -> timeOut(token), left, TimeUnit.NANOSECONDS);
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

    private void timeOut(CancelToken token) {
        synchronized (guard) {
            if (running == token) {
                token.timeOut();
            }
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
            result.abandon();
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

    static R2dbcException closedFailure() {
        return new R2dbcNonTransientResourceException("The connection is closed", "08003");
    }
}
