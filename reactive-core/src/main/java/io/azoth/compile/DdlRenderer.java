package io.azoth.compile;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.error.CompileException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.ddl.CheckDefinition;
import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.ColumnDefinition.Computed;
import io.azoth.schema.ddl.CreateTable;
import io.azoth.schema.ddl.DefaultValue;
import io.azoth.schema.ddl.DropTable;
import io.azoth.schema.ddl.ForeignKeyDefinition;
import io.azoth.schema.ddl.ForeignKeyDefinition.Action;
import io.azoth.schema.ddl.ForeignKeyDefinition.Rules;
import io.azoth.schema.ddl.KeyDefinition;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.DdlStatement;
import java.util.List;
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
            out.sql(drop.ifExists() ? "DROP TABLE IF EXISTS " : "DROP TABLE ");
            return table(drop.name());
        }
        throw new CompileException(
                ErrorCode.UNSUPPORTED_BY_DIALECT,
                "There is no way to write " + statement.getClass().getName() + " in "
                        + compilation.syntax().name());
    }

    private SqlWriter create(CreateTable create) {
        TableDefinition table = create.table();
        out.sql(table.temporary() ? createTemporary() : "CREATE TABLE ");
        out.sql(create.ifNotExists() ? "IF NOT EXISTS " : "");
        table(table.name());
        for (int i = 0; i < table.columns().size(); i++) {
            out.sql(i == 0 ? " (" : ", ");
            column(table.columns().get(i));
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
            foreignKey(key);
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
    protected final void foreignKey(ForeignKeyDefinition key) {
        constraintName(key.name());
        out.sql("FOREIGN KEY ");
        names(key.columns());
        out.sql(" REFERENCES ");
        table(key.target());
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

    /** A column as CREATE TABLE and ADD COLUMN have it. */
    protected final void column(ColumnDefinition column) {
        out.name(column.name()).sql(" ").sql(type(column));
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

    /** The type of a column. */
    protected String type(ColumnDefinition column) {
        return compilation.syntax().types().column(column.type());
    }

    /** What makes the database give a column its value, with a space before it. */
    protected String generated() {
        return "";
    }

    /** The name of a table, a sequence or an index, with its schema where it is in one. */
    @CanIgnoreReturnValue
    protected final SqlWriter table(TableName name) {
        if (name.schema() != null) {
            out.name(name.schema()).sql(".");
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
