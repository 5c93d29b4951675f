package io.azoth.compile;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.error.CompileException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.Alias;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.ColumnNames;
import io.azoth.sql.Cte;
import io.azoth.sql.Expression;
import io.azoth.sql.FromItem;
import io.azoth.sql.FromItemVisitor;
import io.azoth.sql.Join;
import io.azoth.sql.Query;
import io.azoth.sql.SubqueryAlias;
import io.azoth.sql.TableFunction;
import io.azoth.sql.TableItem;
import io.azoth.sql.ValuesTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what stands in FROM; a dialect overrides what differs. */
public class FromRenderer implements FromItemVisitor<SqlWriter> {
    /** Where the compilation stands. */
    protected final Compilation compilation;

    /** Where to write. */
    protected final SqlWriter out;

    private @Nullable TableItem unqualified;

    /** Renders into a compilation. */
    public FromRenderer(Compilation compilation) {
        this.compilation = compilation;
        this.out = compilation.out();
    }

    /** Runs a task in which a table is known by its name alone, whatever schema it is in. */
    void unqualified(TableItem table, Runnable task) {
        TableItem before = unqualified;
        unqualified = table;
        task.run();
        unqualified = before;
    }

    /** Writes the name before a column of this, with its dot. */
    void qualifier(FromItem item) {
        nameOf(item);
        out.sql(".");
    }

    /** Writes the name under which the columns of this are known. */
    void nameOf(FromItem item) {
        if (item instanceof TableItem table && table == unqualified) {
            out.name(table.name());
        } else if (item instanceof TableItem table) {
            path(table);
        } else if (item instanceof Alias alias) {
            out.name(alias.name());
        } else if (item instanceof SubqueryAlias subquery) {
            out.name(subquery.name());
        } else if (item instanceof ValuesTable values) {
            out.name(values.name());
        } else if (item instanceof Cte cte) {
            out.name(cte.alias() == null ? cte.name() : cte.alias());
        } else if (item instanceof TableFunction function) {
            out.name(function.name());
        } else {
            throw new CompileException(
                    ErrorCode.INVALID_STATEMENT, "A join has no name of its own; name one of its sides: " + item);
        }
    }

    @Override
    public SqlWriter table(TableItem table) {
        if (schema(table) == null) {
            compilation.commonTables().table(table.name());
        }
        return path(table);
    }

    private @Nullable String schema(TableItem table) {
        return table.isTemporary() ? table.schemaName() : compilation.schemas().translated(table.schemaName());
    }

    @CanIgnoreReturnValue
    private SqlWriter path(TableItem table) {
        String schema = schema(table);
        if (schema != null) {
            out.name(schema).sql(".");
        }
        return out.name(table.name());
    }

    @Override
    public SqlWriter alias(Alias alias) {
        compilation.from(alias.table());
        return out.sql(" AS ").name(alias.name());
    }

    @Override
    public SqlWriter join(Join join) {
        compilation.from(join.left());
        out.sql(" ").sql(join.kind().words()).sql(" ");
        boolean nested = join.right() instanceof Join;
        out.sql(nested ? "(" : "");
        compilation.from(join.right());
        out.sql(nested ? ")" : "");
        if (join.on() != null) {
            out.sql(" ON ");
            compilation.expression(join.on());
        }
        for (int i = 0; i < join.using().size(); i++) {
            out.sql(i == 0 ? " USING (" : ", ").name(join.using().get(i));
        }
        return out.sql(join.using().isEmpty() ? "" : ")");
    }

    /** Takes up a common table expression; a dialect refuses those that it has not. */
    protected void meet(Cte cte) {
        compilation.commonTables().meet(cte);
    }

    @Override
    public SqlWriter cte(Cte cte) {
        meet(cte);
        String name = compilation.commonTables().nameOf(cte);
        String known = cte.alias() == null ? cte.name() : cte.alias();
        out.name(name);
        return known.equals(name) ? out : out.sql(" AS ").name(known);
    }

    @Override
    public SqlWriter function(TableFunction function) {
        compilation.expression(function.call());
        out.sql(" AS ").name(function.name());
        return columnNames(function.columns());
    }

    /** Writes a lateral subquery beside which nothing stands in FROM. */
    protected void alone(SubqueryAlias subquery) {
        out.sql("(");
        compilation.query(ColumnNames.in(subquery.query()));
        out.sql(") AS ").name(subquery.name());
    }

    @Override
    public SqlWriter subquery(SubqueryAlias subquery) {
        out.sql(subquery.isLateral() ? "LATERAL (" : "(");
        Query query = ColumnNames.in(subquery.query());
        if (subquery.isLateral()) {
            compilation.query(query);
        } else {
            compilation.outside(() -> compilation.query(query));
        }
        return out.sql(") AS ").name(subquery.name());
    }

    @Override
    public SqlWriter values(ValuesTable values) {
        out.sql("(VALUES ");
        rows(values, false);
        out.sql(") AS ").name(values.name());
        return columnNames(values.columns());
    }

    /** Writes the rows of a table of values; with casts where the target cannot tell the type of a bind. */
    protected final void rows(ValuesTable values, boolean casting) {
        List<? extends ColumnExpression<?>> columns = values.columns();
        for (int r = 0; r < values.rows().size(); r++) {
            List<?> row = values.rows().get(r);
            for (int c = 0; c < columns.size(); c++) {
                out.sql(c > 0 ? ", " : r > 0 ? "), (" : "(");
                cell(columns.get(c), row.get(c), casting);
            }
        }
        out.sql(")");
    }

    private void cell(ColumnExpression<?> column, Object value, boolean casting) {
        if (value instanceof Expression<?> expression) {
            compilation.expression(expression);
            return;
        }
        column.type().check(value, column);
        out.sql(casting ? "CAST(" : "").bind(column.name(), column.type(), value);
        if (casting) {
            out.sql(" AS ")
                    .sql(compilation.syntax().types().base(column.type()))
                    .sql(")");
        }
    }

    /** Writes the names of columns in parentheses. */
    @CanIgnoreReturnValue
    protected final SqlWriter columnNames(List<? extends ColumnExpression<?>> columns) {
        for (int i = 0; i < columns.size(); i++) {
            out.sql(i == 0 ? "(" : ", ").name(columns.get(i).name());
        }
        return out.sql(")");
    }
}
