package io.azoth.dialect.sqlite;

import static io.azoth.dialect.sqlite.SqliteCatalog.number;
import static io.azoth.dialect.sqlite.SqliteCatalog.string;

import io.azoth.compile.TypeNames;
import io.azoth.dialect.DefaultText;
import io.azoth.dialect.Parentheses;
import io.azoth.dialect.TableParts;
import io.azoth.dialect.sqlite.SqlTokens.Token;
import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.ColumnDefinition.Computed;
import io.azoth.schema.ddl.ForeignKeyDefinition;
import io.azoth.schema.ddl.ForeignKeyDefinition.Action;
import io.azoth.schema.ddl.ForeignKeyDefinition.Rules;
import io.azoth.schema.ddl.IndexDefinition;
import io.azoth.schema.ddl.IndexDefinition.Term;
import io.azoth.schema.ddl.KeyDefinition;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Executor;
import io.azoth.sql.Row;
import io.azoth.sql.Sql;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads tables of one database, one statement for each of texts, columns, keys and indexes. Used by one subscription, one
 * signal at a time.
 */
final class SqliteTables {
    private static final TypeNames TYPES = new SqliteTypes();

    private final Executor on;
    private final @Nullable String asked;
    private final String schema;
    private final String[] names;
    private final Map<String, CreateText> texts = new HashMap<>();
    private final Map<String, TableParts> parts = new LinkedHashMap<>();

    /**
     * Tables that are there.
     *
     * @param on where to read
     * @param asked the schema as it was asked for, or null
     * @param schema the database that they are in
     * @param names their names, as they were created
     */
    SqliteTables(Executor on, @Nullable String asked, String schema, Collection<String> names) {
        this.on = on;
        this.asked = asked;
        this.schema = schema;
        this.names = names.toArray(String[]::new);
        names.forEach(name -> parts.put(name, new TableParts(new TableName(asked, name), null, schema.equals("temp"))));
    }

    Flux<TableDefinition> read() {
        return texts().then(Mono.defer(this::columns))
                .then(Mono.defer(this::foreignKeys))
                .then(Mono.defer(this::indexes))
                .thenMany(Flux.defer(() -> Flux.fromIterable(parts.entrySet())))
                .map(entry -> {
                    text(entry.getKey()).checks().forEach(entry.getValue()::add);
                    return entry.getValue().build();
                });
    }

    private Flux<Row> query(String sql) {
        return Sql.text(sql)
                .bind("tables", SqlTypes.array(SqlTypes.TEXT), names)
                .bind("schema", schema)
                .executeOn(on);
    }

    private String master() {
        return '"' + schema.replace("\"", "\"\"") + "\".sqlite_master";
    }

    private CreateText text(String table) {
        return texts.getOrDefault(table, CreateText.NONE);
    }

    private TableParts of(Row row) {
        return Objects.requireNonNull(parts.get(string(row, "of_table")));
    }

    private Mono<Void> texts() {
        return query("SELECT name, sql FROM " + master() + " WHERE type = 'table' AND :schema IS NOT NULL AND name IN "
                        + "(SELECT value FROM json_each(:tables))")
                .doOnNext(row -> texts.put(string(row, "name"), CreateText.parse(string(row, "sql"))))
                .then();
    }

    private Mono<Void> columns() {
        return query(
                        "SELECT t.value AS of_table, x.name, x.type, x.\"notnull\" AS not_null, x.dflt_value, x.pk, x.hidden "
                                + "FROM json_each(:tables) t JOIN pragma_table_xinfo(t.value, :schema) x WHERE x.hidden <> 1 ORDER "
                                + "BY t.key, x.cid")
                .bufferUntilChanged(row -> string(row, "of_table"))
                .doOnNext(this::columns)
                .then();
    }

    private void columns(List<Row> rows) {
        CreateText create = text(string(rows.get(0), "of_table"));
        TableParts table = of(rows.get(0));
        primaryKey(rows, create, table);
        long keys = rows.stream().filter(row -> number(row, "pk") > 0).count();
        rows.forEach(row -> table.add(column(row, keys == 1, create)));
    }

