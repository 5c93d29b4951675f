package io.azoth.dialect.sqlite;

import io.azoth.compile.SqlCompiler;
import io.azoth.compile.StatementCompiler;
import io.azoth.dialect.Dialect;

/** SQLite. */
public final class SqliteDialect implements Dialect {
    private final SqlCompiler compiler = new StatementCompiler(new SqliteSyntax());

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public SqlCompiler compiler() {
        return compiler;
    }
}
