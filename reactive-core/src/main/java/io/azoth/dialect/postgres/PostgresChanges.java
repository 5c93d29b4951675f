package io.azoth.dialect.postgres;

import io.azoth.compile.ChangeRenderer;
import io.azoth.compile.Compilation;
import io.azoth.compile.SqlWriter;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Insert;
import java.util.List;

/**
 * Many rows are inserted from unnested arrays, in their order: keys are made in order of ORDER BY, so that ascending
 * keys belong to the rows in turn.
 */
final class PostgresChanges extends ChangeRenderer {
    private static final String ROWS = "new_rows";
    private static final String POSITION = "position_";

    PostgresChanges(Compilation compilation) {
        super(compilation);
    }

    @Override
    public SqlWriter insert(Insert insert) {
        if (!ArrayBinds.fit(insert.columns(), insert.rows())) {
            return super.insert(insert);
        }
        List<? extends ColumnExpression<?>> columns = insert.columns();
        with();
        into(insert);
        out.sql(" ");
        names(columns);
        for (int i = 0; i < columns.size(); i++) {
            out.sql(i == 0 ? " SELECT " : ", ").name(ROWS).sql(".");
            out.name(columns.get(i).name());
        }
        out.sql(" FROM ");
        new PostgresFroms(compilation).unnest(columns, insert.rows());
        out.sql(" WITH ORDINALITY AS ").name(ROWS);
        for (int i = 0; i < columns.size(); i++) {
            out.sql(i == 0 ? "(" : ", ").name(columns.get(i).name());
        }
        out.sql(", " + POSITION + ") ORDER BY " + ROWS + "." + POSITION);
        return conflict(insert);
    }
}
