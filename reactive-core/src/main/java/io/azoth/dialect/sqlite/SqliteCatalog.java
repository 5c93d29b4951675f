package io.azoth.dialect.sqlite;

import static io.azoth.sql.Sql.text;

import io.azoth.compile.TypeNames;
import io.azoth.dialect.Catalog;
import io.azoth.dialect.DefaultText;
import io.azoth.dialect.TableParts;
import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.ColumnDefinition.Computed;
import io.azoth.schema.ddl.SequenceDefinition;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Executor;
import io.azoth.sql.Row;
import io.azoth.type.SqlType;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads sqlite_schema and the pragmas; what these do not say (names of constraints, checks, what a column is computed
 * from) is taken from the text of CREATE TABLE, which SQLite keeps as it was given.
 */
final class SqliteCatalog implements Catalog {
    static final SqliteCatalog INSTANCE = new SqliteCatalog();

    private static final TypeNames TYPES = new SqliteTypes();

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

    @Override
    public Mono<TableDefinition> table(Executor on, TableName name) {
        return text("SELECT schema, name FROM pragma_table_list WHERE name = :name COLLATE NOCASE AND type IN ('table', "
                        + "'virtual') AND (:schema IS NULL OR schema = :schema COLLATE NOCASE) ORDER BY CASE schema WHEN "
                        + "'temp' THEN 0 WHEN 'main' THEN 1 ELSE 2 END")
                .bind("name", name.name())
                .bind("schema", name.schema())
                .firstOn(on)
                .flatMap(row -> read(on, new SqliteTable(name, string(row, "schema"), string(row, "name"))));
    }

    private static Mono<TableDefinition> read(Executor on, SqliteTable table) {
        String schema = '"' + table.schema().replace("\"", "\"\"") + '"';
        return text("SELECT sql FROM " + schema + ".sqlite_master WHERE type = 'table' AND name = :name")
                .bind("name", table.name())
                .oneOn(on)
                .map(row -> string(row, "sql"))
                .defaultIfEmpty("")
                .flatMap(sql -> {
                    CreateText create = CreateText.parse(sql);
                    TableParts parts =
                            new TableParts(table.asked(), null, table.schema().equals("temp"));
                    return columns(on, table, create, parts)
                            .then(Mono.defer(() -> table.foreignKeys(on, create, parts)))
                            .then(Mono.defer(() -> table.indexes(on, create, parts)))
                            .then(Mono.fromSupplier(() -> {
                                create.checks().forEach(parts::add);
                                return parts.build();
                            }));
                });
    }

    private static Mono<Void> columns(Executor on, SqliteTable table, CreateText create, TableParts parts) {
        return text("SELECT name, type, \"notnull\" AS not_null, dflt_value, pk, hidden FROM "
                        + "pragma_table_xinfo(:table, :schema) WHERE hidden <> 1 ORDER BY cid")
                .bind("table", table.name())
                .bind("schema", table.schema())
                .executeOn(on)
                .collectList()
                .doOnNext(rows -> {
                    table.primaryKey(rows, create, parts);
                    long keys =
                            rows.stream().filter(row -> number(row, "pk") > 0).count();
                    rows.forEach(row -> parts.add(column(row, keys == 1, create)));
                })
                .then();
    }

    private static ColumnDefinition column(Row row, boolean singleKey, CreateText create) {
        String name = string(row, "name");
        String declared = string(row, "type").toUpperCase(Locale.ROOT);
        SqlType<?> type =
                TYPES.read(string(row, "type").replace("GENERATED ALWAYS", "").strip());
        boolean key = number(row, "pk") > 0;
        boolean rowNumber = key && singleKey && declared.equals("INTEGER") && !create.withoutRowNumber();
        long hidden = number(row, "hidden");
        return new ColumnDefinition(
                name,
                type,
                number(row, "not_null") == 0 && !key,
                rowNumber,
                DefaultText.parse(row.get("dflt_value", String.class), type),
                hidden < 2 ? null : new Computed(create.computed(name), hidden == 3),
                null);
    }

    static String string(Row row, String column) {
        return Objects.requireNonNullElse(row.get(column, String.class), "");
    }

    static long number(Row row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
