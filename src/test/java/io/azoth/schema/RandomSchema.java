package io.azoth.schema;

import static io.azoth.schema.Schema.assigned;
import static io.azoth.schema.Schema.check;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.comment;
import static io.azoth.schema.Schema.computed;
import static io.azoth.schema.Schema.computedWhenRead;
import static io.azoth.schema.Schema.defaultNext;
import static io.azoth.schema.Schema.defaultSql;
import static io.azoth.schema.Schema.identity;
import static io.azoth.schema.Schema.index;
import static io.azoth.schema.Schema.notNull;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.schema.Schema.tableComment;
import static io.azoth.schema.Schema.unique;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TIMESTAMP;
import static io.azoth.type.SqlTypes.varchar;

import io.azoth.schema.ddl.ForeignKeyDefinition.Action;
import io.azoth.schema.ddl.ForeignKeyDefinition.Check;
import io.azoth.schema.ddl.ForeignKeyDefinition.Rules;
import io.azoth.schema.ddl.IndexDefinition.Term;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Choices;
import io.azoth.testkit.DatabaseKind;
import io.azoth.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schema by chance, of what a database has. Expressions use the column {@code n} that every table has: they are SQL, whose
 * names are the database's. Known to differ, and left out: names in capital letters alone, which H2 reads back in small
 * ones; bytes of a length, of which PostgreSQL keeps none; keys that the program gives and of BIGINT on SQLite, where each
 * integer key is the number of its row; on H2, keys from a schema to a table that names none, and the
 * form of documents, which databases keep by their meaning.
 */
final class RandomSchema {
    private static final List<String> NAMES = List.of(
            "a",
            "order",
            "Mixed Case",
            "it\"s",
            "it's",
            "größe",
            "value",
            "x;y",
            "a.b",
            "😀",
            "1st",
            "$x",
            "user",
            "B\\c",
            "p%_");

    private final Choices choices;
    private final DatabaseKind kind;
    private final MetaData metadata;
    private final List<Sequence> sequences = new ArrayList<>();
    private final List<TableName> names = new ArrayList<>();

    RandomSchema(Choices choices, DatabaseKind kind) {
        this.choices = choices;
        this.kind = kind;
        this.metadata = choices.oneIn(2) ? new MetaData() : new MetaData().named(NamingConvention.STANDARD);
        int tables = 1 + choices.below(4);
        for (int i = 0; i < tables; i++) {
            names.add(new TableName(schema(), name("t")));
        }
        if (kind != DatabaseKind.SQLITE && choices.oneIn(3)) {
            sequences.add(Sequence.of(name("s").replace('.', '_'), metadata)
                    .startingAt(choices.below(9))
                    .incrementedBy(choices.of(List.of(1L, 7L, -3L))));
        }
        names.forEach(this::table);
    }

    MetaData metadata() {
        return metadata;
    }

    List<Sequence> sequences() {
        return sequences;
    }

    private @Nullable String schema() {
        return kind == DatabaseKind.SQLITE || !choices.oneIn(4) ? null : choices.of(List.of("app", "Other 'One"));
    }

    private String name(String prefix) {
        return choices.name(choices.of(NAMES).equals("a") ? prefix : choices.of(NAMES) + prefix);
    }

    private void table(TableName name) {
        List<TablePart> parts = new ArrayList<>();
        int key = choices.below(4);
        if (key < 2) {
            SqlType<?> type = kind == DatabaseKind.SQLITE || choices.oneIn(2) ? INTEGER : BIGINT;
            parts.add(
                    key == 0 || kind == DatabaseKind.SQLITE
                            ? column("id", type, primaryKey())
                            : column("id", type, primaryKey(), assigned()));
        }
        parts.add(column("n", INTEGER));
        List<ColumnSpec<?>> columns = new ArrayList<>();
        for (int i = choices.below(5); i > 0; i--) {
            columns.add(column(name("c"), RandomColumn.type(choices, kind), options()));
        }
        columns.replaceAll(spec -> RandomColumn.withDefault(spec, choices));
        parts.addAll(columns);
        made(parts, key >= 2);
        if (key == 2) {
            parts.add(column("k1", varchar(9)));
            parts.add(column("k2", INTEGER));
            parts.add(primaryKey("k2", "k1"));
        }
        constraints(name, parts, columns);
        foreignKeys(name, parts);
        indexes(parts, columns);
        if (kind != DatabaseKind.SQLITE && choices.oneIn(4)) {
            parts.add(tableComment("about\n" + choices.of(NAMES)));
        }
        Table table = Table.of(name, metadata, parts.toArray(TablePart[]::new));
        assert !table.columns().isEmpty();
    }

