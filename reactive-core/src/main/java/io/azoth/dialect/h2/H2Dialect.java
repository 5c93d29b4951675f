package io.azoth.dialect.h2;

import io.azoth.compile.SqlCompiler;
import io.azoth.compile.StatementCompiler;
import io.azoth.dialect.Dialect;

/** H2. */
public final class H2Dialect implements Dialect {
    private final SqlCompiler compiler = new StatementCompiler(new H2Syntax());

    @Override
    public String name() {
        return "h2";
    }

    @Override
    public SqlCompiler compiler() {
        return compiler;
    }
}
