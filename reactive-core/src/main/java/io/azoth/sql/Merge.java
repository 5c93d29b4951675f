package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * MERGE: {@code Merge.into(users).using(news, on).whenMatched().set(...).update().whenNotMatched().set(...).insert()}.
 * Immutable.
 */
public final class Merge implements EffectStatement {
    private final TableItem table;
    private final FromItem source;
    private final Expression<Boolean> on;
    private final List<Action> actions;

    /** What a branch does. */
    public enum Kind {
        UPDATE,
        DELETE,
        INSERT
    }

    /**
     * One branch.
     *
     * @param kind what it does: INSERT is for rows that are not there, the others are for rows that are
     * @param condition a further condition, or null
     * @param values what columns are set to, empty for DELETE
     */
    public record Action(Kind kind, @Nullable Expression<Boolean> condition, List<ColumnValue> values) {
        public Action {
            values = List.copyOf(values);
        }
    }

    private Merge(TableItem table, FromItem source, Expression<Boolean> on, List<Action> actions) {
        this.table = table;
        this.source = source;
        this.on = on;
        this.actions = List.copyOf(actions);
    }

    /** MERGE INTO a table. */
    public static Into into(TableItem table) {
        return new Into(table);
    }

    /** The beginning of a MERGE. */
    public static final class Into {
        private final TableItem table;

        private Into(TableItem table) {
            this.table = table;
        }

        /** The rows to merge with, and the condition by which a row there is found. */
        public Merge using(FromItem source, Expression<Boolean> on) {
            return new Merge(table, source, on, List.of());
        }
    }

    /** What to do where a row is there; branches are tried in order. */
    public Branch whenMatched() {
        return new Branch(this, null, List.of());
    }

    /** What to do where a row is there and a condition holds. */
    public Branch whenMatched(Expression<Boolean> condition) {
        return new Branch(this, condition, List.of());
    }

    /** What to do where no row is there. */
    public NewRow whenNotMatched() {
        return new NewRow(this, null, List.of());
    }

    /** What to do where no row is there and a condition holds. */
    public NewRow whenNotMatched(Expression<Boolean> condition) {
        return new NewRow(this, condition, List.of());
    }

    /** The same, giving back columns of the changed rows. */
    public Returning returning(SelectItem... items) {
        return new Returning(this, List.of(items));
    }

    /** The table. */
    public TableItem table() {
        return table;
    }

    /** What it is merged with. */
    public FromItem source() {
        return source;
    }

    /** The condition by which a row there is found. */
    public Expression<Boolean> on() {
        return on;
    }

    /** The branches in order. */
    public List<Action> actions() {
        return actions;
    }

    private Merge with(Action action) {
        for (ColumnValue value : action.values()) {
            if (value.column().source() != table) {
                throw new DefinitionException(
                        ErrorCode.UNKNOWN_COLUMN, value.column() + " is no column of '" + table.name() + "'");
            }
        }
        List<Action> all = new ArrayList<>(actions);
        all.add(action);
        return new Merge(table, source, on, all);
    }

    @Override
    public List<? extends ClauseElement> children() {
        List<ClauseElement> children = new ArrayList<>(List.of(table, source, on));
        for (Action action : actions) {
            Mapped.add(children, action.condition);
            action.values.forEach(value -> children.add(value.value()));
        }
        return children;
    }

    @Override
    public Merge mapChildren(UnaryOperator<ClauseElement> f) {
        List<Action> mapped = new ArrayList<>();
        actions.forEach(action -> mapped.add(
                new Action(action.kind, Mapped.maybe(f, action.condition), Mapped.values(f, action.values))));
        return new Merge(Mapped.one(f, table), Mapped.one(f, source), Mapped.one(f, on), mapped);
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
        return visitor.merge(this);
    }

    @Override
    public @Nullable Executor boundTo() {
        return table.boundTo();
    }

    @Override
    public String toString() {
        return Services.text(this);
    }

    /** A branch for rows that are there. */
    public static final class Branch {
        private final Merge merge;
        private final @Nullable Expression<Boolean> condition;
        private final List<ColumnValue> values;

        private Branch(Merge merge, @Nullable Expression<Boolean> condition, List<ColumnValue> values) {
            this.merge = merge;
            this.condition = condition;
            this.values = values;
        }

        /** A column is set to a value, which may be null. */
        public <T> Branch set(ColumnExpression<T> column, @Nullable T value) {
            return new Branch(merge, condition, plus(values, ColumnValue.of(column, value)));
        }

        /** A column is set to an expression. */
        public <T> Branch set(ColumnExpression<T> column, Expression<? extends T> value) {
            return new Branch(merge, condition, plus(values, new ColumnValue(column, value)));
        }

        /** The row is changed as {@code set} says. */
        public Merge update() {
            return merge.with(new Action(Kind.UPDATE, condition, notEmpty(values)));
        }

        /** The row is deleted. */
        public Merge delete() {
            return merge.with(new Action(Kind.DELETE, condition, List.of()));
        }
    }

    /** A branch for rows that are not there. */
    public static final class NewRow {
        private final Merge merge;
        private final @Nullable Expression<Boolean> condition;
        private final List<ColumnValue> values;

        private NewRow(Merge merge, @Nullable Expression<Boolean> condition, List<ColumnValue> values) {
            this.merge = merge;
            this.condition = condition;
            this.values = values;
        }

        /** A column of the new row has a value, which may be null. */
        public <T> NewRow set(ColumnExpression<T> column, @Nullable T value) {
            return new NewRow(merge, condition, plus(values, ColumnValue.of(column, value)));
        }

        /** A column of the new row has the value of an expression. */
        public <T> NewRow set(ColumnExpression<T> column, Expression<? extends T> value) {
            return new NewRow(merge, condition, plus(values, new ColumnValue(column, value)));
        }

        /** The new row is inserted. */
        public Merge insert() {
            return merge.with(new Action(Kind.INSERT, condition, notEmpty(values)));
        }
    }

    private static List<ColumnValue> notEmpty(List<ColumnValue> values) {
        if (values.isEmpty()) {
            throw new DefinitionException(
                    ErrorCode.INVALID_STATEMENT, "A branch of MERGE that updates or inserts sets at least one column");
        }
        return values;
    }

    private static List<ColumnValue> plus(List<ColumnValue> values, ColumnValue added) {
        List<ColumnValue> all = new ArrayList<>(values);
        all.add(added);
        return all;
    }
}
