package io.azoth.dialect.sqlite;

import io.azoth.sql.DdlStatement;
import io.azoth.sql.Executor;
import org.jspecify.annotations.Nullable;

/** Lets foreign keys be broken until the transaction ends: between the drops of tables that refer to each other. */
record DeferForeignKeys() implements DdlStatement {
    @Override
    public @Nullable Executor boundTo() {
        return null;
    }
}
