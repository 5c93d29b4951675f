package io.azoth.engine;

import java.util.function.Consumer;

/**
 * A place for one operation.
 *
 * @param host what the operation runs in
 * @param queue takes the operation in
 */
record Turn(Host host, Consumer<Operation> queue) {
    void submit(Operation operation) {
        queue.accept(operation);
    }
}
