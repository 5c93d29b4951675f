package io.azoth.dialect.h2;

import static io.azoth.sql.Sql.text;

import io.azoth.compile.TypeNames;
import io.azoth.dialect.Catalog;
import io.azoth.dialect.DefaultText;
import io.azoth.dialect.TableParts;
import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.ColumnDefinition.Computed;
import io.azoth.schema.ddl.DefaultValue;
import io.azoth.schema.ddl.SequenceDefinition;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Executor;
import io.azoth.sql.Row;
import io.azoth.type.SqlType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads information_schema. */
final class H2Catalog implements Catalog {
    static final H2Catalog INSTANCE = new H2Catalog();

    private static final TypeNames TYPES = new H2Types();
    private static final String IN_SCHEMA =
            "TABLE_SCHEMA IN (COALESCE(CAST(:schema AS VARCHAR), CURRENT_SCHEMA), UPPER(CAST(:schema AS VARCHAR)))";

    private H2Catalog() {}

    @Override
    public Flux<String> schemas(Executor on) {
        return text("SELECT SCHEMA_NAME AS NAME FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME NOT IN "
                        + "('INFORMATION_SCHEMA', 'PG_CATALOG') ORDER BY SCHEMA_NAME")
                .executeOn(on)
                .map(row -> name(row, "name"));
    }

    @Override
    public Flux<TableName> tables(Executor on, @Nullable String schema) {
        return relations(on, schema, "'BASE TABLE', 'GLOBAL TEMPORARY', 'LOCAL TEMPORARY'");
    }

    @Override
    public Flux<TableName> views(Executor on, @Nullable String schema) {
        return relations(on, schema, "'VIEW'");
    }

    private static Flux<TableName> relations(Executor on, @Nullable String schema, String kinds) {
        return text("SELECT TABLE_NAME AS NAME FROM INFORMATION_SCHEMA.TABLES WHERE " + IN_SCHEMA
                        + " AND TABLE_TYPE IN (" + kinds + ") ORDER BY TABLE_NAME")
                .bind("schema", schema)
                .executeOn(on)
                .map(row -> new TableName(schema, name(row, "name")));
    }

    @Override
    public Flux<SequenceDefinition> sequences(Executor on, @Nullable String schema) {
        return text("SELECT SEQUENCE_NAME AS NAME, START_VALUE AS START_AT, \"INCREMENT\" AS STEP FROM "
                        + "INFORMATION_SCHEMA.SEQUENCES WHERE "
                        + IN_SCHEMA.replace("TABLE_SCHEMA", "SEQUENCE_SCHEMA")
                        + " AND SEQUENCE_NAME NOT LIKE 'SYSTEM!_SEQUENCE!_%' ESCAPE '!' ORDER BY SEQUENCE_NAME")
                .bind("schema", schema)
                .executeOn(on)
                .map(row -> new SequenceDefinition(
                        new TableName(schema, name(row, "name")), number(row, "start_at"), number(row, "step")));
    }

    /** What was written without quotes is in upper case here; a table that really has the name as given comes first. */
    @Override
    public Mono<TableDefinition> table(Executor on, TableName name) {
        return text("SELECT TABLE_SCHEMA AS SCHEMA_NAME, TABLE_NAME AS NAME, REMARKS AS REMARK, TABLE_TYPE AS TYPE FROM "
                        + "INFORMATION_SCHEMA.TABLES WHERE " + IN_SCHEMA
                        + " AND TABLE_NAME IN (CAST(:name AS VARCHAR), "
                        + "UPPER(CAST(:name AS VARCHAR))) AND TABLE_TYPE <> 'VIEW' ORDER BY CASE WHEN TABLE_NAME = "
                        + "CAST(:name AS VARCHAR) THEN 0 ELSE 1 END")
                .bind("schema", name.schema())
                .bind("name", name.name())
                .firstOn(on)
                .flatMap(row -> {
                    TableParts parts = new TableParts(
                            name,
                            row.get("remark", String.class),
                            string(row, "type").contains("TEMP"));
                    H2Table table = new H2Table(name, string(row, "schema_name"), string(row, "name"));
                    return columns(on, table, parts)
                            .then(Mono.defer(() -> table.constraints(on, parts)))
                            .then(Mono.defer(() -> table.indexes(on, parts)))
                            .then(Mono.fromSupplier(parts::build));
                });
    }

    private static Mono<Void> columns(Executor on, H2Table table, TableParts parts) {
        return text("SELECT COLUMN_NAME AS NAME, DATA_TYPE_SQL(TABLE_SCHEMA, TABLE_NAME, 'TABLE', DTD_IDENTIFIER) AS "
                        + "TYPE, IS_NULLABLE AS NULLABLE, IS_IDENTITY AS IS_IDENTITY, IS_GENERATED AS IS_COMPUTED, "
                        + "GENERATION_EXPRESSION AS COMPUTED_FROM, COLUMN_DEFAULT AS DEFAULT_SQL, REMARKS AS REMARK FROM "
                        + "INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = CAST(:schema AS VARCHAR) AND TABLE_NAME = "
                        + "CAST(:table AS VARCHAR) ORDER BY ORDINAL_POSITION")
                .bind("schema", table.schema())
                .bind("table", table.stored())
                .executeOn(on)
                .doOnNext(row -> parts.add(column(row)))
                .then();
    }

    private static ColumnDefinition column(Row row) {
        SqlType<?> type = TYPES.read(string(row, "type"));
        boolean computed = string(row, "is_computed").equals("ALWAYS");
        return new ColumnDefinition(
                name(row, "name"),
                type,
                string(row, "nullable").equals("YES"),
                string(row, "is_identity").equals("YES"),
                computed ? null : defaultValue(row.get("default_sql", String.class), type),
                computed ? new Computed(string(row, "computed_from"), true) : null,
                row.get("remark", String.class));
    }

    /** {@code NEXT VALUE FOR "PUBLIC"."NUMBERS"} is what the catalog makes of the next value of a sequence. */
    private static @Nullable DefaultValue defaultValue(@Nullable String expression, SqlType<?> type) {
        String start = "NEXT VALUE FOR \"";
        if (expression != null && expression.startsWith(start)) {
            String[] path = expression
                    .substring(start.length(), expression.length() - 1)
                    .split("\"\\.\"", -1);
            String sequence = folded(path[path.length - 1]);
            return new DefaultValue.NextOf(
                    path.length == 1 || path[0].equals("PUBLIC")
                            ? TableName.of(sequence)
                            : new TableName(folded(path[0]), sequence));
        }
        return DefaultText.parse(expression, type);
    }

    static String string(Row row, String column) {
        return Objects.requireNonNullElse(row.get(column, String.class), "");
    }

    static String name(Row row, String column) {
        return folded(string(row, column));
    }

    /** The name as we write it: what stands there in upper case needs no quotes in lower case. */
    static String folded(String stored) {
        for (int i = 0; i < stored.length(); i++) {
            char c = stored.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return stored;
            }
        }
        return stored.toLowerCase(java.util.Locale.ROOT);
    }

    private static long number(Row row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
