package io.azoth.dialect.postgres;

import static io.azoth.sql.Sql.text;

import io.azoth.compile.TypeNames;
import io.azoth.dialect.Catalog;
import io.azoth.dialect.DefaultText;
import io.azoth.dialect.Parentheses;
import io.azoth.dialect.TableParts;
import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.ColumnDefinition.Computed;
import io.azoth.schema.ddl.DefaultValue;
import io.azoth.schema.ddl.SequenceDefinition;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Executor;
import io.azoth.sql.Row;
import io.azoth.sql.TextStatement;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads pg_catalog, which says more than information_schema and shows what belongs to others too. */
final class PostgresCatalog implements Catalog {
    static final PostgresCatalog INSTANCE = new PostgresCatalog(false);
    private static final PostgresCatalog QUALIFIED = new PostgresCatalog(true);

    private static final TypeNames TYPES = new PostgresTypes();

    private static final String NAME = "([\\p{L}_][\\p{L}0-9_$]*|\"(?:[^\"]|\"\")+\")";
    private static final Pattern NEXT_VALUE =
            Pattern.compile("nextval\\('(?:" + NAME + "\\.)?" + NAME + "'::regclass\\)");

    private static final String TABLES = "'r', 'p', 'f'";
    private static final String VIEWS = "'v', 'm'";

    private final boolean qualified;

    private PostgresCatalog(boolean qualified) {
        this.qualified = qualified;
    }

    @Override
    public Catalog qualified() {
        return QUALIFIED;
    }

    @Override
    public Flux<String> schemas(Executor on) {
        return text("SELECT nspname::text AS name FROM pg_namespace WHERE nspname NOT LIKE 'pg!_%' ESCAPE '!' "
                        + "AND nspname <> 'information_schema' ORDER BY nspname")
                .executeOn(on)
                .map(row -> string(row, "name"));
    }

    @Override
    public Flux<TableName> tables(Executor on, @Nullable String schema) {
        return relations(on, schema, TABLES);
    }

    @Override
    public Flux<TableName> views(Executor on, @Nullable String schema) {
        return relations(on, schema, VIEWS);
    }

