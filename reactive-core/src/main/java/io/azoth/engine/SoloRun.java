package io.azoth.engine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One statement outside of a transaction, on a connection that is taken for it and given back before its subscriber hears
 * of the end.
 */
final class SoloRun implements Host, Grant<ConnectionQueue> {
    private final Leases leases;
    private final AtomicBoolean settled = new AtomicBoolean();
    private @Nullable Operation operation;
    private @Nullable ConnectionQueue queue;

    SoloRun(Leases leases) {
        this.leases = leases;
    }

    void run(Operation statement) {
        operation = statement;
        leases.acquire(this);
    }

    @Override
    public void granted(ConnectionQueue given) {
        Operation statement = operation;
        if (statement == null || !settled.compareAndSet(false, true)) {
            leases.release(given, () -> {});
            return;
        }
        queue = given;
        if (statement instanceof FetchOperation reader && !reader.flow().isUnlimited()) {
            leases.reading(reader);
        }
        given.execute(() -> statement.start(given));
    }

    @Override
    public void refused(Throwable error) {
        Operation statement = operation;
        if (statement != null && settled.compareAndSet(false, true)) {
            statement.refuse(error);
        }
    }

    @Override
    public void ended(Operation statement) {
        if (statement instanceof FetchOperation reader) {
            leases.read(reader);
        }
        ConnectionQueue given = queue;
        if (given != null) {
            leases.release(given, statement::conclude);
        }
    }

    @Override
    @CanIgnoreReturnValue
    public boolean withdraw(Operation statement) {
        return settled.compareAndSet(false, true);
    }

    @Override
    public boolean someoneWaits() {
        return leases.isExhausted();
    }

    @Override
    public void overflowed(Operation statement) {
        leases.overflowed();
    }

    @Override
    public boolean mayStop() {
        return true;
    }

    @Override
    @CanIgnoreReturnValue
    public boolean failsFirst() {
        return false;
    }

    @Override
    public boolean inTransaction() {
        return false;
    }

    @Override
    public @Nullable Deadline deadline() {
        return null;
    }
}
