package io.azoth.schema.ddl;

import io.azoth.sql.DdlStatement;
import io.azoth.sql.Executor;
import io.azoth.sql.Services;
import org.jspecify.annotations.Nullable;

/**
 * ALTER TABLE: one change to a table that exists.
 *
 * @param table the table
 * @param change the change
 * @param boundTo what it runs on when it is not told, or null
 */
public record AlterTable(
        TableName table, TableChange change, @Nullable Executor boundTo) implements DdlStatement {

    @Override
    public String toString() {
        return Services.text(this);
    }
}
