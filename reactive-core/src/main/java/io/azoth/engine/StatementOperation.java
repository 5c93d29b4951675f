package io.azoth.engine;

import io.azoth.error.AzothException;
import io.azoth.error.DatabaseException;
import io.azoth.error.DatabaseException.SqlFailure;
import io.azoth.error.DefinitionException;
import io.azoth.error.EngineException;
import io.azoth.error.ErrorCode;
import io.azoth.error.StatementContext;
import io.azoth.sql.BoundValue;
import io.azoth.sql.CompiledSql;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.util.context.Context;

/**
 * An operation that runs SQL: it binds, sends, and follows the driver's results to the last signal, which is the last reply.
 *
 * <p>The driver's signals come one at a time, on whichever thread it likes; no lock is held while they are passed on.
 */
abstract class StatementOperation extends Operation {
    private final Host host;
    private final Context context;
    private @Nullable ConnectionQueue queue;
    private final Execution execution;
    private @Nullable CompiledSql sql;
    private String text = "";
    private @Nullable TimeLimit limit;
    private @Nullable Exchange exchange;
    private boolean sent;
    private long startedAt;

    StatementOperation(Host host, Context context, Execution execution) {
        this.host = host;
        this.context = context;
        this.execution = execution;
    }

    /** What to read of a driver's result; it is subscribed to at once, as drivers demand. */
    abstract Publisher<?> read(Result result);

    /** Something of what was read; its demand is up to {@link #opened}. */
    abstract void item(Object item);

    /** A result can be asked for its items. */
    abstract void opened(Subscription items);

    /** The last signal has come. */
    abstract void finished(@Nullable AzothException error);

    /** The driver has it; comes before or after {@link #finished}. */
    void sent() {}

    /** The time of one of its statements is over: it is to be stopped. From any thread. */
    void expired(TimeLimit exceeded) {
        exceeded.stop();
    }

    /** How it has ended, where the driver reports this. */
    Verdict verdict(@Nullable AzothException error) {
        return new Verdict(error == null ? StatementOutcome.COMPLETED : StatementOutcome.FAILED, error);
    }

    /** How a statement has ended, and why where it failed. */
    record Verdict(StatementOutcome outcome, @Nullable AzothException error) {}

    /** How many rows it gave or changed, for listeners. */
    abstract long rows();

    final Host host() {
        return host;
    }

    final Execution execution() {
        return execution;
    }

    final ConnectionQueue queue() {
        ConnectionQueue known = queue;
        if (known == null) {
            throw new IllegalStateException("not started");
        }
        return known;
    }

    final void started(ConnectionQueue on) {
        queue = on;
    }

    /** A statement is about to be sent: gets ready for its results. What it throws is the statement's failure. */
    abstract void prepare(CompiledSql compiled);

    /** Sends a statement; {@link #finished} follows in every case. */
    final void send(CompiledSql compiled, int pageSize) {
        sql = compiled;
        text = execution.comment().isEmpty() ? compiled.text() : compiled.text() + execution.comment();
        sent = false;
        TimeLimit started = TimeLimit.of(this, execution.timeout(), host.deadline());
        limit = started;
        if (started == null) {
            transmit(compiled, pageSize);
        } else {
            started.begin(() -> transmit(compiled, pageSize));
        }
    }

    private void transmit(CompiledSql compiled, int pageSize) {
        startedAt = 0;
        if (queue().resources().isHeard()) {
            startedAt = System.nanoTime();
            queue().resources().tellStart(text, values(compiled.binds()));
        }
        Exchange started = new Exchange(this, context, queue().driver().discarded());
        exchange = started;
        Publisher<? extends Result> results;
        try {
            prepare(compiled);
            Statement statement = queue().connection().createStatement(text);
            bind(statement, compiled.binds());
            results = (pageSize > 0 ? statement.fetchSize(pageSize) : statement).execute();
        } catch (Throwable e) {
            // Whatever a converter of the user's throws, the connection goes on.
            started.end(e);
            return;
        }
        sent = true;
        ConnectionQueue.subscribe(results, started);
        sent();
    }

