package io.azoth.schema.ddl;

import io.azoth.sql.DdlStatement;
import io.azoth.sql.Executor;
import io.azoth.sql.Services;
import org.jspecify.annotations.Nullable;

/**
 * ALTER SEQUENCE ... RENAME TO.
 *
 * @param name the sequence
 * @param newName its new name, in the same schema
 * @param boundTo what it runs on when it is not told, or null
 */
public record RenameSequence(
        TableName name, String newName, @Nullable Executor boundTo) implements DdlStatement {

    @Override
    public String toString() {
        return Services.text(this);
    }
}
