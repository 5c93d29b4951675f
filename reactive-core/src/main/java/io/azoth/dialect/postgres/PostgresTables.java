package io.azoth.dialect.postgres;

import static io.azoth.dialect.postgres.PostgresCatalog.number;
import static io.azoth.dialect.postgres.PostgresCatalog.string;
import static io.azoth.sql.Sql.text;

import io.azoth.dialect.Parentheses;
import io.azoth.dialect.TableParts;
import io.azoth.schema.ddl.CheckDefinition;
import io.azoth.schema.ddl.ForeignKeyDefinition;
import io.azoth.schema.ddl.ForeignKeyDefinition.Action;
import io.azoth.schema.ddl.ForeignKeyDefinition.Check;
import io.azoth.schema.ddl.ForeignKeyDefinition.Rules;
import io.azoth.schema.ddl.IndexDefinition;
import io.azoth.schema.ddl.IndexDefinition.Term;
import io.azoth.schema.ddl.KeyDefinition;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Executor;
import io.azoth.sql.OrderTerm.Nulls;
import io.azoth.sql.Row;
import io.azoth.type.SqlTypes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads the keys, checks and indexes of tables, one statement for each of these. Used by one subscription, one signal at a
 * time.
 *
 * @param on where to read
 * @param asked the schema as it was asked for, or null where tables were asked for without one
 * @param qualified whether everything outside of it is named with its schema
 * @param parts the tables by their numbers in the catalog
 * @param schemas the schemas that they are in
 */
