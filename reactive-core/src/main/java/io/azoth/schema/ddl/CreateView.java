package io.azoth.schema.ddl;

import io.azoth.sql.DdlStatement;
import io.azoth.sql.Executor;
import io.azoth.sql.Query;
import io.azoth.sql.Services;
import org.jspecify.annotations.Nullable;

/**
 * CREATE VIEW: a query under a name, which is read like a table. Its values are written into the text, each as a literal of
 * its type, for a view keeps none that are bound.
 *
 * @param name its name
 * @param query its rows, without parameters whose values are given at execution
 * @param boundTo what it runs on when it is not told, or null
 */
public record CreateView(
        TableName name, Query query, @Nullable Executor boundTo) implements DdlStatement {

    @Override
    public String toString() {
        return Services.text(this);
    }
}
