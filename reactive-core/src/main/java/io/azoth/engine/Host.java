package io.azoth.engine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.jspecify.annotations.Nullable;

/** What an operation runs in, as the operation sees it: a lane, or a connection that was taken for it alone. */
interface Host {
    /** The operation's last reply has come: whoever waits may start. Called exactly once for what was started. */
    void ended(Operation operation);

    /** Takes the operation back before it starts; false where it is too late. */
    @CanIgnoreReturnValue
    boolean withdraw(Operation operation);

    /** Whether somebody could run if this operation were over. */
    boolean someoneWaits();

    /** The operation's reader has stopped asking and its buffer is full: whoever waits has to be told. */
    void overflowed(Operation operation);

    /** Whether a read may be stopped at the server, which a transaction that shall go on does not survive. */
    boolean mayStop();

    /** A statement has failed in it, or may have; true where it is a transaction, and none had before. */
    @CanIgnoreReturnValue
    boolean failsFirst();

    /** Whether a transaction is open around the operation. */
    boolean inTransaction();

    /** When the transaction around the operation has to be over; null for no limit. */
    @Nullable
    Deadline deadline();
}