    private static ColumnDefinition column(Row row, boolean singleKey, CreateText create) {
        String name = string(row, "name");
        String declared = string(row, "type").toUpperCase(Locale.ROOT);
        SqlType<?> type =
                TYPES.read(string(row, "type").replace("GENERATED ALWAYS", "").strip());
        boolean key = number(row, "pk") > 0;
        boolean rowNumber = key && singleKey && declared.equals("INTEGER") && create.makesKeys();
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

    private static void primaryKey(List<Row> columns, CreateText create, TableParts table) {
        List<String> key = columns.stream()
                .filter(row -> number(row, "pk") > 0)
                .sorted(Comparator.comparingLong(row -> number(row, "pk")))
                .map(row -> string(row, "name"))
                .toList();
        if (!key.isEmpty()) {
            table.primaryKey(new KeyDefinition(create.primaryKeyName(), key));
        }
    }

    /** SQLite numbers them from the last to the first. A key that names no columns there refers to the primary key. */
    private Mono<Void> foreignKeys() {
        return query("SELECT t.value AS of_table, f.id, coalesce((SELECT m.name FROM " + master() + " m WHERE m.type "
                        + "= 'table' AND lower(m.name) = lower(f.\"table\")), f.\"table\") AS target, f.\"from\" AS source, "
                        + "coalesce((SELECT p.name FROM pragma_table_xinfo(f.\"table\", :schema) p WHERE CASE WHEN f.\"to\" IS "
                        + "NULL THEN p.pk = f.seq + 1 ELSE lower(p.name) = lower(f.\"to\") END), f.\"to\") AS target_column, "
                        + "f.on_update, f.on_delete FROM json_each(:tables) t JOIN pragma_foreign_key_list(t.value, :schema) "
                        + "f ORDER BY t.key, f.id DESC, f.seq")
                .bufferUntilChanged(row -> List.of(string(row, "of_table"), number(row, "id")))
                .doOnNext(rows -> of(rows.get(0)).add(foreignKey(rows, text(string(rows.get(0), "of_table")))))
                .then();
    }

    private ForeignKeyDefinition foreignKey(List<Row> rows, CreateText create) {
        Row first = rows.get(0);
        List<String> columns = rows.stream().map(row -> string(row, "source")).toList();
        return new ForeignKeyDefinition(
                create.foreignKeyName(columns, string(first, "target")),
                columns,
                new TableName(asked, string(first, "target")),
                rows.stream().map(row -> string(row, "target_column")).toList(),
                new Rules(
                        action(first, "on_delete"),
                        action(first, "on_update"),
                        create.deferral(columns, string(first, "target"))));
    }

    private static Action action(Row row, String column) {
        return Action.valueOf(string(row, column).replace(' ', '_'));
    }

    /** Indexes that SQLite made for unique constraints are these constraints. */
    private Mono<Void> indexes() {
        return query(
                        "SELECT t.value AS of_table, l.name, l.\"unique\" AS is_unique, l.origin, m.sql, x.name AS column_name, "
                                + "x.\"desc\" AS "
                                + "descending FROM json_each(:tables) t JOIN pragma_index_list(t.value, :schema) l JOIN "
                                + "pragma_index_xinfo(l.name, :schema) "
                                + "x ON x.key = 1 LEFT JOIN " + master() + " m ON "
                                + "m.type = 'index' AND m.name = l.name WHERE l.origin <> 'pk' ORDER BY t.key, l.seq DESC, x.seqno")
                .bufferUntilChanged(row -> List.of(string(row, "of_table"), string(row, "name")))
                .collectSortedList(Comparator.comparing(rows -> indexName(rows)))
                .flatMapMany(Flux::fromIterable)
                .doOnNext(rows -> index(rows, text(string(rows.get(0), "of_table")), of(rows.get(0))))
                .then();
    }

    /** Constraints in order of their definition come first: they have no name to sort by. */
    private static String indexName(List<Row> rows) {
        Row first = rows.get(0);
        return string(first, "origin").equals("u") ? "" : string(first, "name");
    }

    private static void index(List<Row> rows, CreateText create, TableParts table) {
        Row first = rows.get(0);
        if (string(first, "origin").equals("u")) {
            List<String> columns =
                    rows.stream().map(row -> string(row, "column_name")).toList();
            table.unique(new KeyDefinition(create.uniqueName(columns), columns));
            return;
        }
        String sql = string(first, "sql");
        List<String> terms = terms(sql);
        List<Term> read = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String column = rows.get(i).get("column_name", String.class);
            boolean descending = number(rows.get(i), "descending") == 1;
            String text = i < terms.size() ? terms.get(i) : "";
            boolean collated = SqlTokens.of(text).stream().anyMatch(token -> token.is("COLLATE"));
            read.add(
                    column == null || collated
                            ? new Term(text, true, descending)
                            : new Term(column, false, descending));
        }
        table.add(new IndexDefinition(
                string(first, "name"), read, number(first, "is_unique") == 1, condition(sql), null));
    }

    /** What stands between the commas of the first parentheses of CREATE INDEX, without its direction. */
    private static List<String> terms(String sql) {
        List<String> terms = new ArrayList<>();
        for (Token token : SqlTokens.of(sql)) {
            if (token.isGroup()) {
                for (List<Token> part : SqlTokens.parts(token.text())) {
                    terms.add(part.isEmpty() ? "" : term(token.text(), part));
                }
                break;
            }
        }
        return terms;
    }

    private static String term(String text, List<Token> part) {
        Token last = part.get(part.size() - 1);
        boolean directed = last.is("DESC") || last.is("ASC");
        int to = directed && part.size() > 1 ? part.get(part.size() - 2).to() : last.to();
        return Parentheses.strip(text.substring(part.get(0).from(), to));
    }

    /** What stands behind WHERE, without a comment at its end. */
    private static @Nullable String condition(String sql) {
        List<Token> tokens = SqlTokens.of(sql);
        for (Token token : tokens) {
            if (token.is("WHERE")) {
                return sql.substring(token.to(), tokens.get(tokens.size() - 1).to())
                        .strip();
            }
        }
        return null;
    }
}