    private static Flux<TableName> relations(Executor on, @Nullable String schema, String kinds) {
        return text("SELECT c.relname::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                        + "WHERE c.relkind IN (" + kinds + ") AND n.nspname = coalesce(CAST(:schema AS text), "
                        + "current_schema()) ORDER BY c.relname")
                .bind("schema", schema)
                .executeOn(on)
                .map(row -> new TableName(schema, string(row, "name")));
    }

    @Override
    public Flux<SequenceDefinition> sequences(Executor on, @Nullable String schema) {
        return text("SELECT c.relname::text AS name, s.seqstart AS start, s.seqincrement AS increment FROM pg_sequence s "
                        + "JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE "
                        + "n.nspname = coalesce(CAST(:schema AS text), current_schema()) AND NOT EXISTS (SELECT 1 FROM "
                        + "pg_depend d WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype IN "
                        + "('a', 'i')) ORDER BY c.relname")
                .bind("schema", schema)
                .executeOn(on)
                .map(row -> new SequenceDefinition(
                        new TableName(schema, string(row, "name")), number(row, "start"), number(row, "increment")));
    }

    @Override
    public Flux<TableDefinition> definitions(Executor on, @Nullable String schema, @Nullable Collection<String> names) {
        return definitions(found(on, schema, names, TABLES), on, schema);
    }

    @Override
    public Flux<TableDefinition> viewDefinitions(
            Executor on, @Nullable String schema, @Nullable Collection<String> names) {
        return definitions(found(on, schema, names, VIEWS), on, schema);
    }

    private Flux<TableDefinition> definitions(Flux<Row> found, Executor on, @Nullable String schema) {
        return found.collectList().filter(rows -> !rows.isEmpty()).flatMapMany(rows -> read(on, schema, rows));
    }

    private static Flux<Row> found(
            Executor on, @Nullable String schema, @Nullable Collection<String> names, String kinds) {
        String there = names == null
                ? "n.nspname = coalesce(CAST(:schema AS text), current_schema())"
                : "c.relname = ANY(CAST(:names AS text[])) AND CASE WHEN CAST(:schema AS text) IS NULL THEN "
                        + "pg_table_is_visible(c.oid) ELSE n.nspname = CAST(:schema AS text) END";
        TextStatement tables =
                text("SELECT c.oid::bigint AS id, c.relname::text AS name, n.nspname::text AS schema_name, "
                                + "c.relpersistence::text AS persistence, obj_description(c.oid, 'pg_class') AS comment FROM "
                                + "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ("
                                + kinds
                                + ") AND " + there + " ORDER BY c.relname")
                        .bind("schema", schema);
        return (names == null
                        ? tables
                        : tables.bind("names", SqlTypes.array(SqlTypes.TEXT), names.toArray(String[]::new)))
                .executeOn(on);
    }

    private Flux<TableDefinition> read(Executor on, @Nullable String schema, List<Row> found) {
        PostgresTables tables = new PostgresTables(on, schema, qualified);
        for (Row row : found) {
            boolean temporary = string(row, "persistence").equals("t");
            TableName name = new TableName(schema, string(row, "name"));
            tables.add(
                    number(row, "id"),
                    string(row, "schema_name"),
                    new TableParts(name, row.get("comment", String.class), temporary));
        }
        return columns(tables)
                .then(Mono.defer(tables::constraints))
                .then(Mono.defer(tables::indexes))
                .thenMany(Flux.defer(tables::built));
    }

    private static Mono<Void> columns(PostgresTables tables) {
        return tables.query(
                        "SELECT a.attrelid::bigint AS id, a.attname::text AS name, format_type(a.atttypid, a.atttypmod) "
                                + "AS type, a.attndims::int AS dimensions, (SELECT string_agg(e.enumlabel::text, chr(1) ORDER BY e.enumsortorder) FROM pg_enum e "
                                + "JOIN pg_type t ON t.oid = a.atttypid WHERE e.enumtypid IN (t.oid, t.typelem)) AS labels, "
                                + "a.attnotnull AS not_null, a.attidentity::text AS identity, a.attgenerated::text AS generated, "
                                + "pg_get_expr(d.adbin, d.adrelid) AS expression, (SELECT sn.nspname::text || '.' || "
                                + "sc.relname::text FROM pg_depend p JOIN pg_class sc ON sc.oid = p.objid AND sc.relkind = 'S' "
                                + "JOIN pg_namespace sn ON sn.oid = sc.relnamespace WHERE p.refobjid = a.attrelid AND "
                                + "p.refobjsubid = a.attnum AND p.deptype IN ('a', 'i') LIMIT 1) AS own_sequence, "
                                + "(SELECT sn.nspname::text FROM pg_depend p JOIN pg_class sc ON sc.oid = p.refobjid AND "
                                + "sc.relkind = 'S' JOIN pg_namespace sn ON sn.oid = sc.relnamespace WHERE p.classid = "
                                + "'pg_attrdef'::regclass AND p.objid = d.oid LIMIT 1) AS next_of_schema, "
                                + "col_description(a.attrelid, a.attnum) AS comment FROM pg_attribute a LEFT JOIN pg_attrdef d "
                                + "ON d.adrelid = a.attrelid AND d.adnum = a.attnum WHERE a.attrelid = "
                                + "ANY(CAST(CAST(:ids AS bigint[]) AS oid[])) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY "
                                + "a.attrelid, a.attnum")
                .doOnNext(row -> tables.of(row).add(column(row, tables)))
                .then();
    }

    private static ColumnDefinition column(Row row, PostgresTables tables) {
        SqlType<?> type = type(row);
        String expression = row.get("expression", String.class);
        boolean computed = !string(row, "generated").isEmpty();
        boolean serial = row.get("own_sequence") != null && expression != null && expression.startsWith("nextval(");
        boolean generated = serial || !string(row, "identity").isEmpty();
        return new ColumnDefinition(
                string(row, "name"),
                type,
                !Boolean.TRUE.equals(row.get("not_null", Boolean.class)),
                generated,
                generated || computed ? null : defaultValue(row, type, tables),
                computed
                        ? new Computed(
                                Parentheses.strip(Objects.requireNonNull(expression)),
                                string(row, "generated").equals("s"))
                        : null,
                row.get("comment", String.class));
    }

    /** The name of a type says that it is an array, and not of how many dimensions. */
    private static SqlType<?> type(Row row) {
        SqlType<?> type = type(string(row, "type"), row.get("labels", String.class));
        Integer dimensions = row.get("dimensions", Integer.class);
        for (int i = 1; dimensions != null && i < dimensions && type.kind() == SqlKind.ARRAY; i++) {
            type = SqlTypes.array(type);
        }
        return type;
    }

    private static SqlType<?> type(String declared, @Nullable String labels) {
        if (labels == null) {
            return TYPES.read(declared);
        }
        String name = declared.endsWith("[]") ? declared.substring(0, declared.length() - 2) : declared;
        SqlType<String> type = SqlTypes.enumeration(name.replace("\"", ""), List.of(labels.split("\u0001", -1)));
        return declared.endsWith("[]") ? SqlTypes.array(type) : type;
    }

    /** A sequence without a schema in the text is one that a statement would find so. */
    private static @Nullable DefaultValue defaultValue(Row row, SqlType<?> type, PostgresTables tables) {
        String expression = row.get("expression", String.class);
        Matcher next = NEXT_VALUE.matcher(expression == null ? "" : expression);
        if (next.matches()) {
            String schema = tables.shown(row, string(row, "next_of_schema"), next.group(1) == null);
            return new DefaultValue.NextOf(new TableName(schema, plain(next.group(2))));
        }
        return DefaultText.parse(expression, type);
    }

    /** A name as it stands in a literal, without its quotes. */
    private static String plain(String written) {
        String name = written.replace("''", "'");
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }

    static String string(Row row, String column) {
        return Objects.requireNonNullElse(row.get(column, String.class), "");
    }

    static long number(Row row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
