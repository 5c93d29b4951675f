package io.azoth.schema;

import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Executor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
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

    /**
     * The names of the tables of a schema.
     *
     * @param executor where to look
     * @param schema the schema, or null for the connection's own
     */
    Flux<TableName> tables(Executor executor, @Nullable String schema);
}
