package io.azoth.engine;

/**
 * How a transaction begins.
 *
 * @param transaction what it asks for
 * @param execution the options of the statements in it
 */
record Beginning(TransactionOptions transaction, ExecutionOptions execution) {
    Beginning within(TransactionPlace parent) {
        return new Beginning(transaction, execution.over(parent.execution()));
    }
}
