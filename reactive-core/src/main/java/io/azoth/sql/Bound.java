package io.azoth.sql;

import io.azoth.error.CompileException;
import io.azoth.error.ErrorCode;

/** What a bound statement runs on. */
final class Bound {
    private Bound() {}

    static Executor executor(Statement statement) {
        Executor executor = statement.boundTo();
        if (executor == null) {
            throw new CompileException(
                    ErrorCode.NOT_BOUND,
                    "The statement is not bound to an engine: " + statement
                            + "; bind its metadata with MetaData.bind(engine), or use executeOn(connection)");
        }
        return executor;
    }
}
