package io.azoth.dialect.sqlite;

import io.azoth.compile.Compilation;
import io.azoth.compile.CompoundRenderer;
import io.azoth.sql.Query;

/** A term takes no parentheses; it is nested in FROM. */
final class SqliteCompounds extends CompoundRenderer {
    SqliteCompounds(Compilation compilation) {
        super(compilation);
    }

    @Override
    protected void nested(Query term) {
        out.sql("SELECT * FROM (");
        compilation.query(term);
        out.sql(")");
    }
}
