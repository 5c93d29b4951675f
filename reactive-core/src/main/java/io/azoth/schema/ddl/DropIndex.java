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
 * @param concurrently whether the table may be used meanwhile, as PostgreSQL can, outside of a transaction; elsewhere it is
 *     dropped as ever
 * @param boundTo what it runs on when it is not told, or null
 */
public record DropIndex(
        TableName table,
        String index,
        boolean ifExists,
        boolean concurrently,
        @Nullable Executor boundTo) implements DdlStatement {

    /** DROP INDEX that waits for the table. */
    public DropIndex(TableName table, String index, boolean ifExists, @Nullable Executor boundTo) {
        this(table, index, ifExists, false, boundTo);
    }

    /** The same while others use the table, where the database can. */
    public DropIndex concurrent() {
        return new DropIndex(table, index, ifExists, true, boundTo);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
