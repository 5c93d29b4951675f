package io.azoth.sql;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * INSERT. Without columns it takes those of the parameters that it is executed with, and prints with all columns of the
 * table.
 */
public final class Insert implements EffectStatement {
    private final TableItem table;
    private final List<? extends ColumnExpression<?>> columns;
    private final List<? extends List<?>> rows;

    private Insert(TableItem table, List<? extends ColumnExpression<?>> columns, List<? extends List<?>> rows) {
        this.table = table;
        this.columns = columns;
        this.rows = rows;
    }

    /** INSERT INTO a table. */
    public static Insert into(TableItem table) {
        return new Insert(table, List.of(), List.of());
    }

    /**
     * One row by names and values in turn, beside what was set before: {@code values("user_name", "Mary")}.
     *
     * @throws DefinitionException if the table has no such column, or the value is of another class than the column's
     */
    public Insert values(@Nullable Object... namesAndValues) {
        return values(Parameters.alternating(namesAndValues));
    }

    /** One row by names, beside what was set before. */
    public Insert values(Parameters row) {
        Insert insert = this;
        for (Map.Entry<String, @Nullable Object> entry : row.asMap().entrySet()) {
            insert = insert.with(ColumnValue.of(table.c(entry.getKey()), entry.getValue()));
        }
        return insert;
    }

    /** One column of the row; the value may be null. */
    public <T> Insert set(ColumnExpression<T> column, @Nullable T value) {
        return with(ColumnValue.of(owned(column), value));
    }

    /** One column of the row as NULL, where a bare {@code null} would leave the compiler in doubt. */
    public Insert setNull(ColumnExpression<?> column) {
        return with(ColumnValue.of(owned(column), null));
    }

    /** One column of the row by an expression. */
    public <T> Insert set(ColumnExpression<T> column, Expression<? extends T> value) {
        return with(new ColumnValue(owned(column), value));
    }

    /**
     * Many rows at once. They are handed over, not copied: do not change them afterwards. Their values are checked when
     * the statement is compiled.
     *
     * @param columns the columns
     * @param rows one list of values a row, in order of the columns; values may be null
     */
    public Insert rows(List<? extends ColumnExpression<?>> columns, List<? extends List<?>> rows) {
        columns.forEach(this::owned);
        return new Insert(table, List.copyOf(columns), Collections.unmodifiableList(rows));
    }

    /** The same, giving back columns of the new rows. */
    public Returning returning(SelectItem... items) {
        return new Returning(this, List.of(items));
    }

    /** The table. */
    public TableItem table() {
        return table;
    }

    /** The columns that values were given for. */
    public List<? extends ColumnExpression<?>> columns() {
        return columns;
    }

    /** One list a row: values, or expressions. */
    public List<? extends List<?>> rows() {
        return rows;
    }

    private Insert with(ColumnValue added) {
        if (rows.size() > 1) {
            throw new DefinitionException(
                    ErrorCode.INVALID_STATEMENT,
                    "The INSERT INTO " + table.name() + " has " + rows.size()
                            + " rows already; a single column cannot be set on all of them");
        }
        List<ColumnExpression<?>> names = new ArrayList<>(columns);
        List<@Nullable Object> row = rows.isEmpty() ? new ArrayList<>() : new ArrayList<>(rows.get(0));
        int at = names.indexOf(added.column());
        if (at >= 0) {
            row.set(at, added.value());
        } else {
            names.add(added.column());
            row.add(added.value());
        }
        return new Insert(table, List.copyOf(names), List.of(Collections.unmodifiableList(row)));
    }

    @CanIgnoreReturnValue
    private <C extends ColumnExpression<?>> C owned(C column) {
        if (column.source() != table) {
            throw new DefinitionException(ErrorCode.UNKNOWN_COLUMN, column + " is no column of '" + table.name() + "'");
        }
        return column;
    }

    @Override
    public List<? extends ClauseElement> children() {
        List<ClauseElement> children = new ArrayList<>();
        children.add(table);
        for (int r = 0; r < rows.size(); r++) {
            List<?> row = rows.get(r);
            for (int c = 0; c < row.size(); c++) {
                if (row.get(c) instanceof Expression<?> expression) {
                    children.add(expression);
                }
            }
        }
        return children;
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
        return visitor.insert(this);
    }

    @Override
    public @Nullable Executor boundTo() {
        return table.boundTo();
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
