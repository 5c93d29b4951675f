package io.azoth.schema.ddl;

import io.azoth.sql.DdlStatement;
import io.azoth.sql.Executor;
import io.azoth.sql.Services;
import org.jspecify.annotations.Nullable;

/**
 * ALTER SCHEMA ... RENAME TO.
 *
 * @param name the schema, unquoted
 * @param newName its new name
 * @param boundTo what it runs on when it is not told, or null
 */
public record RenameSchema(
        String name, String newName, @Nullable Executor boundTo) implements DdlStatement {

    @Override
    public String toString() {
        return Services.text(this);
    }
}
