package io.azoth.schema;

import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.ForeignKeyDefinition;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Executor;
import io.azoth.sql.Services;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Puts tables of a database into metadata, with those that they refer to.
 *
 * @param metadata where to
 * @param from where from
 */
record LiveTable(MetaData metadata, Executor from) {

    /** Asked for where a publisher is put together: the thread that subscribes may be one that must not read files. */
    static TableReflector reflector() {
        return Reflector.LIVE;
    }

    Mono<Table> named(TableName name) {
        TableReflector reflector = reflector();
        return Mono.defer(() -> {
            Table known = metadata.find(name);
            return known != null
                    ? Mono.just(known)
                    : reflector.reflect(from, name).flatMap(found -> define(List.of(found), reflector)
                            .next());
        });
    }

    /** All tables of a schema, or of the connection's own where it is null; without those that have no columns. */
    Flux<Table> all(@Nullable String schema) {
        TableReflector reflector = reflector();
        return Flux.defer(() -> reflector.definitions(from, schema, null))
                .filter(found -> !found.columns().isEmpty())
                .collectList()
                .flatMapMany(found -> define(found, reflector));
    }

    private Flux<Table> define(List<TableDefinition> found, TableReflector reflector) {
        Map<TableName, TableDefinition> read = new LinkedHashMap<>();
        found.forEach(table -> read.put(table.name(), table));
        return follow(read, new HashSet<>(), reflector)
                .thenMany(Flux.defer(() -> {
                    read.values().forEach(table -> metadata.define(withKeysThatLead(table, read)));
                    return Flux.fromIterable(found);
                }))
                .map(table -> Objects.requireNonNull(metadata.find(table.name())));
    }

    /** Reads what foreign keys refer to, all of one step at once, until nothing is missing. */
    private Mono<Void> follow(Map<TableName, TableDefinition> read, Set<TableName> asked, TableReflector reflector) {
        Map<Optional<String>, Set<String>> missing = new LinkedHashMap<>();
        read.values().stream()
                .flatMap(table -> table.foreignKeys().stream())
                .map(ForeignKeyDefinition::target)
                .filter(target -> !read.containsKey(target) && metadata.find(target) == null && asked.add(target))
                .forEach(target -> missing.computeIfAbsent(
                                Optional.ofNullable(target.schema()), schema -> new LinkedHashSet<>())
                        .add(target.name()));
        if (missing.isEmpty()) {
            return Mono.empty();
        }
        return Flux.fromIterable(missing.entrySet())
                .concatMap(each -> reflector.definitions(from, each.getKey().orElse(null), each.getValue()))
                .doOnNext(table -> read.put(table.name(), table))
                .then(Mono.defer(() -> follow(read, asked, reflector)));
    }

    /** SQLite takes foreign keys to what is not there: they lead nowhere, and nothing can be done with them. */
    private TableDefinition withKeysThatLead(TableDefinition table, Map<TableName, TableDefinition> read) {
        return table.withForeignKeys(table.foreignKeys().stream()
                .filter(key -> columns(key.target(), read).containsAll(key.targetColumns()))
                .toList());
    }

    private List<String> columns(TableName name, Map<TableName, TableDefinition> read) {
        Table known = metadata.find(name);
        if (known != null) {
            return known.columnNames();
        }
        TableDefinition found = read.get(name);
        return found == null
                ? List.of()
                : found.columns().stream().map(ColumnDefinition::name).toList();
    }

    private static final class Reflector {
        static final TableReflector LIVE = Services.load(TableReflector.class);
    }
}
