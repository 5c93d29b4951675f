package io.azoth.dialect.postgres;

import io.azoth.compile.Compilation;
import io.azoth.compile.FromRenderer;
import io.azoth.compile.SqlWriter;
import io.azoth.compile.rewrite.SplitFullJoin;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Join;
import io.azoth.sql.ValuesTable;
import java.util.List;

/** Tables of values are arrays, unnested side by side. */
final class PostgresFroms extends FromRenderer {
    private int fullJoins;

    PostgresFroms(Compilation compilation) {
        super(compilation);
    }

    /** A full join on anything but equal columns is refused by the planner. */
    @Override
    public SqlWriter join(Join join) {
        boolean splits = join.kind() == Join.Kind.FULL && !SplitFullJoin.isOfEqualColumns(join);
        return super.join(splits ? SplitFullJoin.in(join, ++fullJoins) : join);
    }

    @Override
    public SqlWriter values(ValuesTable values) {
        if (!ArrayBinds.fit(values.columns(), values.rows())) {
            out.sql("(VALUES ");
            rows(values, true);
            out.sql(") AS ").name(values.name());
            return columnNames(values.columns());
        }
        unnest(values.columns(), values.rows());
        out.sql(" AS ").name(values.name());
        return columnNames(values.columns());
    }

    void unnest(List<? extends ColumnExpression<?>> columns, List<? extends List<?>> rows) {
        for (int i = 0; i < columns.size(); i++) {
            ColumnExpression<?> column = columns.get(i);
            out.sql(i == 0 ? "unnest(" : ", ");
            out.bind(column.name(), ArrayTypes.arrayOf(column.type()), ArrayBinds.column(column, rows, i));
            out.sql("::").sql(compilation.syntax().types().base(column.type())).sql("[]");
        }
        out.sql(")");
    }
}
