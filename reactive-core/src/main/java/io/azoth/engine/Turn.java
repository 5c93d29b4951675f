package io.azoth.engine;

import java.util.function.Consumer;

/**
 * A place for one operation.
 *
 * @param host what the operation runs in
 * @param queue takes the operation in
 * @param around the options of what it runs in
 */
record Turn(Host host, Consumer<Operation> queue, ExecutionOptions around) {
    void submit(Operation operation) {
        queue.accept(operation);
    }
}
