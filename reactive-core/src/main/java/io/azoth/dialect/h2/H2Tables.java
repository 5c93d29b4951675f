package io.azoth.dialect.h2;

import static io.azoth.dialect.h2.H2Catalog.string;
import static io.azoth.sql.Sql.text;

import io.azoth.compile.TypeNames;
import io.azoth.dialect.DefaultText;
import io.azoth.dialect.Parentheses;
import io.azoth.dialect.TableParts;
import io.azoth.schema.ddl.CheckDefinition;
import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.ColumnDefinition.Computed;
import io.azoth.schema.ddl.DefaultValue;
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
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads the columns, keys, checks and indexes of tables of one schema, one statement for each of these. Used by one
 * subscription, one signal at a time.
 *
 * @param on where to read
 * @param asked the schema as it was asked for, or null for the connection's own
 * @param schema the schema, as the catalog has it
 * @param own the schema whose things are named without it, as the catalog has it; null for none
 * @param names how names are stored
 * @param parts the tables by their names as the catalog has them
 */
record H2Tables(
        Executor on,
        @Nullable String asked,
        String schema,
        @Nullable String own,
        H2Names names,
        Map<String, TableParts> parts) {
    private static final TypeNames TYPES = new H2Types();
    private static final String NAME = "((?:U&)?\"(?:[^\"]|\"\")+\")";
    private static final Pattern NEXT_VALUE = Pattern.compile("NEXT VALUE FOR (?:" + NAME + "\\.)?" + NAME);
    private static final String DOCUMENT = "JSON ";

    H2Tables(Executor on, @Nullable String asked, String schema, @Nullable String own, H2Names names) {
        this(on, asked, schema, own, names, new LinkedHashMap<>());
    }

    Flux<TableDefinition> read() {
        return columns()
                .then(Mono.defer(this::constraints))
                .then(Mono.defer(this::indexes))
                .thenMany(Flux.defer(() -> Flux.fromIterable(parts.values())))
                .map(TableParts::build);
    }

    private Flux<Row> query(String sql) {
        return text(sql)
                .bind("schema", schema)
                .bind("tables", SqlTypes.array(SqlTypes.TEXT), parts.keySet().toArray(String[]::new))
                .executeOn(on);
    }

    private TableParts table(Row row) {
        return Objects.requireNonNull(parts.get(string(row, "of_table")));
    }

    private String name(Row row, String column) {
        return names.read(string(row, column));
    }

    private Mono<Void> columns() {
        return query(
                        "SELECT TABLE_NAME AS OF_TABLE, COLUMN_NAME AS NAME, DATA_TYPE_SQL(TABLE_SCHEMA, TABLE_NAME, 'TABLE', "
                                + "DTD_IDENTIFIER) AS TYPE, IS_NULLABLE AS NULLABLE, IS_IDENTITY AS IS_IDENTITY, IS_GENERATED AS "
                                + "IS_COMPUTED, GENERATION_EXPRESSION AS COMPUTED_FROM, COLUMN_DEFAULT AS DEFAULT_SQL, REMARKS AS "
                                + "REMARK FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = CAST(:schema AS VARCHAR) AND "
                                + "TABLE_NAME = ANY(:tables) ORDER BY TABLE_NAME, ORDINAL_POSITION")
                .doOnNext(row -> table(row).add(column(row)))
                .then();
    }

    private ColumnDefinition column(Row row) {
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
    private @Nullable DefaultValue defaultValue(@Nullable String expression, SqlType<?> type) {
        Matcher next = NEXT_VALUE.matcher(expression == null ? "" : expression);
        if (next.matches()) {
            String sequence = UnicodeText.name(next.group(2));
            String of = next.group(1) == null ? schema : UnicodeText.name(next.group(1));
            return new DefaultValue.NextOf(new TableName(shown(of), names.read(sequence)));
        }
        return expression == null ? null : DefaultText.parse(UnicodeText.plain(constant(expression, type)), type);
    }

    private static String constant(String expression, SqlType<?> type) {
        boolean document = type.kind() == SqlKind.JSON && expression.startsWith(DOCUMENT);
        return document ? expression.substring(DOCUMENT.length()) : expression;
    }

    /** The schema of something beside the tables that were asked for: it is named as they were, with its schema or not. */
    private @Nullable String shown(String stored) {
        return stored.equals(schema) ? asked : stored.equals(own) ? null : names.read(stored);
    }

    /** One row for each column of a constraint, one for a check. */
    private Mono<Void> constraints() {
        return query(
                        "SELECT C.TABLE_NAME AS OF_TABLE, C.CONSTRAINT_NAME AS NAME, C.CONSTRAINT_TYPE AS TYPE, K.COLUMN_NAME "
                                + "AS COLUMN_NAME, T.COLUMN_NAME AS TARGET_COLUMN, T.TABLE_SCHEMA AS TARGET_SCHEMA, T.TABLE_NAME AS "
                                + "TARGET_TABLE, R.DELETE_RULE AS ON_DELETE, R.UPDATE_RULE AS ON_UPDATE, H.CHECK_CLAUSE AS CONDITION "
                                + "FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS C LEFT JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE K ON "
                                + "K.CONSTRAINT_SCHEMA = C.CONSTRAINT_SCHEMA AND K.CONSTRAINT_NAME = C.CONSTRAINT_NAME LEFT JOIN "
                                + "INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS R ON R.CONSTRAINT_SCHEMA = C.CONSTRAINT_SCHEMA AND "
                                + "R.CONSTRAINT_NAME = C.CONSTRAINT_NAME LEFT JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE T ON "
                                + "T.CONSTRAINT_SCHEMA = R.UNIQUE_CONSTRAINT_SCHEMA AND T.CONSTRAINT_NAME = "
                                + "R.UNIQUE_CONSTRAINT_NAME AND T.ORDINAL_POSITION = K.POSITION_IN_UNIQUE_CONSTRAINT LEFT JOIN "
                                + "INFORMATION_SCHEMA.CHECK_CONSTRAINTS H ON H.CONSTRAINT_SCHEMA = C.CONSTRAINT_SCHEMA AND "
                                + "H.CONSTRAINT_NAME = C.CONSTRAINT_NAME WHERE C.TABLE_SCHEMA = CAST(:schema AS VARCHAR) AND "
                                + "C.TABLE_NAME = ANY(:tables) ORDER BY C.TABLE_NAME, C.CONSTRAINT_NAME, K.ORDINAL_POSITION")
                .bufferUntilChanged(row -> List.of(string(row, "of_table"), string(row, "name")))
                .doOnNext(this::constraint)
                .then();
    }

    private void constraint(List<Row> rows) {
        Row first = rows.get(0);
        TableParts table = table(first);
        String constraint = name(first, "name");
        List<String> columns =
                rows.stream().map(row -> name(row, "column_name")).toList();
        switch (string(first, "type")) {
            case "PRIMARY KEY" -> table.primaryKey(new KeyDefinition(constraint, columns));
            case "UNIQUE" -> table.unique(new KeyDefinition(constraint, columns));
            case "CHECK" -> table.add(new CheckDefinition(constraint, Parentheses.strip(string(first, "condition"))));
            default ->
                table.add(new ForeignKeyDefinition(
                        constraint,
                        columns,
                        new TableName(shown(string(first, "target_schema")), name(first, "target_table")),
                        rows.stream().map(row -> name(row, "target_column")).toList(),
                        new Rules(action(first, "on_delete"), action(first, "on_update"), Check.IMMEDIATE)));
        }
    }

    private static Action action(Row row, String column) {
        return Action.valueOf(string(row, column).replace(' ', '_'));
    }

    /** Indexes that the database made for constraints are left out. */
    private Mono<Void> indexes() {
        return query(
                        "SELECT I.TABLE_NAME AS OF_TABLE, I.INDEX_NAME AS NAME, C.COLUMN_NAME AS TERM, C.ORDERING_SPECIFICATION "
                                + "AS DIRECTION, C.NULL_ORDERING AS NULLS, C.IS_UNIQUE AS IS_UNIQUE FROM INFORMATION_SCHEMA.INDEXES I JOIN "
                                + "INFORMATION_SCHEMA.INDEX_COLUMNS C ON C.INDEX_SCHEMA = I.INDEX_SCHEMA AND C.INDEX_NAME = "
                                + "I.INDEX_NAME WHERE I.TABLE_SCHEMA = CAST(:schema AS VARCHAR) AND I.TABLE_NAME = ANY(:tables) AND "
                                + "I.INDEX_TYPE_NAME <> 'PRIMARY KEY' AND I.IS_GENERATED = FALSE AND NOT EXISTS "
                                + "(SELECT 1 FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS T WHERE T.INDEX_SCHEMA = I.INDEX_SCHEMA AND "
                                + "T.INDEX_NAME = I.INDEX_NAME) ORDER BY I.TABLE_NAME, I.INDEX_NAME, C.ORDINAL_POSITION")
                .bufferUntilChanged(row -> List.of(string(row, "of_table"), string(row, "name")))
                .doOnNext(rows -> table(rows.get(0)).add(index(rows)))
                .then();
    }

    private IndexDefinition index(List<Row> rows) {
        List<Term> terms = rows.stream()
                .map(row -> new Term(name(row, "term"), false, isDescending(row), nulls(row)))
                .toList();
        return new IndexDefinition(
                name(rows.get(0), "name"),
                terms,
                Boolean.TRUE.equals(rows.get(0).get("is_unique", Boolean.class)),
                null,
                null);
    }

    private static boolean isDescending(Row row) {
        return string(row, "direction").equals("DESC");
    }

    /** NULLs are small, where nothing is said; the catalog says it always. */
    private static Nulls nulls(Row row) {
        String said = string(row, "nulls");
        return said.isEmpty() || said.equals(isDescending(row) ? "LAST" : "FIRST")
                ? Nulls.DEFAULT
                : Nulls.valueOf(said);
    }
}
