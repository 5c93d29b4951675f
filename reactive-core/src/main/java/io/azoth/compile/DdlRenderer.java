package io.azoth.compile;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.error.CompileException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.ddl.AlterTable;
import io.azoth.schema.ddl.CheckDefinition;
import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.ColumnDefinition.Computed;
import io.azoth.schema.ddl.CommentOn;
import io.azoth.schema.ddl.CreateIndex;
import io.azoth.schema.ddl.CreateSchema;
import io.azoth.schema.ddl.CreateSequence;
import io.azoth.schema.ddl.CreateTable;
import io.azoth.schema.ddl.CreateTableAs;
import io.azoth.schema.ddl.CreateView;
import io.azoth.schema.ddl.DefaultValue;
import io.azoth.schema.ddl.DropIndex;
import io.azoth.schema.ddl.DropSchema;
import io.azoth.schema.ddl.DropSequence;
import io.azoth.schema.ddl.DropTable;
import io.azoth.schema.ddl.DropView;
import io.azoth.schema.ddl.ForeignKeyDefinition;
import io.azoth.schema.ddl.ForeignKeyDefinition.Action;
import io.azoth.schema.ddl.ForeignKeyDefinition.Rules;
import io.azoth.schema.ddl.KeyDefinition;
import io.azoth.schema.ddl.RenameIndex;
import io.azoth.schema.ddl.RenameSchema;
import io.azoth.schema.ddl.RenameSequence;
import io.azoth.schema.ddl.RestartSequence;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.ColumnNames;
import io.azoth.sql.DdlStatement;
import io.azoth.sql.Query;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes CREATE and DROP; a dialect overrides what differs. */
public class DdlRenderer {
    /** Where the compilation stands. */
    protected final Compilation compilation;

    /** Where to write. */
    protected final SqlWriter out;

    /** Renders into a compilation. */
    public DdlRenderer(Compilation compilation) {
        this.compilation = compilation;
        this.out = compilation.out();
    }

    final SqlWriter ddl(DdlStatement statement) {
        if (statement instanceof CreateTable create) {
            return create(create);
        } else if (statement instanceof DropTable drop) {
            return drop("TABLE ", drop.name(), drop.ifExists());
        } else if (statement instanceof AlterTable alter) {
            return alterations().alter(alter);
        } else if (statement instanceof CreateIndex create) {
            return indexes().create(create);
        } else if (statement instanceof DropIndex drop) {
            return indexes().drop(drop);
        } else if (statement instanceof CommentOn comment) {
            return comment(comment);
        }
        return schema(statement);
    }

    /** Sequences, schemas, and what only the dialect knows. */
    protected SqlWriter schema(DdlStatement statement) {
        if (statement instanceof CreateSequence create) {
            return createSequence(create);
        } else if (statement instanceof DropSequence drop) {
            return drop("SEQUENCE ", drop.name(), drop.ifExists());
        } else if (statement instanceof CreateView create) {
            return createView(create);
        } else if (statement instanceof CreateTableAs create) {
            return createTableAs(create);
        } else if (statement instanceof DropView drop) {
            return drop("VIEW ", drop.name(), drop.ifExists());
        } else if (statement instanceof CreateSchema create) {
            return out.sql(create.ifNotExists() ? "CREATE SCHEMA IF NOT EXISTS " : "CREATE SCHEMA ")
                    .name(schema(create.name()));
        } else if (statement instanceof DropSchema drop) {
            return drop("SCHEMA ", new TableName("", schema(drop.name())), drop.ifExists())
                    .sql(restrict());
        }
        return renaming(statement);
    }

    /** ALTER of what is no table. */
    private SqlWriter renaming(DdlStatement statement) {
        if (statement instanceof RenameIndex rename) {
            return rename("INDEX ", new TableName(rename.table().schema(), rename.index()), rename.newName());
        } else if (statement instanceof RenameSequence rename) {
            return rename("SEQUENCE ", rename.name(), rename.newName());
        } else if (statement instanceof RenameSchema rename) {
            return rename("SCHEMA ", new TableName("", schema(rename.name())), schema(rename.newName()));
        } else if (statement instanceof RestartSequence restart) {
            out.sql("ALTER SEQUENCE ");
            return table(restart.name()).sql(" RESTART WITH ").number(restart.next());
        }
        throw unsupported(
                "There is no one statement for " + statement.getClass().getSimpleName() + " in "
                        + compilation.syntax().name() + "; execute it, which runs its parts in turn");
    }

