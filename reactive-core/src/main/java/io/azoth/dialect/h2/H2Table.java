package io.azoth.dialect.h2;

import static io.azoth.dialect.h2.H2Catalog.folded;
import static io.azoth.dialect.h2.H2Catalog.name;
import static io.azoth.dialect.h2.H2Catalog.string;
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
import io.azoth.sql.TextStatement;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Reads the keys, checks and indexes of a table.
 *
 * @param asked the name under which the table was asked for
 * @param schema the schema that it is in, as the catalog has it
 * @param stored its name, as the catalog has it
 */
record H2Table(TableName asked, String schema, String stored) {

    private TextStatement query(String sql) {
        return text(sql).bind("schema", schema).bind("table", stored);
    }

    /** One row for each column of a constraint, one for a check. */
    Mono<Void> constraints(Executor on, TableParts parts) {
        return query("SELECT C.CONSTRAINT_NAME AS NAME, C.CONSTRAINT_TYPE AS TYPE, K.COLUMN_NAME AS COLUMN_NAME, "
                        + "T.COLUMN_NAME AS TARGET_COLUMN, T.TABLE_SCHEMA AS TARGET_SCHEMA, T.TABLE_NAME AS TARGET_TABLE, "
                        + "R.DELETE_RULE AS ON_DELETE, R.UPDATE_RULE AS ON_UPDATE, H.CHECK_CLAUSE AS CONDITION FROM "
                        + "INFORMATION_SCHEMA.TABLE_CONSTRAINTS C LEFT JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE K ON "
                        + "K.CONSTRAINT_SCHEMA = C.CONSTRAINT_SCHEMA AND K.CONSTRAINT_NAME = C.CONSTRAINT_NAME LEFT JOIN "
                        + "INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS R ON R.CONSTRAINT_SCHEMA = C.CONSTRAINT_SCHEMA AND "
                        + "R.CONSTRAINT_NAME = C.CONSTRAINT_NAME LEFT JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE T ON "
                        + "T.CONSTRAINT_SCHEMA = R.UNIQUE_CONSTRAINT_SCHEMA AND T.CONSTRAINT_NAME = "
                        + "R.UNIQUE_CONSTRAINT_NAME AND T.ORDINAL_POSITION = K.POSITION_IN_UNIQUE_CONSTRAINT LEFT JOIN "
                        + "INFORMATION_SCHEMA.CHECK_CONSTRAINTS H ON H.CONSTRAINT_SCHEMA = C.CONSTRAINT_SCHEMA AND "
                        + "H.CONSTRAINT_NAME = C.CONSTRAINT_NAME WHERE C.TABLE_SCHEMA = CAST(:schema AS VARCHAR) AND "
                        + "C.TABLE_NAME = CAST(:table AS VARCHAR) ORDER BY C.CONSTRAINT_NAME, K.ORDINAL_POSITION")
                .executeOn(on)
                .bufferUntilChanged(row -> string(row, "name"))
                .doOnNext(rows -> constraint(rows, parts))
                .then();
    }

    private void constraint(List<Row> rows, TableParts parts) {
        Row first = rows.get(0);
        String own = name(first, "name");
        List<String> columns =
                rows.stream().map(row -> name(row, "column_name")).toList();
        switch (string(first, "type")) {
            case "PRIMARY KEY" -> parts.primaryKey(new KeyDefinition(own, columns));
            case "UNIQUE" -> parts.unique(new KeyDefinition(own, columns));
            case "CHECK" -> parts.add(new CheckDefinition(own, Parentheses.strip(string(first, "condition"))));
            default ->
                parts.add(new ForeignKeyDefinition(
                        own,
                        columns,
                        target(first),
                        rows.stream().map(row -> name(row, "target_column")).toList(),
                        new Rules(action(first, "on_delete"), action(first, "on_update"), Check.IMMEDIATE)));
        }
    }

    private TableName target(Row row) {
        String targetSchema = string(row, "target_schema");
        return new TableName(
                targetSchema.equals(schema) ? asked.schema() : folded(targetSchema), name(row, "target_table"));
    }

    private static Action action(Row row, String column) {
        return Action.valueOf(string(row, column).replace(' ', '_'));
    }

    /** Indexes that the database made for constraints are left out. */
    Mono<Void> indexes(Executor on, TableParts parts) {
        return query("SELECT I.INDEX_NAME AS NAME, C.COLUMN_NAME AS TERM, C.ORDERING_SPECIFICATION AS DIRECTION, "
                        + "C.IS_UNIQUE AS IS_UNIQUE FROM INFORMATION_SCHEMA.INDEXES I JOIN "
                        + "INFORMATION_SCHEMA.INDEX_COLUMNS C ON C.INDEX_SCHEMA = I.INDEX_SCHEMA AND C.INDEX_NAME = "
                        + "I.INDEX_NAME WHERE I.TABLE_SCHEMA = CAST(:schema AS VARCHAR) AND I.TABLE_NAME = CAST(:table AS "
                        + "VARCHAR) AND I.INDEX_TYPE_NAME <> 'PRIMARY KEY' AND I.IS_GENERATED = FALSE AND NOT EXISTS "
                        + "(SELECT 1 FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS T WHERE T.INDEX_SCHEMA = I.INDEX_SCHEMA AND "
                        + "T.INDEX_NAME = I.INDEX_NAME) ORDER BY I.INDEX_NAME, C.ORDINAL_POSITION")
                .executeOn(on)
                .bufferUntilChanged(row -> string(row, "name"))
                .doOnNext(rows -> parts.add(index(rows)))
                .then();
    }

    private static IndexDefinition index(List<Row> rows) {
        List<Term> terms = rows.stream()
                .map(row -> new Term(
                        name(row, "term"), false, string(row, "direction").equals("DESC")))
                .toList();
        return new IndexDefinition(
                name(rows.get(0), "name"),
                terms,
                Boolean.TRUE.equals(rows.get(0).get("is_unique", Boolean.class)),
                null,
                null);
    }
}
