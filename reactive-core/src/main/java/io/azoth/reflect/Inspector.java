package io.azoth.reflect;

import io.azoth.dialect.Catalog;
import io.azoth.dialect.DialectAware;
import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.ddl.SequenceDefinition;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Executor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The live schema: what a database says that it holds, as the plain data that DDL is made of.
 *
 * <pre>{@code
 * Inspector.of(db).tables().flatMap(Inspector.of(db)::table)
 * }</pre>
 *
 * <p>Immutable; any thread may use it. Each publisher asks the database at each subscription.
 */
public final class Inspector {
    private static final int SHOWN = 20;

    private final Executor executor;
    private final Catalog catalog;

    private Inspector(Executor executor, Catalog catalog) {
        this.executor = executor;
        this.catalog = catalog;
    }

    /**
     * An inspector of the database that an engine, a connection or a transaction reaches.
     *
     * @throws DefinitionException if the executor does not say which database it is, by {@link DialectAware}
     */
    public static Inspector of(Executor executor) {
        if (executor instanceof DialectAware aware) {
            return new Inspector(executor, aware.dialect().catalog());
        }
        throw new DefinitionException(
                ErrorCode.NOT_BOUND,
                executor.getClass().getName() + " does not say which database it runs on; use an engine, a connection "
                        + "or a transaction, or implement " + DialectAware.class.getName());
    }

    /** The schemas that hold what users made, in order of their names. */
    public Flux<String> schemas() {
        return Flux.defer(() -> catalog.schemas(executor));
    }

    /** The tables of the connection's own schema, in order of their names. */
    public Flux<TableName> tables() {
        return Flux.defer(() -> catalog.tables(executor, null));
    }

    /** The tables of a schema, in order of their names. */
    public Flux<TableName> tables(String schema) {
        return Flux.defer(() -> catalog.tables(executor, schema));
    }

    /** The views of the connection's own schema, in order of their names. */
    public Flux<TableName> views() {
        return Flux.defer(() -> catalog.views(executor, null));
    }

    /** The views of a schema, in order of their names. */
    public Flux<TableName> views(String schema) {
        return Flux.defer(() -> catalog.views(executor, schema));
    }

    /** The sequences of the connection's own schema that belong to no column. */
    public Flux<SequenceDefinition> sequences() {
        return Flux.defer(() -> catalog.sequences(executor, null));
    }

    /** The sequences of a schema that belong to no column. */
    public Flux<SequenceDefinition> sequences(String schema) {
        return Flux.defer(() -> catalog.sequences(executor, schema));
    }

    /** Whether there is a table of a name. */
    public Mono<Boolean> hasTable(TableName name) {
        return Mono.defer(() -> catalog.table(executor, name)).hasElement();
    }

    /** A table of the connection's own schema; an error with code {@code UNKNOWN_TABLE} where there is none. */
    public Mono<TableDefinition> table(String name) {
        return table(TableName.of(name));
    }

    /** A table, whole; an error with code {@code UNKNOWN_TABLE} where there is none of the name. */
    public Mono<TableDefinition> table(TableName name) {
        return Mono.defer(() -> catalog.table(executor, name)).switchIfEmpty(Mono.defer(() -> unknown(name)));
    }

    private Mono<TableDefinition> unknown(TableName name) {
        return catalog.tables(executor, name.schema())
                .map(TableName::name)
                .take(SHOWN + 1L)
                .collectList()
                .flatMap(names -> Mono.error(new DefinitionException(
                        ErrorCode.UNKNOWN_TABLE,
                        "The database has no table '" + name + "'; " + there(name.schema(), names))));
    }

    private static String there(@Nullable String schema, List<String> names) {
        String where = schema == null ? "its default schema has " : "its schema '" + schema + "' has ";
        return where + (names.size() <= SHOWN ? names : names.subList(0, SHOWN) + " and more");
    }
}
