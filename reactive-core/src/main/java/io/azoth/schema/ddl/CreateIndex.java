package io.azoth.schema.ddl;

import io.azoth.sql.DdlStatement;
import io.azoth.sql.Executor;
import io.azoth.sql.Services;
import org.jspecify.annotations.Nullable;

/**
 * CREATE INDEX.
 *
 * @param table the table
 * @param index what to create
 * @param ifNotExists whether an index of the name that exists already is left as it is
 * @param concurrently whether the table may be written to meanwhile, as PostgreSQL can, outside of a transaction; elsewhere it
 *     is created as ever
 * @param boundTo what it runs on when it is not told, or null
 */
public record CreateIndex(
        TableName table,
        IndexDefinition index,
        boolean ifNotExists,
        boolean concurrently,
        @Nullable Executor boundTo) implements DdlStatement {

    /** CREATE INDEX that locks the table as long as it takes. */
    public CreateIndex(TableName table, IndexDefinition index, boolean ifNotExists, @Nullable Executor boundTo) {
        this(table, index, ifNotExists, false, boundTo);
    }

    /** The same while others write to the table, where the database can. */
    public CreateIndex concurrent() {
        return new CreateIndex(table, index, ifNotExists, true, boundTo);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
