package io.azoth.dialect.sqlite;

import io.azoth.compile.Compilation;
import io.azoth.compile.FromRenderer;
import io.azoth.compile.SqlWriter;
import io.azoth.sql.ClauseElement;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Cte;
import io.azoth.sql.FromItem;
import io.azoth.sql.Returning;
import io.azoth.sql.SubqueryAlias;
import io.azoth.sql.TableFunction;
import io.azoth.sql.ValuesTable;
import java.util.List;

/** SQLite names the columns of VALUES by itself. */
final class SqliteFroms extends FromRenderer {
    SqliteFroms(Compilation compilation) {
        super(compilation);
    }

    @Override
    public SqlWriter values(ValuesTable values) {
        List<? extends ColumnExpression<?>> columns = values.columns();
        for (int i = 0; i < columns.size(); i++) {
            out.sql(i == 0 ? "(SELECT column" : ", column").number(i + 1L).sql(" AS ");
            out.name(columns.get(i).name());
        }
        out.sql(" FROM (VALUES ");
        rows(values, false);
        return out.sql(")) AS ").name(values.name());
    }

    @Override
    protected void meet(Cte cte) {
        if (cte.body() instanceof Returning) {
            throw compilation.unsupported("A change in WITH", "run it as a statement of its own");
        }
        super.meet(cte);
    }

    @Override
    public SqlWriter function(TableFunction function) {
        if (isOfElements(function)) {
            out.sql("json_each(");
            compilation.expression(function.call().arguments().get(0));
            return out.sql(") AS ").name(function.name());
        }
        return function.call().name().equals("generate_series") ? series(function) : super.function(function);
    }

    /** Whether its rows are the elements of an array or another document. */
    static boolean isOfElements(FromItem item) {
        return item instanceof TableFunction function
                && (function.call().name().equals("json_each")
                        || function.call().name().equals("unnest"));
    }

    /** Such a series is written as a document, since a query in FROM sees nothing beside it. */
    static boolean isSeriesOfColumns(TableFunction function) {
        return function.call().name().equals("generate_series") && hasColumn(function.call());
    }

    private static boolean hasColumn(ClauseElement element) {
        return element instanceof ColumnExpression
                || element.children().stream().anyMatch(SqliteFroms::hasColumn);
    }

    /** The numbers by recursion. */
    private SqlWriter series(TableFunction function) {
        String column = function.columns().get(0).name();
        if (isSeriesOfColumns(function)) {
            out.sql("json_each((SELECT json_group_array(").name(column).sql(") FROM ");
            numbers(function, column);
            return out.sql(")) AS ").name(function.name());
        }
        numbers(function, column);
        return out.sql(" AS ").name(function.name());
    }

    private void numbers(TableFunction function, String column) {
        out.sql("(WITH RECURSIVE series_(").name(column).sql(", last_) AS (SELECT * FROM (SELECT ");
        compilation.expression(function.call().arguments().get(0));
        out.sql(" AS ").name(column).sql(", ");
        compilation.expression(function.call().arguments().get(1));
        out.sql(" AS last_) WHERE ")
                .name(column)
                .sql(" <= last_ UNION ALL SELECT ")
                .name(column);
        out.sql(" + 1, last_ FROM series_ WHERE ")
                .name(column)
                .sql(" < last_) SELECT ")
                .name(column);
        out.sql(" FROM series_)");
    }

    @Override
    public SqlWriter subquery(SubqueryAlias subquery) {
        if (subquery.isLateral()) {
            throw compilation.unsupported(
                    "LATERAL", "use a scalar subquery, or number the rows by a window function in a plain subquery");
        }
        return super.subquery(subquery);
    }
}
