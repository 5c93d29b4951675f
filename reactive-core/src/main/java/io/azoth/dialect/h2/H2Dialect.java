package io.azoth.dialect.h2;

import io.azoth.compile.SqlCompiler;
import io.azoth.compile.StatementCompiler;
import io.azoth.dialect.Catalog;
import io.azoth.dialect.Dialect;
import io.azoth.dialect.DriverBinding;

/** H2. */
public final class H2Dialect implements Dialect {
    private final SqlCompiler compiler = new StatementCompiler(new H2Syntax());
    private final DriverBinding driver = new H2Binding();

    @Override
    public String name() {
        return "h2";
    }

    @Override
    public SqlCompiler compiler() {
        return compiler;
    }

    @Override
    public DriverBinding driver() {
        return driver;
    }

    @Override
    public Catalog catalog() {
        return H2Catalog.INSTANCE;
    }
}
