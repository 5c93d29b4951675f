package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * UPDATE. Without SET it takes the columns of the parameters that it is executed with, and prints with all columns of
 * the table.
 */
public final class Update implements EffectStatement {
    private final TableItem table;
    private final List<ColumnValue> assignments;
    private final List<FromItem> from;
    private final @Nullable Expression<Boolean> where;

    private Update(
            TableItem table, List<ColumnValue> assignments, List<FromItem> from, @Nullable Expression<Boolean> where) {
        this.table = table;
        this.assignments = List.copyOf(assignments);
        this.from = List.copyOf(from);
        this.where = where;
    }

    /** UPDATE of a table: of all its rows, until there is a WHERE. */
    public static Update of(TableItem table) {
        return new Update(table, List.of(), List.of(), null);
    }

    /** SET by names and values in turn. */
    public Update values(@Nullable Object... namesAndValues) {
        Update update = this;
        for (Map.Entry<String, @Nullable Object> entry :
                Parameters.alternating(namesAndValues).asMap().entrySet()) {
            update = update.with(ColumnValue.of(table.c(entry.getKey()), entry.getValue()));
        }
        return update;
    }

    /** SET of a column to a value, which may be null. */
    public <T> Update set(ColumnExpression<T> column, @Nullable T value) {
        return with(ColumnValue.of(column, value));
    }

    /** SET of a column to NULL, where a bare {@code null} would leave the compiler in doubt. */
    public Update setNull(ColumnExpression<?> column) {
        return with(ColumnValue.of(column, null));
    }

    /** SET of a column to an expression. */
    public <T> Update set(ColumnExpression<T> column, Expression<? extends T> value) {
        return with(new ColumnValue(column, value));
    }

    /** FROM: further tables whose columns SET and WHERE may use. */
    public Update from(FromItem... items) {
        List<FromItem> all = new ArrayList<>(from);
        all.addAll(Arrays.asList(items));
        return new Update(table, assignments, all, where);
    }

    /** WHERE; a condition given before is kept, joined by AND. */
    public Update where(Expression<Boolean> condition) {
        return new Update(table, assignments, from, Conditions.and(where, condition));
    }

    /** The same, giving back columns of the changed rows. */
    public Returning returning(SelectItem... items) {
        return new Returning(this, List.of(items));
    }

    /** The table. */
    public TableItem table() {
        return table;
    }

    /** SET, in order. */
    public List<ColumnValue> assignments() {
        return assignments;
    }

    /** FROM, beside the table. */
    public List<FromItem> from() {
        return from;
    }

    /** The condition, or null for all rows. */
    public @Nullable Expression<Boolean> where() {
        return where;
    }

    private Update with(ColumnValue added) {
        if (added.column().source() != table) {
            throw new DefinitionException(
                    ErrorCode.UNKNOWN_COLUMN, added.column() + " is no column of '" + table.name() + "'");
        }
        List<ColumnValue> all = new ArrayList<>(assignments);
        all.removeIf(earlier -> earlier.column().equals(added.column()));
        all.add(added);
        return new Update(table, all, from, where);
    }

    @Override
    public List<? extends ClauseElement> children() {
        List<ClauseElement> children = new ArrayList<>();
        children.add(table);
        assignments.forEach(assignment -> children.add(assignment.value()));
        children.addAll(from);
        if (where != null) {
            children.add(where);
        }
        return children;
    }

    @Override
    public Update mapChildren(UnaryOperator<ClauseElement> f) {
        return new Update(
                Mapped.one(f, table), Mapped.values(f, assignments), Mapped.all(f, from), Mapped.maybe(f, where));
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
        return visitor.update(this);
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
