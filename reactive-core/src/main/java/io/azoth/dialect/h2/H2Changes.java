package io.azoth.dialect.h2;

import io.azoth.compile.ChangeRenderer;
import io.azoth.compile.Compilation;
import io.azoth.compile.SqlWriter;
import io.azoth.error.CompileException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.Delete;
import io.azoth.sql.Expression;
import io.azoth.sql.FromItem;
import io.azoth.sql.Froms;
import io.azoth.sql.Returning;
import io.azoth.sql.TableItem;
import io.azoth.sql.Update;
import java.util.List;

/** H2 gives changed rows back through data change delta tables, and joins an UPDATE with other tables by MERGE. */
final class H2Changes extends ChangeRenderer {
    H2Changes(Compilation compilation) {
        super(compilation);
    }

    @Override
    public SqlWriter returning(Returning returning) {
        TableItem table = table(returning);
        out.sql("SELECT ");
        items(returning.items());
        out.sql(returning.change() instanceof Delete ? " FROM OLD TABLE (" : " FROM FINAL TABLE (");
        change(returning);
        return out.sql(") AS ").name(table.name());
    }

    @Override
    public SqlWriter update(Update update) {
        return update.from().isEmpty() ? super.update(update) : merge(update);
    }

    private SqlWriter merge(Update update) {
        Expression<Boolean> on = update.where();
        if (update.from().size() > 1 || on == null) {
            throw new CompileException(
                    ErrorCode.UNSUPPORTED_BY_DIALECT,
                    "An UPDATE with FROM is a MERGE on h2, which joins one further table and needs a WHERE; join the "
                            + "tables in FROM first, or use a subquery");
        }
        FromItem from = update.from().get(0);
        out.sql("MERGE INTO ");
        compilation.from(update.table());
        out.sql(" USING ");
        compilation.from(from);
        compilation.within(Froms.withParts(List.of(update.table(), from)), () -> {
            out.sql(" ON ");
            compilation.expression(on);
            out.sql(" WHEN MATCHED THEN UPDATE");
            assignments(update.assignments());
        });
        return out;
    }
}
