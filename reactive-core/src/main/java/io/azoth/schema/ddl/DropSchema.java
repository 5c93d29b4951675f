package io.azoth.schema.ddl;

import io.azoth.sql.DdlStatement;
import io.azoth.sql.Executor;
import io.azoth.sql.Services;
import org.jspecify.annotations.Nullable;

/**
 * DROP SCHEMA; an error where it still holds anything.
 *
 * @param name its name, unquoted
 * @param ifExists whether a schema that is not there is no error
 * @param boundTo what it runs on when it is not told, or null
 */
public record DropSchema(
        String name, boolean ifExists, @Nullable Executor boundTo) implements DdlStatement {

    @Override
    public String toString() {
        return Services.text(this);
    }
}
