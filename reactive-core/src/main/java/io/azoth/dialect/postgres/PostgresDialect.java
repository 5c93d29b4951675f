package io.azoth.dialect.postgres;

import io.azoth.compile.SqlCompiler;
import io.azoth.compile.StatementCompiler;
import io.azoth.dialect.Dialect;

/** PostgreSQL. */
public final class PostgresDialect implements Dialect {
    private final SqlCompiler compiler = new StatementCompiler(new PostgresSyntax());

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public SqlCompiler compiler() {
        return compiler;
    }
}
