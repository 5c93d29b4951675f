package io.azoth.dialect.h2;

import static io.azoth.sql.Sql.text;

import io.azoth.dialect.Catalog;
import io.azoth.dialect.TableParts;
import io.azoth.schema.ddl.SequenceDefinition;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Executor;
import io.azoth.sql.Row;
import io.azoth.sql.TextStatement;
import io.azoth.type.SqlTypes;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads information_schema. */
final class H2Catalog implements Catalog {
    static final H2Catalog INSTANCE = new H2Catalog(false);
    private static final H2Catalog QUALIFIED = new H2Catalog(true);

    private static final String IN_SCHEMA = "TABLE_SCHEMA = COALESCE(CAST(:schema AS VARCHAR), CURRENT_SCHEMA)";
    private static final String TABLE_TYPES =
            " AND TABLE_TYPE IN ('BASE TABLE', 'GLOBAL TEMPORARY', 'LOCAL TEMPORARY')";

    private static final String VIEWS = " AND TABLE_TYPE = 'VIEW'";

    private final boolean qualified;

    private H2Catalog(boolean qualified) {
        this.qualified = qualified;
    }

    @Override
    public Catalog qualified() {
        return QUALIFIED;
    }

    /** How the database keeps names that have no quotes. */
    private static Mono<H2Names> names(Executor on) {
        return text("SELECT SETTING_VALUE AS FOLDING FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = "
                        + "'DATABASE_TO_UPPER'")
                .oneOn(on)
                .map(row -> new H2Names(string(row, "folding").equalsIgnoreCase("TRUE")))
                .defaultIfEmpty(new H2Names(true));
    }

    private static TextStatement in(@Nullable String schema, H2Names names, String sql) {
        return text(sql).bind("schema", schema == null ? null : names.stored(schema));
    }

    @Override
    public Flux<String> schemas(Executor on) {
        return names(on).flatMapMany(names -> text("SELECT SCHEMA_NAME AS NAME FROM INFORMATION_SCHEMA.SCHEMATA WHERE "
                        + "UPPER(SCHEMA_NAME) NOT IN ('INFORMATION_SCHEMA', 'PG_CATALOG') ORDER BY SCHEMA_NAME")
                .executeOn(on)
                .map(row -> names.read(string(row, "name"))));
    }

    @Override
    public Flux<TableName> tables(Executor on, @Nullable String schema) {
        return relations(on, schema, TABLE_TYPES);
    }

    @Override
    public Flux<TableName> views(Executor on, @Nullable String schema) {
        return relations(on, schema, VIEWS);
    }

    private static Flux<TableName> relations(Executor on, @Nullable String schema, String kinds) {
        return names(on).flatMapMany(names -> in(
                        schema,
                        names,
                        "SELECT TABLE_NAME AS NAME FROM INFORMATION_SCHEMA.TABLES WHERE " + IN_SCHEMA + kinds
                                + " ORDER BY TABLE_NAME")
                .executeOn(on)
                .map(row -> new TableName(schema, names.read(string(row, "name")))));
    }

    @Override
    public Flux<SequenceDefinition> sequences(Executor on, @Nullable String schema) {
        return names(on).flatMapMany(names -> in(
                        schema,
                        names,
                        "SELECT SEQUENCE_NAME AS NAME, START_VALUE AS START_AT, \"INCREMENT\" AS STEP FROM "
                                + "INFORMATION_SCHEMA.SEQUENCES WHERE "
                                + IN_SCHEMA.replace("TABLE_SCHEMA", "SEQUENCE_SCHEMA")
                                + " AND SEQUENCE_NAME NOT LIKE 'SYSTEM!_SEQUENCE!_%' ESCAPE '!' ORDER BY SEQUENCE_NAME")
                .executeOn(on)
                .map(row -> new SequenceDefinition(
                        new TableName(schema, names.read(string(row, "name"))),
                        number(row, "start_at"),
                        number(row, "step"))));
    }

    @Override
    public Flux<TableDefinition> definitions(
            Executor on, @Nullable String schema, @Nullable Collection<String> wanted) {
        return definitions(on, schema, wanted, TABLE_TYPES);
    }

    @Override
    public Flux<TableDefinition> viewDefinitions(
            Executor on, @Nullable String schema, @Nullable Collection<String> wanted) {
        return definitions(on, schema, wanted, VIEWS);
    }

    private Flux<TableDefinition> definitions(
            Executor on, @Nullable String schema, @Nullable Collection<String> wanted, String kinds) {
        return names(on).flatMapMany(names -> found(on, schema, wanted, names, kinds)
                .collectList()
                .filter(rows -> !rows.isEmpty())
                .flatMapMany(rows -> read(on, schema, names, rows)));
    }

    private static Flux<Row> found(
            Executor on, @Nullable String schema, @Nullable Collection<String> wanted, H2Names names, String kinds) {
        String[] stored =
                wanted == null ? null : wanted.stream().map(names::stored).toArray(String[]::new);
        TextStatement tables = in(
                schema,
                names,
                "SELECT TABLE_SCHEMA AS SCHEMA_NAME, CURRENT_SCHEMA AS OWN_SCHEMA, TABLE_NAME AS NAME, REMARKS AS "
                        + "REMARK, TABLE_TYPE AS TYPE FROM INFORMATION_SCHEMA.TABLES WHERE " + IN_SCHEMA + kinds
                        + (stored == null ? "" : " AND TABLE_NAME = ANY(:names)") + " ORDER BY TABLE_NAME");
        return (stored == null ? tables : tables.bind("names", SqlTypes.array(SqlTypes.TEXT), stored)).executeOn(on);
    }

    private Flux<TableDefinition> read(Executor on, @Nullable String schema, H2Names names, List<Row> found) {
        Row first = found.get(0);
        String own = qualified ? null : string(first, "own_schema");
        H2Tables tables = new H2Tables(on, schema, string(first, "schema_name"), own, names);
        for (Row row : found) {
            String stored = string(row, "name");
            tables.parts()
                    .put(
                            stored,
                            new TableParts(
                                    new TableName(schema, names.read(stored)),
                                    row.get("remark", String.class),
                                    string(row, "type").contains("TEMP")));
        }
        return tables.read();
    }

    static String string(Row row, String column) {
        return Objects.requireNonNullElse(row.get(column, String.class), "");
    }

    private static long number(Row row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
