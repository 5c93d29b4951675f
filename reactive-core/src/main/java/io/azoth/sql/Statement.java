package io.azoth.sql;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Something to run. Immutable: it is built once and compiled and run by any number of threads. */
public sealed interface Statement extends ClauseElement permits RowStatement, EffectStatement {
    @Override
    Statement mapChildren(UnaryOperator<ClauseElement> f);

    /** Calls the visitor's method for this kind. */
    <R> R accept(StatementVisitor<R> visitor);

    /** What it runs on when it is not told, which is what its tables are bound to; null where they are not. */
    @Nullable
    Executor boundTo();
}
