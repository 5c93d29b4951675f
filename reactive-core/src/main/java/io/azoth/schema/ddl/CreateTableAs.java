package io.azoth.schema.ddl;

import io.azoth.sql.DdlStatement;
import io.azoth.sql.Executor;
import io.azoth.sql.Query;
import io.azoth.sql.Services;
import org.jspecify.annotations.Nullable;

/**
 * CREATE TABLE AS: a table of the rows that a query has now. Its columns are named as the query names them and have the types
 * that the database gives them, on SQLite those of its five affinities; they may be NULL, and the table has no keys.
 * Values of the query are written into the text, each as a literal of its type.
 *
 * @param name the name of the new table
 * @param query its rows
 * @param ifNotExists whether a table of the name that exists already is left as it is
 * @param boundTo what it runs on when it is not told, or null
 */
public record CreateTableAs(
        TableName name,
        Query query,
        boolean ifNotExists,
        @Nullable Executor boundTo) implements DdlStatement {

    @Override
    public String toString() {
        return Services.text(this);
    }
}
