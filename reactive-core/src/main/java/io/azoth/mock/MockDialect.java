package io.azoth.mock;

import io.azoth.compile.SqlCompiler;
import io.azoth.dialect.Catalog;
import io.azoth.dialect.Dialect;
import io.azoth.dialect.DriverBinding;

/**
 * The SQL of a real dialect without its driver.
 *
 * @param real the dialect
 */
record MockDialect(Dialect real) implements Dialect {
    @Override
    public String name() {
        return real.name();
    }

    @Override
    public SqlCompiler compiler() {
        return real.compiler();
    }

    @Override
    public DriverBinding driver() {
        return new MockBinding(real.driver());
    }

    @Override
    public Catalog catalog() {
        return real.catalog();
    }
}