    /** Cancels the driver's publishers, where that ends the statement; {@link #finished} follows. */
    final void cancelDriver() {
        Exchange running = exchange;
        if (running != null) {
            failsUnheard();
            running.cancel();
        }
    }

    /**
     * Lets the driver know that nobody wants the rest, and waits until it is done with it; {@link #finished} follows.
     *
     * @param fence whatever it may answer, what was sent before it is over then
     */
    final void leaveDriver(Publisher<?> fence) {
        Exchange running = exchange;
        if (running != null) {
            failsUnheard();
            running.leave();
            ConnectionQueue.await(fence, ignored -> running.end(null));
        }
    }

    /** Nobody hears any more whether it fails, so what comes behind it is not taken for the first that does. */
    private void failsUnheard() {
        host.failsFirst();
    }

    private void bind(Statement statement, List<BoundValue> binds) {
        for (int i = 0; i < binds.size(); i++) {
            BoundValue bound = binds.get(i);
            Object value = bound.value();
            if (value != null && !bound.type().javaType().isInstance(value)) {
                bound.type().check(value, "Parameter '" + bound.name() + "'");
            }
            try {
                queue().driver().bind(statement, i, bound.type(), bound.type().toStored(value));
            } catch (AzothException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new DefinitionException(
                        ErrorCode.WRONG_TYPE,
                        "Parameter '" + bound.name() + "' is " + bound.type() + ", and its " + className(bound.value())
                                + " cannot be bound: " + DriverErrors.text(e),
                        e);
            }
        }
    }

    private static String className(@Nullable Object value) {
        return value == null ? "null" : value.getClass().getSimpleName();
    }

    /** The driver's last signal has come. */
    final void over(@Nullable Throwable failure) {
        TimeLimit running = limit;
        if (running == null) {
            settle(failure);
        } else {
            running.end(() -> settle(failure));
        }
    }

    private void settle(@Nullable Throwable failure) {
        CompiledSql ran = sql;
        AzothException error = null;
        if (failure != null && ran != null) {
            error = DriverErrors.translate(failure, queue().driver(), context(ran));
            if (sent && host.failsFirst() && error.code() == ErrorCode.TRANSACTION_ABORTED) {
                error = DriverErrors.stale(error, context(ran));
            }
            if (sent && error instanceof EngineException) {
                queue().markBroken();
            }
        }
        Verdict verdict = verdict(timed(error));
        if (ran != null && queue().resources().isHeard()) {
            Duration time = Duration.ofNanos(startedAt == 0 ? 0 : System.nanoTime() - startedAt);
            queue().resources()
                    .tell(new StatementEvent(
                            text,
                            values(ran.binds()),
                            rows(),
                            time,
                            verdict.outcome(),
                            verdict.error(),
                            execution.tags()));
        }
        finished(verdict.error());
    }

    /** What the limit of time has brought about is told as that. */
    private @Nullable AzothException timed(@Nullable AzothException error) {
        TimeLimit ran = limit;
        return ran != null && error != null && ran.caused(error) ? timeoutError(ran, error) : error;
    }

    final AzothException timeoutError(TimeLimit exceeded, @Nullable Throwable cause) {
        Deadline deadline = exceeded.deadline();
        if (deadline != null) {
            return deadline.exceeded();
        }
        CompiledSql ran = sql;
        return new DatabaseException(
                ErrorCode.STATEMENT_TIMEOUT,
                "The statement took longer than " + exceeded.timeout()
                        + " and was stopped; make it faster, or raise ExecutionOptions.withTimeout",
                ran == null ? null : context(ran),
                new SqlFailure(null, 0),
                cause);
    }

    private StatementContext context(CompiledSql ran) {
        return new StatementContext(text, queue().resources().dialect().name(), values(ran.binds()));
    }

    private static List<@Nullable Object> values(List<BoundValue> binds) {
        List<@Nullable Object> values = new ArrayList<>(binds.size());
        binds.forEach(bound -> values.add(bound.value()));
        return values;
    }
}