record PostgresTables(
        Executor on,
        @Nullable String asked,
        boolean qualified,
        Map<Long, TableParts> parts,
        Map<Long, String> schemas) {

    PostgresTables(Executor on, @Nullable String asked, boolean qualified) {
        this(on, asked, qualified, new LinkedHashMap<>(), new HashMap<>());
    }

    void add(long id, String schema, TableParts table) {
        parts.put(id, table);
        schemas.put(id, schema);
    }

    Flux<TableDefinition> built() {
        return Flux.fromIterable(parts.values()).map(TableParts::build);
    }

    TableParts of(Row row) {
        return Objects.requireNonNull(parts.get(number(row, "id")));
    }

    /** A statement about the tables with these {@code :ids}. */
    Flux<Row> query(String sql) {
        return text(sql)
                .bind("ids", SqlTypes.array(SqlTypes.BIGINT), parts.keySet().toArray(Long[]::new))
                .executeOn(on);
    }

    /** One row for each column of a constraint, one for a check. */
    Mono<Void> constraints() {
        return query("SELECT con.conrelid::bigint AS id, con.oid::bigint AS constraint_id, con.conname::text AS name, "
                        + "con.contype::text AS type, a.attname::text AS column_name, "
                        + "fa.attname::text AS target_column, fn.nspname::text AS target_schema, fc.relname::text AS "
                        + "target_table, pg_table_is_visible(fc.oid) AS target_visible, con.confdeltype::text AS on_delete, "
                        + "con.confupdtype::text AS on_update, "
                        + "con.condeferrable AS deferrable, con.condeferred AS deferred, CASE con.contype WHEN 'c' THEN "
                        + "pg_get_expr(con.conbin, con.conrelid) END AS condition FROM pg_constraint con LEFT JOIN "
                        + "LATERAL unnest(CASE con.contype WHEN 'c' THEN NULL ELSE con.conkey END, con.confkey) WITH "
                        + "ORDINALITY AS k(col, target, place) ON true LEFT JOIN pg_attribute a ON a.attrelid = "
                        + "con.conrelid AND a.attnum = k.col LEFT JOIN pg_attribute fa ON fa.attrelid = con.confrelid "
                        + "AND fa.attnum = k.target LEFT JOIN pg_class fc ON fc.oid = con.confrelid LEFT JOIN "
                        + "pg_namespace fn ON fn.oid = fc.relnamespace WHERE con.conrelid = "
                        + "ANY(CAST(CAST(:ids AS bigint[]) AS oid[])) AND "
                        + "con.contype IN ('p', 'u', 'f', 'c') ORDER BY con.conrelid, con.oid, k.place")
                .bufferUntilChanged(row -> number(row, "constraint_id"))
                .doOnNext(this::constraint)
                .then();
    }

    private void constraint(List<Row> rows) {
        Row first = rows.get(0);
        TableParts table = of(first);
        String name = string(first, "name");
        List<String> columns =
                rows.stream().map(row -> string(row, "column_name")).toList();
        switch (string(first, "type")) {
            case "p" -> table.primaryKey(new KeyDefinition(name, columns));
            case "u" -> table.unique(new KeyDefinition(name, columns));
            case "c" -> table.add(new CheckDefinition(name, Parentheses.strip(string(first, "condition"))));
            default ->
                table.add(new ForeignKeyDefinition(
                        name,
                        columns,
                        target(first),
                        rows.stream().map(row -> string(row, "target_column")).toList(),
                        rules(first)));
        }
    }

    private TableName target(Row row) {
        boolean visible = Boolean.TRUE.equals(row.get("target_visible", Boolean.class));
        return new TableName(shown(row, string(row, "target_schema"), visible), string(row, "target_table"));
    }

    /**
     * What stands beside the tables that were asked for is named as they were: with its schema or without, and without it too
     * where a statement would find it so.
     *
     * @param row a row about one of the tables
     * @param schema the schema of what is beside it
     * @param visible whether a statement would find it without its schema
     */
    @Nullable
    String shown(Row row, String schema, boolean visible) {
        if (schema.equals(schemas.get(number(row, "id")))) {
            return asked;
        }
        return visible && !qualified ? null : schema;
    }

    private static Rules rules(Row row) {
        boolean deferred = Boolean.TRUE.equals(row.get("deferred", Boolean.class));
        boolean deferrable = Boolean.TRUE.equals(row.get("deferrable", Boolean.class));
        return new Rules(
                action(string(row, "on_delete")),
                action(string(row, "on_update")),
                deferred ? Check.DEFERRED : deferrable ? Check.DEFERRABLE : Check.IMMEDIATE);
    }

    private static Action action(String letter) {
        return switch (letter) {
            case "r" -> Action.RESTRICT;
            case "c" -> Action.CASCADE;
            case "n" -> Action.SET_NULL;
            case "d" -> Action.SET_DEFAULT;
            default -> Action.NO_ACTION;
        };
    }

    Mono<Void> indexes() {
        return query("SELECT i.indrelid::bigint AS id, i.indexrelid::bigint AS index_id, ic.relname::text AS name, "
                        + "i.indisunique AS is_unique, am.amname::text AS method, "
                        + "pg_get_expr(i.indpred, i.indrelid) AS condition, i.indkey[k.n - 1] = 0 AS expression, CASE "
                        + "WHEN i.indkey[k.n - 1] = 0 THEN pg_get_indexdef(i.indexrelid, k.n, true) ELSE "
                        + "a.attname::text END AS term, (i.indoption[k.n - 1] & 1) = 1 AS descending, "
                        + "(i.indoption[k.n - 1] & 2) = 2 AS nulls_first, k.n > i.indnkeyatts AS included FROM pg_index i "
                        + "JOIN pg_class ic ON ic.oid = i.indexrelid JOIN pg_am am ON am.oid = ic.relam CROSS JOIN "
                        + "LATERAL generate_series(1, i.indnatts::int) AS k(n) LEFT JOIN pg_attribute a ON a.attrelid "
                        + "= i.indrelid AND a.attnum = i.indkey[k.n - 1] WHERE i.indrelid = "
                        + "ANY(CAST(CAST(:ids AS bigint[]) AS oid[])) AND "
                        + "NOT i.indisprimary AND NOT EXISTS (SELECT 1 FROM pg_constraint con WHERE con.conindid = "
                        + "i.indexrelid AND con.contype IN ('p', 'u', 'x')) ORDER BY i.indrelid, ic.relname, k.n")
                .bufferUntilChanged(row -> number(row, "index_id"))
                .doOnNext(rows -> of(rows.get(0)).add(index(rows)))
                .then();
    }

    private static IndexDefinition index(List<Row> rows) {
        Row first = rows.get(0);
        String method = string(first, "method");
        String condition = first.get("condition", String.class);
        return new IndexDefinition(
                string(first, "name"),
                rows.stream()
                        .filter(row -> !is(row, "included"))
                        .map(PostgresTables::term)
                        .toList(),
                is(first, "is_unique"),
                condition == null ? null : Parentheses.strip(condition),
                method.equals("btree") ? null : method,
                rows.stream()
                        .filter(row -> is(row, "included"))
                        .map(row -> string(row, "term"))
                        .toList());
    }

    /** NULLs are large, where nothing is said. */
    private static Term term(Row row) {
        boolean expression = is(row, "expression");
        boolean descending = is(row, "descending");
        boolean first = is(row, "nulls_first");
        return new Term(
                expression ? Parentheses.strip(string(row, "term")) : string(row, "term"),
                expression,
                descending,
                first == descending ? Nulls.DEFAULT : first ? Nulls.FIRST : Nulls.LAST);
    }

    /** What is included has no order. */
    private static boolean is(Row row, String column) {
        return Boolean.TRUE.equals(row.get(column, Boolean.class));
    }
}
