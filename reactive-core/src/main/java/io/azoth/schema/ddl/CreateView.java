package io.azoth.schema.ddl;

import io.azoth.sql.DdlStatement;
import io.azoth.sql.Executor;
import io.azoth.sql.Query;
import io.azoth.sql.Services;
import org.jspecify.annotations.Nullable;

/**
 * CREATE VIEW: a query under a name, which is read like a table. A view keeps no values that are bound, so a constant in its
 * query is written as {@code text(...)}.
 *
 * @param name its name
 * @param query its rows; each column has a name
 * @param boundTo what it runs on when it is not told, or null
 */
public record CreateView(
        TableName name, Query query, @Nullable Executor boundTo) implements DdlStatement {

    @Override
    public String toString() {
        return Services.text(this);
    }
}
