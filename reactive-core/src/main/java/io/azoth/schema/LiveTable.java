package io.azoth.schema;

import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Executor;
import io.azoth.sql.Services;
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

    Mono<Table> named(String name) {
        TableReflector reflector = reflector();
        return Mono.defer(() -> read(Names.table(name), reflector));
    }

    /** All tables of a schema, or of the connection's own where it is null. */
    Flux<Table> all(@Nullable String schema) {
        TableReflector reflector = reflector();
        return Flux.defer(() -> reflector.tables(from, schema)).concatMap(name -> read(name, reflector));
    }

    private Mono<Table> read(TableName name, TableReflector reflector) {
        Table known = metadata.find(name.toString());
        return known != null
                ? Mono.just(known)
                : reflector.reflect(from, name).flatMap(found -> withTargets(found, reflector));
    }

    private Mono<Table> withTargets(TableDefinition found, TableReflector reflector) {
        Table table = metadata.define(found);
        return Flux.fromIterable(found.foreignKeys())
                .concatMap(key -> read(key.target(), reflector))
                .then(Mono.just(table));
    }

    private static final class Reflector {
        static final TableReflector LIVE = Services.load(TableReflector.class);
    }
}
