package io.azoth.compile;

import io.azoth.error.CompileException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.ColumnValue;
import io.azoth.sql.Delete;
import io.azoth.sql.Expression;
import io.azoth.sql.FromItem;
import io.azoth.sql.Froms;
import io.azoth.sql.Insert;
import io.azoth.sql.Returning;
import io.azoth.sql.SelectItem;
import io.azoth.sql.TableItem;
import io.azoth.sql.Update;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes INSERT, UPDATE, DELETE and RETURNING; a dialect overrides what differs. */
public class ChangeRenderer {
    /** Where the compilation stands. */
    protected final Compilation compilation;

    /** Where to write. */
    protected final SqlWriter out;

    /** Renders into a compilation. */
    public ChangeRenderer(Compilation compilation) {
        this.compilation = compilation;
        this.out = compilation.out();
    }

    /** INSERT. */
    public SqlWriter insert(Insert insert) {
        into(insert);
        if (insert.columns().isEmpty()) {
            return out.sql(" DEFAULT VALUES");
        }
        out.sql(" ");
        names(insert.columns());
        out.sql(" VALUES ");
        return rows(insert);
    }

    /** UPDATE. */
    public SqlWriter update(Update update) {
        if (update.assignments().isEmpty()) {
            throw new CompileException(
                    ErrorCode.INVALID_STATEMENT,
                    "The UPDATE of " + update.table().name()
                            + " sets no column; use set(...), or give the columns as parameters");
        }
        List<FromItem> scope = new ArrayList<>(update.from());
        scope.add(update.table());
        out.sql("UPDATE ");
        compilation.from(update.table());
        compilation.within(Froms.withParts(scope), () -> {
            assignments(update.assignments());
            for (int i = 0; i < update.from().size(); i++) {
                out.sql(i == 0 ? " FROM " : ", ");
                compilation.from(update.from().get(i));
            }
            where(update.where());
        });
        return out;
    }

    /** DELETE. */
    public SqlWriter delete(Delete delete) {
        out.sql("DELETE FROM ");
        compilation.from(delete.table());
        compilation.within(List.of(delete.table()), () -> where(delete.where()));
        return out;
    }

    /** A change that gives back columns of the rows that it changed. */
    public SqlWriter returning(Returning returning) {
        change(returning);
        out.sql(" RETURNING ");
        compilation.syntax().select(compilation).items(returning.items());
        return out;
    }

    /** Writes the change alone. */
    protected final void change(Returning returning) {
        if (returning.change() instanceof Insert insert) {
            insert(insert).sql("");
        } else if (returning.change() instanceof Update update) {
            update(update).sql("");
        } else if (returning.change() instanceof Delete delete) {
            delete(delete).sql("");
        }
    }

    /** The table that a change changes. */
    protected static TableItem table(Returning returning) {
        if (returning.change() instanceof Insert insert) {
            return insert.table();
        } else if (returning.change() instanceof Update update) {
            return update.table();
        }
        return ((Delete) returning.change()).table();
    }

    /** What is given back. */
    protected final void items(List<SelectItem> items) {
        compilation.syntax().select(compilation).items(items);
    }

    /** INSERT INTO and the table. */
    protected final void into(Insert insert) {
        out.sql("INSERT INTO ");
        compilation.from(insert.table());
    }

    /** Names of columns in parentheses, without their table. */
    protected final void names(List<? extends ColumnExpression<?>> columns) {
        for (int i = 0; i < columns.size(); i++) {
            out.sql(i == 0 ? "(" : ", ").name(columns.get(i).name());
        }
        out.sql(")");
    }

    /** SET. */
    protected final void assignments(List<ColumnValue> assignments) {
        for (int i = 0; i < assignments.size(); i++) {
            out.sql(i == 0 ? " SET " : ", ")
                    .name(assignments.get(i).column().name())
                    .sql(" = ");
            compilation.expression(assignments.get(i).value());
        }
    }

    private SqlWriter rows(Insert insert) {
        List<? extends ColumnExpression<?>> columns = insert.columns();
        for (int r = 0; r < insert.rows().size(); r++) {
            List<?> row = insert.rows().get(r);
            for (int c = 0; c < columns.size(); c++) {
                out.sql(c > 0 ? ", " : r > 0 ? "), (" : "(");
                value(columns.get(c), row.get(c));
            }
        }
        return out.sql(")");
    }

    private void value(ColumnExpression<?> column, @Nullable Object value) {
        if (value instanceof Expression<?> expression) {
            compilation.expression(expression);
        } else {
            column.type().check(value, column);
            out.bind(column.name(), column.type(), value);
        }
    }

    private void where(@Nullable Expression<Boolean> condition) {
        if (condition != null) {
            out.sql(" WHERE ");
            compilation.expression(condition);
        }
    }
}
