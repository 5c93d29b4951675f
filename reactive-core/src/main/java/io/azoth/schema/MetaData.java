package io.azoth.schema;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.ddl.CreateTables;
import io.azoth.schema.ddl.DropTables;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.schema.ddl.TableOrder;
import io.azoth.sql.Executor;
import io.azoth.sql.ExecutorProvider;
import io.azoth.sql.Services;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A collection of tables, bound to an engine or not. Tables join it when they are made; any thread may read it.
 */
public final class MetaData {
    private final Map<TableName, Table> tables = new ConcurrentSkipListMap<>(
            Comparator.comparing(TableName::toString).thenComparing(name -> name.schema() == null ? 0 : 1));
    private final List<Table> inOrder = Collections.synchronizedList(new ArrayList<>());
    private final @Nullable Executor executor;
    private final NamingConvention naming;

    /** Metadata that is bound to nothing: its statements are executed on a connection that they are given. */
    public MetaData() {
        this(null, NamingConvention.NONE);
    }

    private MetaData(@Nullable Executor executor, NamingConvention naming) {
        this.executor = executor;
        this.naming = naming;
    }

    /** Metadata whose tables and statements run on an engine by themselves. */
    public static MetaData bind(Executor engine) {
        return new MetaData(engine, NamingConvention.NONE);
    }

    /**
     * Metadata bound to a database by URL; nothing connects before the first use.
     *
     * @param url an R2DBC URL, such as {@code r2dbc:sqlite:///tutorial.db}
     */
    public static MetaData bind(String url) {
        return new MetaData(Services.load(ExecutorProvider.class).connect(url), NamingConvention.NONE);
    }

    /** An empty collection bound to the same, whose constraints are named by a convention. */
    public MetaData named(NamingConvention convention) {
        return new MetaData(executor, convention);
    }

    /** How its constraints are named. */
    public NamingConvention naming() {
        return naming;
    }

    /** What its statements run on, or null where it is unbound. */
    public @Nullable Executor executor() {
        return executor;
    }

    /** The tables in order of definition. */
    public List<Table> tables() {
        synchronized (inOrder) {
            return List.copyOf(inOrder);
        }
    }

    /**
     * A table by name.
     *
     * @throws DefinitionException if there is none of the name
     */
    public Table table(String name) {
        Table found = find(name);
        if (found == null) {
            throw new DefinitionException(
                    ErrorCode.UNKNOWN_TABLE, "The metadata has no table '" + name + "'; it has " + names());
        }
        return found;
    }

    /**
     * Reads all tables of a database, and those that they refer to, into this collection; tables that are here already
     * stay as they are.
     *
     * @param from an engine, a connection or a transaction
     * @return the tables of the connection's own schema
     */
    public Flux<Table> reflect(Executor from) {
        return new LiveTable(this, from).all(null);
    }

    /** Reads all tables of a schema of a database, and those that they refer to, into this collection. */
    public Flux<Table> reflect(Executor from, String schema) {
        return new LiveTable(this, from).all(schema);
    }

    /**
     * Creates all tables in order of their foreign keys, with their indexes and comments; tables that exist are skipped.
     * All of it is one transaction where the database has transactions for DDL.
     */
    public Mono<Void> createAll() {
        return Mono.defer(() -> createAll(bound()));
    }

    /** Creates all tables that do not exist on an engine, a connection or a transaction. */
    public Mono<Void> createAll(Executor on) {
        TableReflector reflector = LiveTable.reflector();
        return Mono.defer(() -> missing(definitions(), on, reflector))
                .filter(missing -> !missing.isEmpty())
                .flatMap(missing -> on.execute(new CreateTables(missing, true, null), List.of()))
                .then();
    }

    /**
     * Plain tables are skipped by the statement itself; indexes, comments and keys that are added later must not be put
     * on a table that was there before.
     */
    private static Mono<List<TableDefinition>> missing(
            List<TableDefinition> tables, Executor on, TableReflector reflector) {
        boolean plain = TableOrder.breakingCircles(tables).closing().isEmpty()
                && tables.stream().allMatch(MetaData::isPlain);
        if (plain) {
            return Mono.just(tables);
        }
        return Flux.fromStream(tables.stream()
                        .map(table -> Optional.ofNullable(table.name().schema()))
                        .distinct())
                .concatMap(schema -> reflector.tables(on, schema.orElse(null)))
                .collect(Collectors.toSet())
                .map(there -> tables.stream()
                        .filter(table -> !there.contains(table.name()))
                        .toList());
    }

    private static boolean isPlain(TableDefinition table) {
        return table.indexes().isEmpty()
                && table.comment() == null
                && table.columns().stream().allMatch(column -> column.comment() == null);
    }

    /** Drops all tables, referring ones first, skipping those that do not exist. */
    public Mono<Void> dropAll() {
        return Mono.defer(() -> dropAll(bound()));
    }

    /** Drops all tables that exist on an engine, a connection or a transaction. */
    public Mono<Void> dropAll(Executor on) {
        return Mono.fromSupplier(this::definitions)
                .filter(tables -> !tables.isEmpty())
                .flatMap(tables -> on.execute(new DropTables(tables, true, null), List.of()))
                .then();
    }

    private List<TableDefinition> definitions() {
        return tables().stream().map(Table::definition).toList();
    }

    Executor bound() {
        if (executor == null) {
            throw new DefinitionException(
                    ErrorCode.NOT_BOUND,
                    "The metadata is not bound to an engine; bind it with MetaData.bind(engine), or give the connection");
        }
        return executor;
    }

    /** By a path, whose last dot parts schema and name, else by a name that has dots itself. */
    @Nullable
    Table find(String path) {
        int dot = path.lastIndexOf('.');
        Table found = dot < 0 ? null : find(new TableName(path.substring(0, dot), path.substring(dot + 1)));
        return found != null ? found : find(TableName.of(path));
    }

    @Nullable
    Table find(TableName name) {
        return tables.get(name);
    }

    List<String> names() {
        return tables.keySet().stream().map(TableName::toString).toList();
    }

    /** The table of a definition, which is added where the collection has none of its name. */
    @CanIgnoreReturnValue
    synchronized Table define(TableDefinition definition) {
        Table known = find(definition.name());
        return known != null ? known : Table.of(definition, this);
    }

    void add(Table table) {
        TableName key = table.definitionName();
        if (tables.putIfAbsent(key, table) != null) {
            throw new DefinitionException(
                    ErrorCode.DUPLICATE_TABLE, "The metadata has a table '" + key + "' already; use table(name)");
        }
        inOrder.add(table);
    }

    @Override
    public String toString() {
        return "MetaData" + names();
    }
}
