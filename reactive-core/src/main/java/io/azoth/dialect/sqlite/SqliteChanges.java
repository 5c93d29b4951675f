package io.azoth.dialect.sqlite;

import io.azoth.compile.ChangeRenderer;
import io.azoth.compile.Compilation;
import io.azoth.compile.SqlWriter;
import io.azoth.compile.rewrite.NestUsing;
import io.azoth.sql.ClauseElement;
import io.azoth.sql.Delete;
import io.azoth.sql.Insert;
import io.azoth.sql.Merge;
import io.azoth.sql.Query;
import io.azoth.sql.Sql;
import io.azoth.sql.Update;

/** No DELETE ... USING and no MERGE; ON CONFLICT behind a query is told from a join by a WHERE. */
final class SqliteChanges extends ChangeRenderer {
    SqliteChanges(Compilation compilation) {
        super(compilation);
    }

    /**
     * A row after another would see in a subquery what the first has become: with anything in FROM all is computed before
     * the first row changes.
     */
    @Override
    public SqlWriter update(Update update) {
        boolean reads = update.from().isEmpty()
                && update.assignments().stream().anyMatch(assignment -> hasQuery(assignment.value()));
        return super.update(
                reads ? update.from(Sql.select(Sql.trueValue().as("true_")).as("once_")) : update);
    }

    private static boolean hasQuery(ClauseElement element) {
        return element instanceof Query || element.children().stream().anyMatch(SqliteChanges::hasQuery);
    }

    @Override
    public SqlWriter delete(Delete delete) {
        return super.delete(NestUsing.in(delete));
    }

    @Override
    public SqlWriter merge(Merge merge) {
        throw compilation.unsupported("MERGE", "use insert(...).onConflict(...).doUpdate(...)");
    }

    @Override
    protected void query(Insert insert, Query query) {
        boolean ambiguous = insert.conflict() != null;
        out.sql(ambiguous ? "SELECT * FROM (" : "");
        super.query(insert, query);
        out.sql(ambiguous ? ") WHERE TRUE" : "");
    }
}
