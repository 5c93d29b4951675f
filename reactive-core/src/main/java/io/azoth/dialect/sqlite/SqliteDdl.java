package io.azoth.dialect.sqlite;

import io.azoth.compile.Compilation;
import io.azoth.compile.DdlRenderer;
import io.azoth.error.CompileException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.TableName;

/** CREATE and DROP on SQLite. */
final class SqliteDdl extends DdlRenderer {
    SqliteDdl(Compilation compilation) {
        super(compilation);
    }

    /** Only a column of exactly this type is an alias of the row's number, which SQLite makes. */
    @Override
    protected String type(ColumnDefinition column) {
        return column.generated() ? "INTEGER" : super.type(column);
    }

    @Override
    protected void expressionDefault(String sql) {
        out.sql("(").sql(sql).sql(")");
    }

    @Override
    protected void nextOf(TableName sequence) {
        throw new CompileException(
                ErrorCode.UNSUPPORTED_BY_DIALECT,
                "sqlite has no sequences, so '" + sequence + "' has no next value; let the database make an integer "
                        + "primary key");
    }
}
