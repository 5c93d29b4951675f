package io.azoth.schema.ddl;

import io.azoth.sql.DdlStatement;
import io.azoth.sql.Executor;
import io.azoth.sql.Services;
import org.jspecify.annotations.Nullable;

/**
 * COMMENT ON a table or one of its columns.
 *
 * @param table the table
 * @param column the column, or null for the table itself
 * @param comment the comment, or null to take it away
 * @param boundTo what it runs on when it is not told, or null
 */
public record CommentOn(
        TableName table,
        @Nullable String column,
        @Nullable String comment,
        @Nullable Executor boundTo) implements DdlStatement {

    @Override
    public String toString() {
        return Services.text(this);
    }
}
