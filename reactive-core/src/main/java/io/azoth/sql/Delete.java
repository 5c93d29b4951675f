package io.azoth.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** DELETE: of all rows of a table, until there is a WHERE. */
public final class Delete implements EffectStatement {
    private final TableItem table;
    private final List<FromItem> using;
    private final @Nullable Expression<Boolean> where;

    private Delete(TableItem table, List<FromItem> using, @Nullable Expression<Boolean> where) {
        this.table = table;
        this.using = List.copyOf(using);
        this.where = where;
    }

    /** DELETE FROM a table. */
    public static Delete from(TableItem table) {
        return new Delete(table, List.of(), null);
    }

    /** WHERE; a condition given before is kept, joined by AND. */
    public Delete where(Expression<Boolean> condition) {
        return new Delete(table, using, Conditions.and(where, condition));
    }

    /** USING: further tables whose columns WHERE may use. */
    public Delete using(FromItem... items) {
        List<FromItem> all = new ArrayList<>(using);
        all.addAll(List.of(items));
        return new Delete(table, all, where);
    }

    /** The further tables. */
    public List<FromItem> using() {
        return using;
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
        List<ClauseElement> children = new ArrayList<>();
        children.add(table);
        children.addAll(using);
        Mapped.add(children, where);
        return children;
    }

    @Override
    public Delete mapChildren(UnaryOperator<ClauseElement> f) {
        return new Delete(Mapped.one(f, table), Mapped.all(f, using), Mapped.maybe(f, where));
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
