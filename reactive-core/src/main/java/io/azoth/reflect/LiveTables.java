package io.azoth.reflect;

import io.azoth.schema.TableReflector;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Executor;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What {@code Table.reflect} finds by ServiceLoader. */
public final class LiveTables implements TableReflector {
    @Override
    public Mono<TableDefinition> reflect(Executor executor, TableName name) {
        return Mono.defer(() -> Inspector.of(executor).table(name));
    }

    @Override
    public Mono<TableDefinition> view(Executor executor, TableName name) {
        return Mono.defer(() -> Inspector.of(executor).view(name));
    }

    @Override
    public Flux<TableDefinition> definitions(
            Executor executor, @Nullable String schema, @Nullable Collection<String> names) {
        return Flux.defer(() -> Inspector.of(executor).definitions(schema, names));
    }

    @Override
    public Flux<TableName> tables(Executor executor, @Nullable String schema) {
        return Flux.defer(() -> schema == null
                ? Inspector.of(executor).tables()
                : Inspector.of(executor).tables(schema));
    }
}
