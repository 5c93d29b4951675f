package io.azoth.schema;

import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Executor;
import java.util.Collection;
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
     * A view as it stands in the database; an error where there is none.
     *
     * @param executor where to look
     * @param name which view
     */
    Mono<TableDefinition> view(Executor executor, TableName name);

    /**
     * Tables of a schema, as few statements as one of them takes; those that are not there are left out.
     *
     * @param executor where to look
     * @param schema the schema, or null for the connection's own
     * @param names which tables, or null for all of them
     */
    Flux<TableDefinition> definitions(Executor executor, @Nullable String schema, @Nullable Collection<String> names);

    /**
     * The names of the tables of a schema.
     *
     * @param executor where to look
     * @param schema the schema, or null for the connection's own
     */
    Flux<TableName> tables(Executor executor, @Nullable String schema);
}