    private ColumnOption[] options() {
        List<ColumnOption> options = new ArrayList<>();
        if (choices.oneIn(3)) {
            options.add(notNull());
        }
        if (kind != DatabaseKind.SQLITE && choices.oneIn(5)) {
            options.add(comment(choices.of(NAMES) + " -- ; it's"));
        }
        return options.toArray(ColumnOption[]::new);
    }

    /** Columns that the database fills. */
    private void made(List<TablePart> parts, boolean noKey) {
        if (choices.oneIn(4)) {
            parts.add(column("doubled", INTEGER, computed("n * 2")));
        }
        if (kind != DatabaseKind.H2 && choices.oneIn(5)) {
            parts.add(column("tripled", INTEGER, computedWhenRead("n * 3")));
        }
        if (choices.oneIn(4)) {
            parts.add(column("stamped", TIMESTAMP, defaultSql("CURRENT_TIMESTAMP")));
        }
        if (noKey && kind != DatabaseKind.SQLITE && choices.oneIn(3)) {
            parts.add(column("counted", BIGINT, identity(), notNull()));
        }
        if (!sequences.isEmpty() && choices.oneIn(2)) {
            parts.add(column("numbered", BIGINT, defaultNext(sequences.get(0))));
        }
    }

    private void constraints(TableName table, List<TablePart> parts, List<ColumnSpec<?>> columns) {
        if (choices.oneIn(3)) {
            parts.add(check("n > " + choices.below(9)));
        }
        if (choices.oneIn(4)) {
            parts.add(check("n IS NULL OR n <> 5").named(table.name() + " ck"));
        }
        for (ColumnSpec<?> column : columns) {
            if (RandomColumn.sorts(column.type()) && choices.oneIn(5)) {
                parts.add(unique(column.name(), "n").named(column.name() + " uq " + table.name()));
            }
        }
        parts.add(unique("n"));
    }

    /** To {@code n} of any table, itself and those that follow included. */
    private void foreignKeys(TableName from, List<TablePart> parts) {
        for (int i = choices.below(3); i > 0; i--) {
            String column = choices.name("f");
            TableName target = choices.of(names);
            if (kind == DatabaseKind.H2 && from.schema() != null && target.schema() == null) {
                target = from;
            }
            parts.add(column(column, INTEGER));
            Check check = kind == DatabaseKind.H2 ? Check.IMMEDIATE : choices.of(List.of(Check.values()));
            String name = choices.oneIn(2) ? column + " of " + from.name() : null;
            parts.add(new TableOption.ForeignKey(name, List.of(column), target, List.of("n"), rules(check)));
        }
    }

    private Rules rules(Check check) {
        return new Rules(choices.of(List.of(Action.values())), choices.of(List.of(Action.values())), check);
    }

    private void indexes(List<TablePart> parts, List<ColumnSpec<?>> columns) {
        for (int i = choices.below(3); i > 0; i--) {
            TableOption.Index index = index(name("ix"), "n");
            for (ColumnSpec<?> column : columns) {
                if (RandomColumn.sorts(column.type()) && choices.oneIn(3)) {
                    index = index.descending(column.name());
                }
            }
            index = choices.oneIn(3) ? index.unique() : index;
            if (kind != DatabaseKind.SQLITE && choices.oneIn(3)) {
                List<Term> terms = index.index().terms();
                boolean descending = terms.get(terms.size() - 1).descending();
                index = descending == (kind == DatabaseKind.H2) ? index.nullsFirst() : index.nullsLast();
            }
            if (kind == DatabaseKind.POSTGRES && !columns.isEmpty() && choices.oneIn(4)) {
                index = index.including(columns.get(0).name());
            }
            if (kind != DatabaseKind.H2) {
                index = choices.oneIn(3) ? index.where("n > 3") : index;
                index = choices.oneIn(3) ? index.expression("abs(n)") : index;
            }
            parts.add(index);
        }
    }
}
