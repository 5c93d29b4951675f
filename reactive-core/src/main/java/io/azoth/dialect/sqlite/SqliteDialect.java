package io.azoth.dialect.sqlite;

import io.azoth.compile.SqlCompiler;
import io.azoth.compile.StatementCompiler;
import io.azoth.dialect.Catalog;
import io.azoth.dialect.Dialect;
import io.azoth.dialect.DriverBinding;
import io.azoth.dialect.SliceStore;

/** SQLite. */
public final class SqliteDialect implements Dialect {
    private final SqlCompiler compiler = new StatementCompiler(new SqliteSyntax());
    private final DriverBinding driver = new SqliteBinding();
    private final SliceStore slices = new SqliteSlices();

    @Override
    public String name() {
        return "sqlite";
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
        return SqliteCatalog.INSTANCE;
    }

    @Override
    public SliceStore slices() {
        return slices;
    }
}
