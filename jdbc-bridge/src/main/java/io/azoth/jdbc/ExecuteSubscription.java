package io.azoth.jdbc;

import io.r2dbc.spi.Result;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/**
 * Runs the statements of a script and emits one result each.
 *
 * <p>A query runs when its result is read; everything else has run when its result is emitted. A statement that may
 * change data waits until the results before it that are being read have ended, so that they do not see its changes.
 */
final class ExecuteSubscription extends WorkerSubscription<Result> {

    /** After so many statements other work of the connection gets its turn. */
    private static final int TURN = 64;

    private static final @Nullable Object[] NONE = {};

    private final Session session;
    private final List<Command> commands;
    private final List<@Nullable Object[]> bindings;
    private final AtomicInteger reading = new AtomicInteger();
    private int binding;
    private int command;

    ExecuteSubscription(CoreSubscriber<? super Result> actual, ExecuteFlux execution) {
        super(actual, execution.context());
        this.session = execution.context().session();
        this.commands = execution.script().commands();
        this.bindings = execution.bindings();
    }

    void readingStarted() {
        reading.incrementAndGet();
    }

    void readingEnded() {
        if (reading.decrementAndGet() == 0 && !done()) {
            schedule();
        }
    }

    @Override
    boolean turn() {
        if (exhausted()) {
            complete();
            return true;
        }
        if (requested() == 0 || waitsForReaders()) {
            return true;
        }
        token().startStatement();
        try {
            context().interruptible(token(), this::runSome);
        } catch (Throwable failure) {
            failUnlessCancelled(failure);
            return true;
        }
        if (token().cancelled()) {
            finish();
        } else if (exhausted() && !token().stopped()) {
            complete();
        }
        return done(); // otherwise the next turn sees what is left to do
    }

    private boolean exhausted() {
        return binding == bindings.size() || commands.isEmpty();
    }

    private boolean waitsForReaders() {
        return reading.get() > 0 && next().kind() != Command.Kind.QUERY;
    }

    private Command next() {
        return commands.get(command);
    }

    private boolean runSome() throws SQLException {
        int limit = context().limitsStatements() ? 1 : TURN; // a time limit is for one statement
        int ran = 0;
        while (ran < limit && ran < requested() && !token().stopped() && !exhausted() && !waitsForReaders()) {
            JdbcResult result = result(next());
            if (++command == commands.size()) {
                command = 0;
                binding++;
            }
            ran++;
            emit(result);
        }
        produced(ran);
        return true;
    }

    private void failUnlessCancelled(Throwable failure) {
        if (token().cancelled()) {
            finish();
        } else {
            fail(context().translate(failure, exhausted() ? null : next().sql(), token()));
        }
    }

    private JdbcResult result(Command next) throws SQLException {
        @Nullable Object[] values = values(next, bindings.get(binding));
        if (next.kind() == Command.Kind.QUERY) {
            session.check(next);
            return new JdbcResult(this, next, values, null);
        }
        return new JdbcResult(this, next, NONE, session.run(next, values, token()));
    }

    private @Nullable Object[] values(Command next, @Nullable Object[] bound) {
        if (commands.size() == 1 && next.slots().size() == bound.length) {
            return bound;
        }
        @Nullable Object[] values = new Object[next.slots().size()];
        for (int i = 0; i < values.length; i++) {
            int slot = next.slots().get(i);
            values[i] = slot < 0 ? null : bound[slot];
        }
        return values;
    }
}
