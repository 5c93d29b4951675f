package io.azoth.dialect.sqlite;

import static io.azoth.sql.Sql.text;

import io.azoth.dialect.Catalog;
import io.azoth.schema.ddl.SequenceDefinition;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Executor;
import io.azoth.sql.Row;
import io.azoth.sql.TextStatement;
import io.azoth.type.SqlTypes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Reads sqlite_schema and the pragmas; what these do not say (names of constraints, checks, what a column is computed
 * from) is taken from the text of CREATE TABLE, which SQLite keeps as it was given.
 */
final class SqliteCatalog implements Catalog {
    static final SqliteCatalog INSTANCE = new SqliteCatalog();

    private SqliteCatalog() {}

    @Override
    public Flux<String> schemas(Executor on) {
        return text("SELECT name FROM pragma_database_list ORDER BY name")
                .executeOn(on)
                .map(row -> string(row, "name"));
    }

    @Override
    public Flux<TableName> tables(Executor on, @Nullable String schema) {
        return relations(on, schema, "table");
    }

    @Override
    public Flux<TableName> views(Executor on, @Nullable String schema) {
        return relations(on, schema, "view");
    }

    private static Flux<TableName> relations(Executor on, @Nullable String schema, String kind) {
        return text("SELECT name FROM pragma_table_list WHERE type IN (:kind, CASE :kind WHEN 'table' THEN 'virtual' END) "
                        + "AND schema = coalesce(:schema, 'main') AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name")
                .bind("kind", kind)
                .bind("schema", schema)
                .executeOn(on)
                .map(row -> new TableName(schema, string(row, "name")));
    }

    /** There are none. */
    @Override
    public Flux<SequenceDefinition> sequences(Executor on, @Nullable String schema) {
        return Flux.empty();
    }

    /** A name without a schema is looked for among temporary tables, in the main database, then in those attached. */
    @Override
    public Flux<TableDefinition> definitions(Executor on, @Nullable String schema, @Nullable Collection<String> names) {
        return definitions(on, schema, names, "'table', 'virtual'");
    }

    @Override
    public Flux<TableDefinition> viewDefinitions(
            Executor on, @Nullable String schema, @Nullable Collection<String> names) {
        return definitions(on, schema, names, "'view'");
    }

    private static Flux<TableDefinition> definitions(
            Executor on, @Nullable String schema, @Nullable Collection<String> names, String kinds) {
        String place = "CASE schema WHEN 'temp' THEN 0 WHEN 'main' THEN 1 ELSE 2 END";
        String there = names == null
                ? "schema = coalesce(:schema, 'main') COLLATE NOCASE"
                : "lower(name) IN (SELECT lower(value) FROM json_each(:names)) AND (:schema IS NULL OR schema = :schema "
                        + "COLLATE NOCASE)";
        TextStatement tables = text("SELECT schema, name, min(" + place
                        + ") AS place FROM pragma_table_list WHERE type IN (" + kinds
                        + ") AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND " + there
                        + " GROUP BY lower(name) ORDER BY name")
                .bind("schema", schema);
        return (names == null
                        ? tables
                        : tables.bind("names", SqlTypes.array(SqlTypes.TEXT), names.toArray(String[]::new)))
                .executeOn(on)
                .collectMultimap(row -> string(row, "schema"), row -> string(row, "name"), LinkedHashMap::new)
                .flatMapIterable(Map::entrySet)
                .concatMap(entry -> new SqliteTables(on, schema, entry.getKey(), entry.getValue()).read());
    }

    static String string(Row row, String column) {
        return Objects.requireNonNullElse(row.get(column, String.class), "");
    }

    static long number(Row row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
