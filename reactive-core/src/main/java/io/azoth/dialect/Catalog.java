package io.azoth.dialect;

import io.azoth.schema.ddl.SequenceDefinition;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Executor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a database says of itself. Stateless; each publisher asks the database when it is subscribed to, with a few
 * statements one after the other: what changes between them may be seen in part, unless they run in a transaction.
 *
 * <p>Names are as this library writes them: what the database folds to its own case is in lower case here.
 */
public interface Catalog {

    /** The schemas that hold what users made, in order of their names; those of the system are left out. */
    Flux<String> schemas(Executor on);

    /**
     * The tables of a schema in order of their names.
     *
     * @param schema the schema, or null for the connection's own, whose names then have no schema
     */
    Flux<TableName> tables(Executor on, @Nullable String schema);

    /** A table, empty where there is none of the name. Views are no tables. */
    Mono<TableDefinition> table(Executor on, TableName name);

    /** The names of the views of a schema, or of the connection's own where it is null. */
    Flux<TableName> views(Executor on, @Nullable String schema);

    /** The sequences of a schema, or of the connection's own where it is null, without those that belong to a column. */
    Flux<SequenceDefinition> sequences(Executor on, @Nullable String schema);
}
