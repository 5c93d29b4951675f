package io.azoth.dialect.h2;

import io.azoth.compile.Compilation;
import io.azoth.compile.FromRenderer;
import io.azoth.compile.SqlWriter;
import io.azoth.compile.rewrite.SplitFullJoin;
import io.azoth.sql.ClauseElement;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.ColumnNames;
import io.azoth.sql.Cte;
import io.azoth.sql.Froms;
import io.azoth.sql.Insert;
import io.azoth.sql.Join;
import io.azoth.sql.Query;
import io.azoth.sql.Returning;
import io.azoth.sql.Statement;
import io.azoth.sql.SubqueryAlias;
import io.azoth.sql.TableFunction;
import io.azoth.sql.ValuesTable;

/**
 * H2 has no FULL JOIN, cannot tell the type of a bind in VALUES, and has no WITH before a change: what would stand there
 * is put in.
 */
final class H2Froms extends FromRenderer {
    private int fullJoins;

    H2Froms(Compilation compilation) {
        super(compilation);
    }

    @Override
    public SqlWriter values(ValuesTable values) {
        out.sql("(VALUES ");
        rows(values, true);
        out.sql(") AS ").name(values.name());
        return columnNames(values.columns());
    }

    @Override
    public SqlWriter join(Join join) {
        return super.join(join.kind() == Join.Kind.FULL ? SplitFullJoin.in(join, ++fullJoins) : join);
    }

    @Override
    protected void alone(SubqueryAlias subquery) {
        if (Froms.reach(subquery.query(), compilation.enclosing())) {
            throw compilation.unsupported(
                    "A subquery that uses a table around it, and has DISTINCT ON, INTERSECT ALL, EXCEPT ALL, an INTERSECT with "
                            + "a limit, a computed group in HAVING, or nested rows in the order of such groups or of a set operation, or "
                            + "different by decimals,",
                    "join the tables instead");
        }
        super.alone(subquery);
    }

    @Override
    public SqlWriter subquery(SubqueryAlias subquery) {
        if (subquery.isLateral()) {
            throw compilation.unsupported(
                    "LATERAL", "use a scalar subquery, or number the rows by a window function in a plain subquery");
        }
        return super.subquery(subquery);
    }

    @Override
    public SqlWriter function(TableFunction function) {
        String name = function.call().name();
        boolean isThere = !compilation.syntax().functions().missing().containsKey(name);
        if (isThere && usesColumn(function.call())) {
            throw compilation.unsupported(
                    "The function " + name + " of a column", "store the elements as rows of a table");
        }
        return super.function(function);
    }

    private static boolean usesColumn(ClauseElement element) {
        return element instanceof ColumnExpression
                || (!(element instanceof Query) && element.children().stream().anyMatch(H2Froms::usesColumn));
    }

    /** H2 reads it as a view: a change there would run not at all, or more than once. */
    @Override
    protected void meet(Cte cte) {
        if (cte.body() instanceof Returning) {
            throw compilation.unsupported("A change in WITH", "run it as a statement of its own");
        }
        super.meet(cte);
    }

    @Override
    public SqlWriter cte(Cte cte) {
        if (takesWith(compilation.root()) || cte.body() == null) {
            return super.cte(cte);
        }
        if (cte.isRecursive() || !(cte.body() instanceof Query query)) {
            throw compilation.unsupported(
                    "WITH before a change, if recursive or changing rows itself,", "run it as a statement of its own");
        }
        out.sql("(");
        compilation.outside(() -> compilation.query(ColumnNames.in(query)));
        return out.sql(") AS ").name(cte.alias() == null ? cte.name() : cte.alias());
    }

    static boolean takesWith(Statement root) {
        if (root instanceof Returning returning) {
            return takesWith(returning.change());
        }
        return root instanceof Query || (root instanceof Insert insert && insert.query() != null);
    }
}