    private SqlWriter createView(CreateView create) {
        out.sql("CREATE VIEW ");
        table(create.name()).sql(" AS ");
        return kept(create.query());
    }

    private SqlWriter createTableAs(CreateTableAs create) {
        out.sql(create.ifNotExists() ? "CREATE TABLE IF NOT EXISTS " : "CREATE TABLE ");
        table(create.name()).sql(" AS ");
        return kept(create.query());
    }

    /** A query that the database keeps, with its values, and with the names that the columns have for others. */
    private SqlWriter kept(Query query) {
        compilation.inLiterals();
        compilation.with();
        compilation.query(ColumnNames.in(query));
        return out;
    }

    private SqlWriter rename(String what, TableName name, String newName) {
        out.sql("ALTER ").sql(what);
        return table(name).sql(" RENAME TO ").name(newName);
    }

    private String schema(String name) {
        return Objects.requireNonNullElse(compilation.schemas().translated(name), name);
    }

    SqlWriter drop(String what, TableName name, boolean ifExists) {
        out.sql("DROP ").sql(what).sql(ifExists ? "IF EXISTS " : "");
        return table(name);
    }

    /** Writes ALTER TABLE. */
    protected AlterRenderer alterations() {
        return new AlterRenderer(this);
    }

    /** Writes CREATE and DROP INDEX. */
    protected IndexRenderer indexes() {
        return new IndexRenderer(this);
    }

    /** What keeps DROP SCHEMA from dropping what is in it, with a space before it. */
    protected String restrict() {
        return " RESTRICT";
    }

    /** CREATE SEQUENCE. */
    protected SqlWriter createSequence(CreateSequence create) {
        out.sql(create.ifNotExists() ? "CREATE SEQUENCE IF NOT EXISTS " : "CREATE SEQUENCE ");
        table(create.sequence().name());
        return out.sql(" START WITH ")
                .number(create.sequence().start())
                .sql(" INCREMENT BY ")
                .number(create.sequence().increment());
    }

    /** COMMENT ON. */
    protected SqlWriter comment(CommentOn comment) {
        out.sql(comment.column() == null ? "COMMENT ON TABLE " : "COMMENT ON COLUMN ");
        table(comment.table());
        if (comment.column() != null) {
            out.sql(".").name(comment.column());
        }
        String text = comment.comment();
        return out.sql(" IS ")
                .sql(text == null ? "NULL" : compilation.syntax().literals().text(text));
    }

    /** The error for what the target cannot do. */
    protected static CompileException unsupported(String message) {
        return new CompileException(ErrorCode.UNSUPPORTED_BY_DIALECT, message);
    }

    private SqlWriter create(CreateTable create) {
        TableDefinition table = create.table();
        out.sql(table.temporary() ? createTemporary() : "CREATE TABLE ");
        out.sql(create.ifNotExists() ? "IF NOT EXISTS " : "");
        table(table.statementName());
        for (int i = 0; i < table.columns().size(); i++) {
            out.sql(i == 0 ? " (" : ", ");
            ColumnDefinition column = table.columns().get(i);
            column(column, table.primaryKeyColumns().equals(List.of(column.name())));
        }
        constraints(table);
        return out.sql(")");
    }

    private void constraints(TableDefinition table) {
        KeyDefinition primaryKey = table.primaryKey();
        if (primaryKey != null) {
            out.sql(", ");
            key("PRIMARY KEY ", primaryKey);
        }
        for (KeyDefinition unique : table.uniqueKeys()) {
            out.sql(", ");
            key("UNIQUE ", unique);
        }
        for (ForeignKeyDefinition key : table.foreignKeys()) {
            out.sql(", ");
            foreignKey(key, table.statementName());
        }
        for (CheckDefinition check : table.checks()) {
            out.sql(", ");
            check(check);
        }
    }

    /** A primary key or a unique constraint. */
    protected final void key(String words, KeyDefinition key) {
        constraintName(key.name());
        out.sql(words);
        names(key.columns());
    }

    /** A foreign key, with its rules where they are not the plain ones. */
    protected final void foreignKey(ForeignKeyDefinition key, TableName table) {
        constraintName(key.name());
        out.sql("FOREIGN KEY ");
        names(key.columns());
        out.sql(" ");
        references(key, table);
    }

