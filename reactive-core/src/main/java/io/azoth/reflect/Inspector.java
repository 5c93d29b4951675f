package io.azoth.reflect;

import io.azoth.dialect.Catalog;
import io.azoth.dialect.DialectAware;
import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.SchemaTranslation;
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
 * The live schema: what a database says that it holds, as the plain data that DDL is made of.
 *
 * <pre>{@code
 * Flux<TableDefinition> all = Inspector.of(db).definitions();
 * }</pre>
 *
 * <p>Immutable; any thread may use it. Each publisher asks the database at each subscription.
 */
public final class Inspector {
    private static final int SHOWN = 20;

    private final Executor executor;
    private final Catalog catalog;
    private final SchemaTranslation translation;

    private Inspector(Executor executor, Catalog catalog, SchemaTranslation translation) {
        this.executor = executor;
        this.catalog = catalog;
        this.translation = translation;
    }

    /**
     * An inspector of the database that an engine, a connection or a transaction reaches.
     *
     * @throws DefinitionException if the executor does not say which database it is, by {@link DialectAware}
     */
    public static Inspector of(Executor executor) {
        if (executor instanceof DialectAware aware) {
            Catalog catalog = aware.dialect().catalog();
            SchemaTranslation translation = aware.schemas();
            boolean unnamedIsOther = translation.translated((String) null) != null;
            return new Inspector(executor, unnamedIsOther ? catalog.qualified() : catalog, translation);
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
        return tableNames(null);
    }

    /** The tables of a schema, in order of their names. */
    public Flux<TableName> tables(String schema) {
        return tableNames(schema);
    }

    private Flux<TableName> tableNames(@Nullable String schema) {
        return Flux.defer(() -> catalog.tables(executor, translation.translated(schema)))
                .map(name -> new TableName(schema, name.name()));
    }

    /** The views of the connection's own schema, in order of their names. */
    public Flux<TableName> views() {
        return viewNames(null);
    }

    /** The views of a schema, in order of their names. */
    public Flux<TableName> views(String schema) {
        return viewNames(schema);
    }

    private Flux<TableName> viewNames(@Nullable String schema) {
        return Flux.defer(() -> catalog.views(executor, translation.translated(schema)))
                .map(name -> new TableName(schema, name.name()));
    }

    /** The sequences of the connection's own schema that belong to no column. */
    public Flux<SequenceDefinition> sequences() {
        return sequencesOf(null);
    }

    /** The sequences of a schema that belong to no column. */
    public Flux<SequenceDefinition> sequences(String schema) {
        return sequencesOf(schema);
    }

    private Flux<SequenceDefinition> sequencesOf(@Nullable String schema) {
        return Flux.defer(() -> catalog.sequences(executor, translation.translated(schema)))
                .map(sequence -> new SequenceDefinition(
                        new TableName(schema, sequence.name().name()), sequence.start(), sequence.increment()));
    }

    /** The tables of the connection's own schema, whole, in order of their names: as few statements as one of them takes. */
    public Flux<TableDefinition> definitions() {
        return definitions(null, null);
    }

    /** The tables of a schema, whole, in order of their names: as few statements as one of them takes. */
    public Flux<TableDefinition> definitions(String schema) {
        return definitions(schema, null);
    }

    /**
     * Tables by name, whole, in order of their names: as few statements as one of them takes. Those that are not there are
     * left out.
     *
     * @param schema the schema, or null for the connection's own
     * @param names which tables, or null for all of them
     */
    public Flux<TableDefinition> definitions(@Nullable String schema, @Nullable Collection<String> names) {
        return Flux.defer(() -> catalog.definitions(executor, translation.translated(schema), names))
                .map(table -> named(table, schema));
    }

    /**
     * A view with its columns, which may be NULL as far as the database tells; an error with code {@code UNKNOWN_TABLE} where
     * there is none of the name.
     */
    public Mono<TableDefinition> view(TableName name) {
        return Flux.defer(() ->
                        catalog.viewDefinitions(executor, translation.translated(name.schema()), List.of(name.name())))
                .next()
                .map(view -> named(view, name.schema()))
                .switchIfEmpty(Mono.defer(() -> unknown("view", name, viewNames(name.schema()))));
    }

    /** A view of the connection's own schema, with its columns. */
    public Mono<TableDefinition> view(String name) {
        return view(TableName.of(name));
    }

    private TableDefinition named(TableDefinition table, @Nullable String asked) {
        return table.mapNames(stored -> named(stored, asked, table.name()));
    }

    private TableName named(TableName stored, @Nullable String asked, TableName by) {
        TableName shown = new TableName(translation.back(stored.schema(), asked), stored.name());
        TableName written = translation.translated(shown);
        if (!written.equals(stored)) {
            throw new DefinitionException(
                    ErrorCode.UNKNOWN_REFERENCE,
                    "The table '" + by + "' refers to '" + stored + "', and no name stands for that here: '" + shown
                            + "' is '" + written
                            + "' under this translation of schemas; name a schema that stands for '"
                            + stored.schema() + "' in it");
        }
        return shown;
    }

    /** Whether there is a table of a name. */
    public Mono<Boolean> hasTable(TableName name) {
        return find(name).hasElement();
    }

    /** A table of the connection's own schema; an error with code {@code UNKNOWN_TABLE} where there is none. */
    public Mono<TableDefinition> table(String name) {
        return table(TableName.of(name));
    }

    /** A table, whole; an error with code {@code UNKNOWN_TABLE} where there is none of the name. */
    public Mono<TableDefinition> table(TableName name) {
        return find(name).switchIfEmpty(Mono.defer(() -> unknown("table", name, tableNames(name.schema()))));
    }

    private Mono<TableDefinition> find(TableName name) {
        return definitions(name.schema(), List.of(name.name())).next();
    }

    private static Mono<TableDefinition> unknown(String kind, TableName name, Flux<TableName> there) {
        return there.map(TableName::name)
                .take(SHOWN + 1L)
                .collectList()
                .flatMap(names -> Mono.error(new DefinitionException(
                        ErrorCode.UNKNOWN_TABLE,
                        "The database has no " + kind + " '" + name + "'; " + there(name.schema(), names))));
    }

    private static String there(@Nullable String schema, List<String> names) {
        String where = schema == null ? "its default schema has " : "its schema '" + schema + "' has ";
        return where + (names.size() <= SHOWN ? names : names.subList(0, SHOWN) + " and more");
    }
}
