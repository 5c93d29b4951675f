package io.azoth.dialect.h2;

import io.azoth.compile.ChangeRenderer;
import io.azoth.compile.Compilation;
import io.azoth.compile.SqlWriter;
import io.azoth.compile.rewrite.NestFrom;
import io.azoth.compile.rewrite.NestUsing;
import io.azoth.error.CompileException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.Delete;
import io.azoth.sql.Expression;
import io.azoth.sql.FromItem;
import io.azoth.sql.Froms;
import io.azoth.sql.Insert;
import io.azoth.sql.Operator;
import io.azoth.sql.Query;
import io.azoth.sql.Returning;
import io.azoth.sql.Sql;
import io.azoth.sql.TableItem;
import io.azoth.sql.Update;
import io.azoth.sql.ValuesTable;
import java.util.List;

/** H2 gives changed rows back through data change delta tables, and joins an UPDATE with other tables by MERGE. */
final class H2Changes extends ChangeRenderer {
    private static final String NEW = "excluded";

    H2Changes(Compilation compilation) {
        super(compilation);
    }

    @Override
    public SqlWriter returning(Returning returning) {
        checkOwn(returning);
        TableItem table = table(returning);
        out.sql("SELECT ");
        compilation.unqualified(table, () -> given(returning));
        out.sql(returning.change() instanceof Delete ? " FROM OLD TABLE (" : " FROM FINAL TABLE (");
        change(returning);
        return out.sql(") AS ").name(table.name());
    }

    @Override
    public SqlWriter insert(Insert insert) {
        return insert.conflict() == null ? super.insert(insert) : upsert(insert, insert.conflict());
    }

    /** Not before the change. */
    @Override
    protected void with() {}

    /** WITH stands before the query itself. */
    @Override
    protected void query(Insert insert, Query query) {
        compilation.with();
        super.query(insert, query);
    }

    @Override
    public SqlWriter delete(Delete delete) {
        return super.delete(NestUsing.in(delete));
    }

    private SqlWriter upsert(Insert insert, Insert.Conflict conflict) {
        if (conflict.target().isEmpty() || !insert.columns().containsAll(conflict.target())) {
            throw new CompileException(
                    ErrorCode.UNSUPPORTED_BY_DIALECT,
                    "ON CONFLICT is a MERGE on h2, which needs the columns of the key and a value for each; name them "
                            + "in onConflict(...) and insert them");
        }
        out.sql("MERGE INTO ");
        compilation.from(insert.table());
        out.sql(" USING ");
        source(insert);
        compilation.within(List.of(insert.table()), () -> matched(conflict));
        out.sql(" WHEN NOT MATCHED THEN INSERT ");
        names(insert.columns());
        for (int i = 0; i < insert.columns().size(); i++) {
            out.sql(i == 0 ? " VALUES (" : ", ").name(NEW).sql(".");
            out.name(insert.columns().get(i).name());
        }
        return out.sql(")");
    }

    private void source(Insert insert) {
        Query query = insert.query();
        if (query == null) {
            compilation.from(ValuesTable.of(NEW, insert.columns(), insert.rows()));
            return;
        }
        out.sql("(");
        query(insert, query);
        out.sql(") AS ").name(NEW);
        names(insert.columns());
    }

    private void matched(Insert.Conflict conflict) {
        for (int i = 0; i < conflict.target().size(); i++) {
            out.sql(i == 0 ? " ON " : " AND ");
            compilation.expression(conflict.target().get(i));
            out.sql(" = ").name(NEW).sql(".").name(conflict.target().get(i).name());
        }
        if (conflict.assignments().isEmpty()) {
            return;
        }
        out.sql(" WHEN MATCHED");
        if (conflict.where() != null) {
            out.sql(" AND ");
            compilation.operand(conflict.where(), Operator.AND_PRECEDENCE);
        }
        out.sql(" THEN UPDATE");
        assignments(conflict.assignments());
    }

    @Override
    public SqlWriter update(Update update) {
        return update.from().isEmpty() ? super.update(update) : merge(NestFrom.in(update));
    }

    private SqlWriter merge(Update update) {
        Expression<Boolean> where = update.where();
        Expression<Boolean> on = where == null ? Sql.trueValue() : where;
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
