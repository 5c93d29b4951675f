package io.azoth.dialect.postgres;

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
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Executor;
import io.azoth.sql.Row;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * Reads the keys, checks and indexes of a table.
 *
 * @param asked the name under which the table was asked for
 * @param schema the schema that it is in
 */
record PostgresConstraints(TableName asked, String schema) {

    Mono<Void> read(Executor on, long id, TableParts parts) {
        return constraints(on, id, parts).then(Mono.defer(() -> indexes(on, id, parts)));
    }

    /** One row for each column of a constraint, one for a check. */
    private Mono<Void> constraints(Executor on, long id, TableParts parts) {
        return text("SELECT con.conname::text AS name, con.contype::text AS type, a.attname::text AS column_name, "
                        + "fa.attname::text AS target_column, fn.nspname::text AS target_schema, fc.relname::text AS "
                        + "target_table, con.confdeltype::text AS on_delete, con.confupdtype::text AS on_update, "
                        + "con.condeferrable AS deferrable, con.condeferred AS deferred, CASE con.contype WHEN 'c' THEN "
                        + "pg_get_expr(con.conbin, con.conrelid) END AS condition FROM pg_constraint con LEFT JOIN "
                        + "LATERAL unnest(CASE con.contype WHEN 'c' THEN NULL ELSE con.conkey END, con.confkey) WITH "
                        + "ORDINALITY AS k(col, target, place) ON true LEFT JOIN pg_attribute a ON a.attrelid = "
                        + "con.conrelid AND a.attnum = k.col LEFT JOIN pg_attribute fa ON fa.attrelid = con.confrelid "
                        + "AND fa.attnum = k.target LEFT JOIN pg_class fc ON fc.oid = con.confrelid LEFT JOIN "
                        + "pg_namespace fn ON fn.oid = fc.relnamespace WHERE con.conrelid = CAST(:id AS bigint)::oid AND "
                        + "con.contype IN ('p', 'u', 'f', 'c') ORDER BY con.oid, k.place")
                .bind("id", id)
                .executeOn(on)
                .bufferUntilChanged(row -> string(row, "name"))
                .doOnNext(rows -> constraint(rows, parts))
                .then();
    }

    private void constraint(List<Row> rows, TableParts parts) {
        Row first = rows.get(0);
        String name = string(first, "name");
        List<String> columns =
                rows.stream().map(row -> string(row, "column_name")).toList();
        switch (string(first, "type")) {
            case "p" -> parts.primaryKey(new KeyDefinition(name, columns));
            case "u" -> parts.unique(new KeyDefinition(name, columns));
            case "c" -> parts.add(new CheckDefinition(name, Parentheses.strip(string(first, "condition"))));
            default ->
                parts.add(new ForeignKeyDefinition(
                        name,
                        columns,
                        target(first),
                        rows.stream().map(row -> string(row, "target_column")).toList(),
                        rules(first)));
        }
    }

    /** A table beside the one that was asked for is named as that was: with its schema or without. */
    private TableName target(Row row) {
        String targetSchema = string(row, "target_schema");
        return new TableName(targetSchema.equals(schema) ? asked.schema() : targetSchema, string(row, "target_table"));
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

    private static Mono<Void> indexes(Executor on, long id, TableParts parts) {
        return text("SELECT ic.relname::text AS name, i.indisunique AS is_unique, am.amname::text AS method, "
                        + "pg_get_expr(i.indpred, i.indrelid) AS condition, i.indkey[k.n - 1] = 0 AS expression, CASE "
                        + "WHEN i.indkey[k.n - 1] = 0 THEN pg_get_indexdef(i.indexrelid, k.n, true) ELSE "
                        + "a.attname::text END AS term, (i.indoption[k.n - 1] & 1) = 1 AS descending FROM pg_index i "
                        + "JOIN pg_class ic ON ic.oid = i.indexrelid JOIN pg_am am ON am.oid = ic.relam CROSS JOIN "
                        + "LATERAL generate_series(1, i.indnkeyatts::int) AS k(n) LEFT JOIN pg_attribute a ON a.attrelid "
                        + "= i.indrelid AND a.attnum = i.indkey[k.n - 1] WHERE i.indrelid = CAST(:id AS bigint)::oid AND "
                        + "NOT i.indisprimary AND NOT EXISTS (SELECT 1 FROM pg_constraint con WHERE con.conindid = "
                        + "i.indexrelid AND con.contype IN ('p', 'u', 'x')) ORDER BY ic.relname, k.n")
                .bind("id", id)
                .executeOn(on)
                .bufferUntilChanged(row -> string(row, "name"))
                .doOnNext(rows -> parts.add(index(rows)))
                .then();
    }

    private static IndexDefinition index(List<Row> rows) {
        Row first = rows.get(0);
        String method = string(first, "method");
        String condition = first.get("condition", String.class);
        return new IndexDefinition(
                string(first, "name"),
                rows.stream()
                        .map(row -> new Term(string(row, "term"), is(row, "expression"), is(row, "descending")))
                        .toList(),
                is(first, "is_unique"),
                condition == null ? null : Parentheses.strip(condition),
                method.equals("btree") ? null : method);
    }

    private static boolean is(Row row, String column) {
        return Objects.requireNonNull(row.get(column, Boolean.class));
    }
}
