package io.azoth.schema;

import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Executor;
import reactor.core.publisher.Mono;

/** Reads a table from a live database; found by {@link java.util.ServiceLoader}. */
public interface TableReflector {
    /**
     * The table as it stands in the database; an error where there is none.
     *
     * @param executor where to look
     * @param name which table
     */
    Mono<TableDefinition> reflect(Executor executor, TableName name);
}
