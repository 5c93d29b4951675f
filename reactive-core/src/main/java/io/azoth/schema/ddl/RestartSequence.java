package io.azoth.schema.ddl;

import io.azoth.sql.DdlStatement;
import io.azoth.sql.Executor;
import io.azoth.sql.Services;
import org.jspecify.annotations.Nullable;

/**
 * ALTER SEQUENCE ... RESTART.
 *
 * @param name the sequence
 * @param next the number that it gives next
 * @param boundTo what it runs on when it is not told, or null
 */
public record RestartSequence(
        TableName name, long next, @Nullable Executor boundTo) implements DdlStatement {

    @Override
    public String toString() {
        return Services.text(this);
    }
}