    /** A foreign key behind its one column. */
    protected final void ownKey(ForeignKeyDefinition key, TableName table) {
        out.sql(" ");
        constraintName(key.name());
        references(key, table);
    }

    private void references(ForeignKeyDefinition key, TableName table) {
        out.sql("REFERENCES ");
        target(key.target(), table);
        out.sql(" ");
        names(key.targetColumns());
        Rules rules = key.rules();
        if (rules.onDelete() != Action.NO_ACTION) {
            out.sql(" ON DELETE ").sql(rules.onDelete().words());
        }
        if (rules.onUpdate() != Action.NO_ACTION) {
            out.sql(" ON UPDATE ").sql(rules.onUpdate().words());
        }
        out.sql(checked(rules.check()));
    }

    /**
     * The table that a foreign key refers to.
     *
     * @param target this table
     * @param from the table that refers to it
     */
    protected void target(TableName target, TableName from) {
        table(target);
    }

    /** A condition on each row. */
    protected final void check(CheckDefinition check) {
        constraintName(check.name());
        out.sql("CHECK (").sql(check.condition()).sql(")");
    }

    private void constraintName(@Nullable String name) {
        if (name != null) {
            out.sql("CONSTRAINT ").name(name).sql(" ");
        }
    }

    /**
     * A column as CREATE TABLE and ADD COLUMN have it.
     *
     * @param singleKey whether it is the primary key by itself
     */
    protected final void column(ColumnDefinition column, boolean singleKey) {
        String type = type(column, singleKey);
        out.name(column.name()).sql(type.isEmpty() ? "" : " ").sql(type);
        out.sql(column.generated() ? generated() : "");
        Computed computed = column.computed();
        if (computed != null) {
            out.sql(" GENERATED ALWAYS AS (").sql(computed.expression()).sql(computedEnd(computed));
        }
        if (column.defaultValue() != null) {
            out.sql(" DEFAULT ");
            defaultValue(column, column.defaultValue());
        }
        out.sql(column.nullable() ? "" : " NOT NULL");
    }

    /** What stands behind DEFAULT. */
    protected final void defaultValue(ColumnDefinition column, DefaultValue value) {
        if (value instanceof DefaultValue.Constant constant) {
            out.sql(compilation.syntax().literals().of(column.type(), constant.value()));
        } else if (value instanceof DefaultValue.Sql sql) {
            expressionDefault(sql.text());
        } else if (value instanceof DefaultValue.NextOf next) {
            nextOf(next.sequence());
        }
    }

    /** An expression behind DEFAULT. */
    protected void expressionDefault(String sql) {
        out.sql(sql);
    }

    /** The next value of a sequence, as a default. */
    protected void nextOf(TableName sequence) {
        out.sql("NEXT VALUE FOR ");
        table(sequence);
    }

    /** CREATE TABLE of a temporary table, with a space behind it. */
    protected String createTemporary() {
        return "CREATE TEMPORARY TABLE ";
    }

    /** What stands behind the expression of a computed column, from its closing parenthesis on. */
    protected String computedEnd(Computed computed) {
        return computed.stored() ? ") STORED" : ") VIRTUAL";
    }

    /** When a foreign key is checked, with a space before it; nothing for the usual. */
    protected String checked(ForeignKeyDefinition.Check check) {
        return switch (check) {
            case IMMEDIATE -> "";
            case DEFERRABLE -> " DEFERRABLE INITIALLY IMMEDIATE";
            case DEFERRED -> " DEFERRABLE INITIALLY DEFERRED";
        };
    }

    /** The type of a column, which may be the primary key by itself. */
    protected String type(ColumnDefinition column, boolean singleKey) {
        return compilation.syntax().types().column(column.type());
    }

    /** What makes the database give a column its value, with a space before it. */
    protected String generated() {
        return "";
    }

    /** The name of a table, a sequence or an index, with its schema where it is in one. */
    @CanIgnoreReturnValue
    protected final SqlWriter table(TableName name) {
        TableName written = compilation.schemas().translated(name);
        String schema = written.schema();
        if (schema != null && !schema.isEmpty()) {
            out.name(schema).sql(".");
        }
        return out.name(name.name());
    }

    /** Names in parentheses. */
    protected final void names(List<String> columns) {
        for (int i = 0; i < columns.size(); i++) {
            out.sql(i == 0 ? "(" : ", ").name(columns.get(i));
        }
        out.sql(")");
    }
}
