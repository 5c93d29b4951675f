package io.azoth.sql;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * INSERT. Without columns it takes those of the parameters that it is executed with, and prints with all columns of the
 * table.
 */
public final class Insert implements EffectStatement {
    private final TableItem table;
    private final List<? extends ColumnExpression<?>> columns;
    private final List<? extends List<?>> rows;
    private final @Nullable Query query;
    private final @Nullable Conflict conflict;

    /**
     * What an INSERT does with a row that meets one that is there.
     *
     * @param target the columns of the unique key that is meant; empty for any
     * @param assignments what the row that is there is set to; empty where it stays as it is
     * @param where which rows are changed, or null for all
     */
    public record Conflict(
            List<ColumnExpression<?>> target,
            List<ColumnValue> assignments,
            @Nullable Expression<Boolean> where) {
        public Conflict {
            target = List.copyOf(target);
            assignments = List.copyOf(assignments);
        }
    }

    private Insert(
            TableItem table,
            List<? extends ColumnExpression<?>> columns,
            List<? extends List<?>> rows,
            @Nullable Query query,
            @Nullable Conflict conflict) {
        this.table = table;
        this.columns = columns;
        this.rows = rows;
        this.query = query;
        this.conflict = conflict;
    }

    /** INSERT INTO a table. */
    public static Insert into(TableItem table) {
        return new Insert(table, List.of(), List.of(), null, null);
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
        if (rows.isEmpty()) {
            throw new DefinitionException(
                    ErrorCode.INVALID_STATEMENT,
                    "The INSERT INTO " + table.name() + " is given a list of rows that is empty; leave it out then");
        }
        return new Insert(table, List.copyOf(columns), Collections.unmodifiableList(rows), null, conflict);
    }

    /**
     * The rows of a query.
     *
     * @param from the query
     * @param into the columns that its columns go to, in order
     */
    public Insert fromSelect(Query from, ColumnExpression<?>... into) {
        int width = from.resultColumns().size();
        if (width > 0 && width != into.length) {
            throw new DefinitionException(
                    ErrorCode.INVALID_STATEMENT,
                    "The query for the INSERT INTO " + table.name() + " gives " + width + " columns, and " + into.length
                            + " are named to take them");
        }
        for (ColumnExpression<?> column : into) {
            owned(column);
        }
        return new Insert(table, List.of(into), List.of(), from, conflict);
    }

    /**
     * What to do with a row whose unique key is there already: {@code onConflict(users.userId).doNothing()}.
     *
     * @param key the columns of the key; none for any key, which some databases do not take
     */
    public OnConflict onConflict(ColumnExpression<?>... key) {
        for (ColumnExpression<?> column : key) {
            owned(column);
        }
        return new OnConflict(this, new Conflict(List.of(key), List.of(), null));
    }

    /** A column of the row that could not be inserted, for {@link #onConflict}. */
    public static <T> ColumnExpression<T> excluded(ColumnExpression<T> column) {
        return new Alias((TableItem) column.source(), "excluded").c(column);
    }

    Insert with(Conflict changed) {
        return new Insert(table, columns, rows, query, changed);
    }

    /** The query that gives the rows, or null. */
    public @Nullable Query query() {
        return query;
    }

    /** What happens to rows that are there already, or null where that is an error. */
    public @Nullable Conflict conflict() {
        return conflict;
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
        return new Insert(table, List.copyOf(names), List.of(Collections.unmodifiableList(row)), null, conflict);
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
        children.addAll(Mapped.expressions(rows));
        Mapped.add(children, query);
        if (conflict != null) {
            conflict.assignments.forEach(assignment -> children.add(assignment.value()));
            Mapped.add(children, conflict.where);
        }
        return children;
    }

    @Override
    public Insert mapChildren(UnaryOperator<ClauseElement> f) {
        Conflict changed = conflict == null
                ? null
                : new Conflict(
                        conflict.target, Mapped.values(f, conflict.assignments), Mapped.maybe(f, conflict.where));
        return new Insert(Mapped.one(f, table), columns, Mapped.rows(f, rows), Mapped.maybe(f, query), changed);
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
