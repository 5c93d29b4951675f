package io.azoth.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** DELETE: of all rows of a table, until there is a WHERE. */
public final class Delete implements EffectStatement {
    private final TableItem table;
    private final @Nullable Expression<Boolean> where;

    private Delete(TableItem table, @Nullable Expression<Boolean> where) {
        this.table = table;
        this.where = where;
    }

    /** DELETE FROM a table. */
    public static Delete from(TableItem table) {
        return new Delete(table, null);
    }

    /** WHERE; a condition given before is kept, joined by AND. */
    public Delete where(Expression<Boolean> condition) {
        return new Delete(table, Conditions.and(where, condition));
    }

    /** The same, giving back columns of the deleted rows. */
    public Returning returning(SelectItem... items) {
        return new Returning(this, List.of(items));
    }

    /** The table. */
    public TableItem table() {
        return table;
    }

    /** The condition, or null for all rows. */
    public @Nullable Expression<Boolean> where() {
        return where;
    }

    @Override
    public List<? extends ClauseElement> children() {
        return where == null ? List.of(table) : List.of(table, where);
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
        return visitor.delete(this);
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
