package io.azoth.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/** Where the rows of one result come from: a query yet to be opened, or rows that are here already. */
class ResultSource {

    private static final AtomicIntegerFieldUpdater<ResultSource> CLAIMED =
            AtomicIntegerFieldUpdater.newUpdater(ResultSource.class, "claimed");

    private final Command command;
    private final @Nullable Object[] values;
    private final @Nullable Outcome outcome;
    private final ExecuteSubscription owner;

    @SuppressWarnings("UnusedVariable") // read and written through CLAIMED
    private volatile int claimed;

    ResultSource(ExecuteSubscription owner, Command command, @Nullable Object[] values, @Nullable Outcome outcome) {
        this.owner = owner;
        this.command = command;
        this.values = values;
        this.outcome = outcome;
    }

    final ConnectionContext context() {
        return owner.context();
    }

    final String sql() {
        return command.sql();
    }

    /** Returns what a statement left that has run already, or null for a query that runs when it is read. */
    @Nullable
    final Outcome outcome() {
        return outcome;
    }

    /** Takes the one right to consume the result. */
    final boolean claim() {
        if (!CLAIMED.compareAndSet(this, 0, 1)) {
            return false;
        }
        if (outcome == null) {
            owner.readingStarted();
        }
        return true;
    }

    static IllegalStateException consumedTwice() {
        return new IllegalStateException("The result is consumed already");
    }

    final Cursor open(CancelToken token) throws SQLException {
        if (outcome == null) {
            return context().session().open(command, values, token);
        }
        return new BufferedCursor(outcome.columns(), outcome.rows() == null ? List.of() : outcome.rows());
    }

    /** Tells the script that this result does not read any more. */
    final void ended() {
        if (outcome == null) {
            owner.readingEnded();
        }
    }
}
