package io.azoth.compile;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.error.CompileException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.CreateTable;
import io.azoth.schema.ddl.DropTable;
import io.azoth.schema.ddl.ForeignKeyDefinition;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.DdlStatement;
import java.util.List;

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
        out.sql(create.ifNotExists() ? "CREATE TABLE IF NOT EXISTS " : "CREATE TABLE ");
        table(table.name());
        for (int i = 0; i < table.columns().size(); i++) {
            out.sql(i == 0 ? " (" : ", ");
            column(table.columns().get(i));
        }
        if (!table.primaryKey().isEmpty()) {
            out.sql(", PRIMARY KEY ");
            names(table.primaryKey());
        }
        for (List<String> unique : table.uniqueKeys()) {
            out.sql(", UNIQUE ");
            names(unique);
        }
        for (ForeignKeyDefinition key : table.foreignKeys()) {
            out.sql(", FOREIGN KEY ");
            names(key.columns());
            out.sql(" REFERENCES ");
            table(key.target());
            out.sql(" ");
            names(key.targetColumns());
        }
        return out.sql(")");
    }

    private void column(ColumnDefinition column) {
        out.name(column.name()).sql(" ").sql(type(column));
        out.sql(column.generated() ? generated() : "");
        out.sql(column.nullable() ? "" : " NOT NULL");
    }

    /** The type of a column. */
    protected String type(ColumnDefinition column) {
        return compilation.syntax().types().column(column.type());
    }

    /** What makes the database give a column its value, with a space before it. */
    protected String generated() {
        return "";
    }

    @CanIgnoreReturnValue
    private SqlWriter table(TableName name) {
        if (name.schema() != null) {
            out.name(name.schema()).sql(".");
        }
        return out.name(name.name());
    }

    private void names(List<String> columns) {
        for (int i = 0; i < columns.size(); i++) {
            out.sql(i == 0 ? "(" : ", ").name(columns.get(i));
        }
        out.sql(")");
    }
}
