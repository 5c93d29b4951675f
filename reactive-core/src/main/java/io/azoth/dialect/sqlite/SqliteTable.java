package io.azoth.dialect.sqlite;

import static io.azoth.dialect.sqlite.SqliteCatalog.number;
import static io.azoth.dialect.sqlite.SqliteCatalog.string;
import static io.azoth.sql.Sql.text;

import io.azoth.dialect.Parentheses;
import io.azoth.dialect.TableParts;
import io.azoth.dialect.sqlite.SqlTokens.Token;
import io.azoth.schema.ddl.ForeignKeyDefinition;
import io.azoth.schema.ddl.ForeignKeyDefinition.Action;
import io.azoth.schema.ddl.ForeignKeyDefinition.Rules;
import io.azoth.schema.ddl.IndexDefinition;
import io.azoth.schema.ddl.IndexDefinition.Term;
import io.azoth.schema.ddl.KeyDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Executor;
import io.azoth.sql.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads the keys and indexes of a table.
 *
 * @param asked the name under which the table was asked for
 * @param schema the database that it is in
 * @param name its name, as it was created
 */
record SqliteTable(TableName asked, String schema, String name) {

    void primaryKey(List<Row> columns, CreateText create, TableParts parts) {
        List<String> key = columns.stream()
                .filter(row -> number(row, "pk") > 0)
                .sorted(Comparator.comparingLong(row -> number(row, "pk")))
                .map(row -> string(row, "name"))
                .toList();
        if (!key.isEmpty()) {
            parts.primaryKey(new KeyDefinition(create.primaryKeyName(), key));
        }
    }

    /** SQLite numbers them from the last to the first. A key that names no columns there refers to the primary key. */
    Mono<Void> foreignKeys(Executor on, CreateText create, TableParts parts) {
        return text("SELECT f.id, f.\"table\" AS target, f.\"from\" AS source, coalesce(f.\"to\", (SELECT p.name FROM "
                        + "pragma_table_info(f.\"table\", :schema) p WHERE p.pk = f.seq + 1)) AS target_column, "
                        + "f.on_update, f.on_delete FROM pragma_foreign_key_list(:table, :schema) f ORDER BY f.id DESC, "
                        + "f.seq")
                .bind("table", name)
                .bind("schema", schema)
                .executeOn(on)
                .bufferUntilChanged(row -> number(row, "id"))
                .doOnNext(rows -> parts.add(foreignKey(rows, create)))
                .then();
    }

    private ForeignKeyDefinition foreignKey(List<Row> rows, CreateText create) {
        Row first = rows.get(0);
        List<String> columns = rows.stream().map(row -> string(row, "source")).toList();
        return new ForeignKeyDefinition(
                create.foreignKeyName(columns),
                columns,
                new TableName(asked.schema(), string(first, "target")),
                rows.stream().map(row -> string(row, "target_column")).toList(),
                new Rules(action(first, "on_delete"), action(first, "on_update"), create.deferral(columns)));
    }

    private static Action action(Row row, String column) {
        return Action.valueOf(string(row, column).replace(' ', '_'));
    }

    /** Indexes that SQLite made for unique constraints are these constraints. */
    Mono<Void> indexes(Executor on, CreateText create, TableParts parts) {
        return text("SELECT l.name, l.\"unique\" AS is_unique, l.origin, m.sql, x.name AS column_name, x.\"desc\" AS "
                        + "descending FROM pragma_index_list(:table, :schema) l JOIN pragma_index_xinfo(l.name, :schema) "
                        + "x ON x.key = 1 LEFT JOIN " + '"' + schema.replace("\"", "\"\"") + '"'
                        + ".sqlite_master m ON "
                        + "m.type = 'index' AND m.name = l.name WHERE l.origin <> 'pk' ORDER BY l.seq DESC, x.seqno")
                .bind("table", name)
                .bind("schema", schema)
                .executeOn(on)
                .bufferUntilChanged(row -> string(row, "name"))
                .collectSortedList(Comparator.comparing(rows -> indexName(rows)))
                .flatMapMany(Flux::fromIterable)
                .doOnNext(rows -> index(rows, create, parts))
                .then();
    }

    /** Constraints in order of their definition come first: they have no name to sort by. */
    private static String indexName(List<Row> rows) {
        Row first = rows.get(0);
        return string(first, "origin").equals("u") ? "" : string(first, "name");
    }

    private static void index(List<Row> rows, CreateText create, TableParts parts) {
        Row first = rows.get(0);
        if (string(first, "origin").equals("u")) {
            List<String> columns =
                    rows.stream().map(row -> string(row, "column_name")).toList();
            parts.unique(new KeyDefinition(create.uniqueName(columns), columns));
            return;
        }
        String sql = string(first, "sql");
        List<String> terms = terms(sql);
        List<Term> read = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String column = rows.get(i).get("column_name", String.class);
            boolean descending = number(rows.get(i), "descending") == 1;
            String text = column != null ? column : i < terms.size() ? terms.get(i) : "";
            read.add(new Term(text, column == null, descending));
        }
        parts.add(new IndexDefinition(
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

    private static @Nullable String condition(String sql) {
        int where =
                Objects.requireNonNull(sql).toUpperCase(java.util.Locale.ROOT).lastIndexOf(" WHERE ");
        return where < 0 ? null : sql.substring(where + " WHERE ".length()).strip();
    }
}
