package io.azoth.schema.ddl;

import io.azoth.sql.DdlStatement;
import io.azoth.sql.Executor;
import io.azoth.sql.Services;
import org.jspecify.annotations.Nullable;

/**
 * ALTER INDEX ... RENAME TO.
 *
 * @param table the table, in whose schema the index is
 * @param index the name of the index
 * @param newName its new name
 * @param boundTo what it runs on when it is not told, or null
 */
public record RenameIndex(
        TableName table,
        String index,
        String newName,
        @Nullable Executor boundTo) implements DdlStatement {

    @Override
    public String toString() {
        return Services.text(this);
    }
}
