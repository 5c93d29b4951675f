package io.azoth.dialect.postgres;

import io.azoth.compile.SqlCompiler;
import io.azoth.compile.StatementCompiler;
import io.azoth.dialect.Catalog;
import io.azoth.dialect.Dialect;
import io.azoth.dialect.DriverBinding;
import io.azoth.dialect.SliceStore;

/** PostgreSQL. */
public final class PostgresDialect implements Dialect {
    private final SqlCompiler compiler = new StatementCompiler(new PostgresSyntax());
    private final DriverBinding driver = new PostgresBinding();
    private final SliceStore slices = new PostgresSlices();

    @Override
    public String name() {
        return "postgresql";
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
        return PostgresCatalog.INSTANCE;
    }

    @Override
    public SliceStore slices() {
        return slices;
    }
}
