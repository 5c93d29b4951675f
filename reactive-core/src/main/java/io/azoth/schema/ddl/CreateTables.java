package io.azoth.schema.ddl;

import io.azoth.sql.DdlStatement;
import io.azoth.sql.Executor;
import io.azoth.sql.Services;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CREATE TABLE of several tables, each behind those that it refers to; foreign keys that close a circle are added at the
 * end. It is as many statements as the target needs.
 *
 * @param tables what to create
 * @param ifNotExists whether tables and indexes that exist already are left as they are
 * @param boundTo what it runs on when it is not told, or null
 */
public record CreateTables(
        List<TableDefinition> tables,
        boolean ifNotExists,
        @Nullable Executor boundTo) implements DdlStatement {
    public CreateTables {
        tables = List.copyOf(tables);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
