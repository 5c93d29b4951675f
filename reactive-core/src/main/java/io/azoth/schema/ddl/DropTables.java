package io.azoth.schema.ddl;

import io.azoth.sql.DdlStatement;
import io.azoth.sql.Executor;
import io.azoth.sql.Services;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * DROP TABLE of several tables, each before those that it refers to; foreign keys that close a circle are dropped first.
 *
 * @param tables what to drop
 * @param ifExists whether a table that is not there is no error
 * @param boundTo what it runs on when it is not told, or null
 */
public record DropTables(
        List<TableDefinition> tables,
        boolean ifExists,
        @Nullable Executor boundTo) implements DdlStatement {
    public DropTables {
        tables = List.copyOf(tables);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
