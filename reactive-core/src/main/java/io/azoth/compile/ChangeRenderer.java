package io.azoth.compile;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.error.CompileException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.ClauseElement;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.ColumnValue;
import io.azoth.sql.Delete;
import io.azoth.sql.Expression;
import io.azoth.sql.FromItem;
import io.azoth.sql.Froms;
import io.azoth.sql.Insert;
import io.azoth.sql.Merge;
import io.azoth.sql.Query;
import io.azoth.sql.Returning;
import io.azoth.sql.SelectItem;
import io.azoth.sql.TableItem;
import io.azoth.sql.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    /** The WITH clause of the whole statement, where it has one. */
    protected void with() {
        compilation.with();
    }

    /** INSERT. */
    public SqlWriter insert(Insert insert) {
        with();
        into(insert);
        if (insert.columns().isEmpty()) {
            return out.sql(" DEFAULT VALUES");
        }
        out.sql(" ");
        names(insert.columns());
        Query query = insert.query();
        if (query != null) {
            out.sql(" ");
            query(insert, query);
        } else {
            out.sql(" VALUES ");
            rows(insert);
        }
        return conflict(insert);
    }

    /** Writes the query of an INSERT. */
    protected void query(Insert insert, Query query) {
        compilation.query(query);
    }

    /** ON CONFLICT, where there is one. */
    @CanIgnoreReturnValue
    protected final SqlWriter conflict(Insert insert) {
        Insert.Conflict conflict = insert.conflict();
        if (conflict == null) {
            return out;
        }
        out.sql(" ON CONFLICT ");
        if (!conflict.target().isEmpty()) {
            names(conflict.target());
            out.sql(" ");
        }
        if (conflict.assignments().isEmpty()) {
            return out.sql("DO NOTHING");
        }
        out.sql("DO UPDATE");
        compilation.within(List.of(insert.table()), () -> {
            assignments(conflict.assignments());
            where(conflict.where());
        });
        return out;
    }

    /** MERGE. */
    public SqlWriter merge(Merge merge) {
        with();
        out.sql("MERGE INTO ");
        compilation.from(merge.table());
        out.sql(" USING ");
        compilation.from(merge.source());
        compilation.within(Froms.withParts(List.of(merge.table(), merge.source())), () -> {
            out.sql(" ON ");
            compilation.expression(merge.on());
            merge.actions().forEach(this::action);
        });
        return out;
    }

    private void action(Merge.Action action) {
        out.sql(action.kind() == Merge.Kind.INSERT ? " WHEN NOT MATCHED" : " WHEN MATCHED");
        if (action.condition() != null) {
            out.sql(" AND ");
            compilation.expression(action.condition());
        }
        out.sql(" THEN ").sql(action.kind().name());
        if (action.kind() == Merge.Kind.UPDATE) {
            assignments(action.values());
        } else if (action.kind() == Merge.Kind.INSERT) {
            out.sql(" ");
            names(action.values().stream().map(ColumnValue::column).toList());
            for (int i = 0; i < action.values().size(); i++) {
                out.sql(i == 0 ? " VALUES (" : ", ");
                assigned(action.values().get(i).column(), action.values().get(i).value());
            }
            out.sql(")");
        }
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
        with();
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
        with();
        out.sql("DELETE FROM ");
        compilation.from(delete.table());
        List<FromItem> scope = new ArrayList<>(delete.using());
        scope.add(delete.table());
        compilation.within(Froms.withParts(scope), () -> {
            for (int i = 0; i < delete.using().size(); i++) {
                out.sql(i == 0 ? " USING " : ", ");
                compilation.from(delete.using().get(i));
            }
            where(delete.where());
        });
        return out;
    }

    /** A change that gives back columns of the rows that it changed. */
    public SqlWriter returning(Returning returning) {
        change(returning);
        out.sql(" RETURNING ");
        given(returning);
        return out;
    }

    /** Writes what is given back; subqueries in it mean the changed row. */
    protected final void given(Returning returning) {
        List<FromItem> scope = new ArrayList<>(further(returning));
        scope.add(table(returning));
        compilation.within(
                Froms.withParts(scope),
                () -> compilation.syntax().select(compilation).items(returning.items()));
    }

    /** Refuses columns of other tables among what is given back. */
    protected final void checkOwn(Returning returning) {
        Set<FromItem> others = Froms.withParts(further(returning));
        for (SelectItem item : returning.items()) {
            if (others.contains(item) || Froms.reach((ClauseElement) item, others)) {
                throw compilation.unsupported(
                        "RETURNING of another table's column",
                        "return columns of " + table(returning).name() + ", and select the others before or after");
            }
        }
    }

    private static List<FromItem> further(Returning returning) {
        if (returning.change() instanceof Update update) {
            return update.from();
        } else if (returning.change() instanceof Delete delete) {
            return delete.using();
        }
        return returning.change() instanceof Merge merge ? List.of(merge.source()) : List.of();
    }

    /** Writes the change alone. */
    protected final void change(Returning returning) {
        if (returning.change() instanceof Insert insert) {
            insert(insert).sql("");
        } else if (returning.change() instanceof Update update) {
            update(update).sql("");
        } else if (returning.change() instanceof Delete delete) {
            delete(delete).sql("");
        } else if (returning.change() instanceof Merge merge) {
            merge(merge).sql("");
        }
    }

    /** The table that a change changes. */
    protected static TableItem table(Returning returning) {
        if (returning.change() instanceof Insert insert) {
            return insert.table();
        } else if (returning.change() instanceof Update update) {
            return update.table();
        }
        return returning.change() instanceof Merge merge ? merge.table() : ((Delete) returning.change()).table();
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
            assigned(assignments.get(i).column(), assignments.get(i).value());
        }
    }

    /** An expression as the value that a column is given. */
    protected void assigned(ColumnExpression<?> column, Expression<?> value) {
        compilation.expression(value);
    }

    /** The rows of an INSERT. */
    @CanIgnoreReturnValue
    protected SqlWriter rows(Insert insert) {
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

    /** A value, which may be null, or an expression as the value that a column is given. */
    protected void value(ColumnExpression<?> column, @Nullable Object value) {
        if (value instanceof Expression<?> expression) {
            assigned(column, expression);
        } else {
            column.type().check(value, column);
            out.bind(column.name(), column.type(), value);
        }
    }

    /** WHERE, where there is a condition. */
    protected final void where(@Nullable Expression<Boolean> condition) {
        if (condition != null) {
            out.sql(" WHERE ");
            compilation.expression(condition);
        }
    }
}
