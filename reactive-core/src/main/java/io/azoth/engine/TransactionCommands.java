package io.azoth.engine;

import io.r2dbc.spi.Connection;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * What begins and ends a transaction, or a savepoint in one: as text for logs, and as the driver has it.
 *
 * @param queue the connection
 * @param options what the transaction asks for
 * @param savepoint the name of the savepoint, null for a transaction
 */
record TransactionCommands(
        ConnectionQueue queue,
        TransactionOptions options,
        @Nullable String savepoint) {
    String beginText() {
        return savepoint == null ? options.describe() : "SAVEPOINT " + savepoint;
    }

    /**
     * @param deadline when what is begun has to be over; null for no limit
     */
    Publisher<Void> begin(@Nullable Deadline deadline) {
        return savepoint == null
                ? queue.driver().begin(connection(), options.definition(deadline))
                : connection().createSavepoint(savepoint);
    }

    /** Whether the next operation may be sent before the reply to the begin has come. */
    boolean rides() {
        return savepoint == null && queue.driver().beginRides();
    }

    String commitText() {
        return savepoint == null ? "COMMIT" : "RELEASE SAVEPOINT " + savepoint;
    }

    Publisher<Void> commit() {
        return savepoint == null
                ? connection().commitTransaction()
                : connection().releaseSavepoint(savepoint);
    }

    String rollbackText() {
        return savepoint == null ? "ROLLBACK" : "ROLLBACK TO SAVEPOINT " + savepoint;
    }

    Publisher<Void> rollback() {
        return savepoint == null
                ? connection().rollbackTransaction()
                : connection().rollbackTransactionToSavepoint(savepoint);
    }

    private Connection connection() {
        return queue.connection();
    }
}
