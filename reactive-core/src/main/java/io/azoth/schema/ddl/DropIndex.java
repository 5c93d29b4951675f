package io.azoth.schema.ddl;

import io.azoth.sql.DdlStatement;
import io.azoth.sql.Executor;
import io.azoth.sql.Services;
import org.jspecify.annotations.Nullable;

/**
 * DROP INDEX.
 *
 * @param table the table, in whose schema the index is
 * @param index the name of the index
 * @param ifExists whether an index that is not there is no error
 * @param boundTo what it runs on when it is not told, or null
 */
public record DropIndex(
        TableName table,
        String index,
        boolean ifExists,
        @Nullable Executor boundTo) implements DdlStatement {

    @Override
    public String toString() {
        return Services.text(this);
    }
}
