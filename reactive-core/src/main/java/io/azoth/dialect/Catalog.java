package io.azoth.dialect;

import io.azoth.schema.ddl.SequenceDefinition;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Executor;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a database says of itself. Stateless; each publisher asks the database when it is subscribed to, with a few
 * statements one after the other: what changes between them may be seen in part, unless they run in a transaction.
 *
 * <p>Names are as this library writes them: what the database folds to its own case is in lower case here, and what it
 * stores in lower case beside that is in double quotes.
 */
public interface Catalog {

    /**
     * The same, but what is outside of the schema that is asked for has the name of its schema, whether or not a statement
     * would find it without. It is asked where a name without a schema stands for another one than the connection's own.
     */
    default Catalog qualified() {
        return this;
    }

    /** The schemas that hold what users made, in order of their names; those of the system are left out. */
    Flux<String> schemas(Executor on);

    /**
     * The tables of a schema in order of their names.
     *
     * @param schema the schema, or null for the connection's own, whose names then have no schema
     */
    Flux<TableName> tables(Executor on, @Nullable String schema);

    /**
     * Tables, whole, in order of their names: as few statements as one table needs. Views are no tables.
     *
     * @param schema the schema, or null for the connection's own, whose names then have no schema
     * @param names which tables, those that are not there left out; null for all of the schema. Without a schema, tables
     *     are found by name wherever a statement would find them
     */
    Flux<TableDefinition> definitions(Executor on, @Nullable String schema, @Nullable Collection<String> names);

    /** A table, empty where there is none of the name. Views are no tables. */
    default Mono<TableDefinition> table(Executor on, TableName name) {
        return definitions(on, name.schema(), List.of(name.name())).next();
    }

    /** The names of the views of a schema, or of the connection's own where it is null. */
    Flux<TableName> views(Executor on, @Nullable String schema);

    /** Views with their columns, found as {@link #definitions} finds tables; keys they have none. */
    Flux<TableDefinition> viewDefinitions(Executor on, @Nullable String schema, @Nullable Collection<String> names);

    /** The sequences of a schema, or of the connection's own where it is null, without those that belong to a column. */
    Flux<SequenceDefinition> sequences(Executor on, @Nullable String schema);
}
