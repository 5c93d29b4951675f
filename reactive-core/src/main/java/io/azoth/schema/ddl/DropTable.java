package io.azoth.schema.ddl;

import io.azoth.sql.DdlStatement;
import io.azoth.sql.Executor;
import io.azoth.sql.Services;
import org.jspecify.annotations.Nullable;

/**
 * DROP TABLE.
 *
 * @param name the table
 * @param ifExists whether a table that is not there is no error
 * @param boundTo what it runs on when it is not told, or null
 */
public record DropTable(
        TableName name, boolean ifExists, @Nullable Executor boundTo) implements DdlStatement {
    @Override
    public String toString() {
        return Services.text(this);
    }
}
